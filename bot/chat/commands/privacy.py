"""/privacy."""

from discord import app_commands
from discord.ext import commands

from bot.chat import privacy
from bot.chat.asking import Interaction


class PrivacyCog(commands.Cog):
    """What is kept."""

    @app_commands.command()
    async def privacy(self, interaction: Interaction) -> None:
        """What is stored of this server and of you, and deleting it."""
        await privacy.explain(interaction)

"""/search."""

from discord import app_commands
from discord.ext import commands

from bot.chat.asking import Interaction, answer
from bot.chat.options import PRIVATE
from bot.questions import Search


class SearchCog(commands.Cog):
    """Everything that is told."""

    @app_commands.command()
    @app_commands.describe(text="Words in English or Russian", private=PRIVATE)
    async def search(self, interaction: Interaction, text: str, *, private: bool = False) -> None:
        """Look for words in everything that is told."""
        await answer(interaction, Search(text), private=private)

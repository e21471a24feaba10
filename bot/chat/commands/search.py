"""/search."""

from discord import app_commands
from discord.ext import commands

from bot.chat.asking import Interaction, answer
from bot.chat.options import reply_options
from bot.questions import Search


class SearchCog(commands.Cog):
    """Everything that is told."""

    @app_commands.command()
    @reply_options
    @app_commands.describe(text="Words in English or Russian")
    async def search(self, interaction: Interaction, text: str, *, private: bool = False, language: str = "") -> None:
        """Look for words in everything that is told."""
        await answer(interaction, Search(text), private=private, language=language)

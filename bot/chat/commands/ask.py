"""/ask."""

from discord import app_commands
from discord.ext import commands

from bot.chat.asking import Interaction, answer
from bot.chat.options import reply_options, sentences
from bot.questions import Ask


class AskCog(commands.Cog):
    """Questions in somebody's own words."""

    @app_commands.command()
    @reply_options
    @app_commands.autocomplete(question=sentences)
    @app_commands.describe(question="In English or Russian: who flew with Stafford?")
    async def ask(self, interaction: Interaction, question: str, *, private: bool = False, language: str = "") -> None:
        """Ask in your own words."""
        await answer(interaction, Ask(question), private=private, language=language)

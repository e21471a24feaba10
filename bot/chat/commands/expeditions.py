"""/expedition."""

from discord import app_commands
from discord.ext import commands

from bot.chat.asking import Interaction, answer
from bot.chat.options import reply_options
from bot.questions import ExpeditionCard

Number = app_commands.Range[int, 1, 999]  # the historian knows the last expedition, and says so


class ExpeditionsCog(commands.Cog):
    """Crews of the International Space Station."""

    @app_commands.command()
    @reply_options
    @app_commands.describe(number="The expedition's number")
    async def expedition(
        self, interaction: Interaction, number: Number, *, private: bool = False, language: str = ""
    ) -> None:
        """One expedition to the International Space Station."""
        await answer(interaction, ExpeditionCard(number), private=private, language=language)

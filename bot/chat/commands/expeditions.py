"""/expedition."""

from discord import app_commands
from discord.ext import commands

from bot.chat.asking import Interaction, answer
from bot.chat.options import PRIVATE
from bot.questions import ExpeditionCard

Number = app_commands.Range[int, 1, 999]  # the historian knows the last expedition, and says so


class ExpeditionsCog(commands.Cog):
    """Crews of the International Space Station."""

    @app_commands.command()
    @app_commands.describe(number="The expedition's number", private=PRIVATE)
    async def expedition(self, interaction: Interaction, number: Number, *, private: bool = False) -> None:
        """One expedition to the International Space Station."""
        await answer(interaction, ExpeditionCard(number), private=private)

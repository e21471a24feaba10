"""/mission."""

from discord import app_commands
from discord.ext import commands

from bot.chat.asking import Interaction, answer
from bot.chat.options import PRIVATE, names_of
from bot.questions import MissionCard


class MissionsCog(commands.Cog):
    """Flights."""

    @app_commands.command()
    @app_commands.describe(name="A flight in any spelling: Apollo-Soyuz, STS-71, Союз МС-22", private=PRIVATE)
    @app_commands.autocomplete(name=names_of("mission"))
    async def mission(self, interaction: Interaction, name: str, *, private: bool = False) -> None:
        """One flight: dates, craft, crew, partners, why it was joint."""
        await answer(interaction, MissionCard(name), private=private)

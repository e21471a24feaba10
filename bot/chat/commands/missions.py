"""/mission."""

from discord import app_commands
from discord.ext import commands

from bot.chat.asking import Interaction, answer
from bot.chat.options import names_of, reply_options
from bot.questions import MissionCard


class MissionsCog(commands.Cog):
    """Flights."""

    @app_commands.command()
    @reply_options
    @app_commands.describe(name="A flight in any spelling: Apollo-Soyuz, STS-71, Союз МС-22")
    @app_commands.autocomplete(name=names_of("mission"))
    async def mission(self, interaction: Interaction, name: str, *, private: bool = False, language: str = "") -> None:
        """One flight: dates, craft, crew, partners, why it was joint."""
        await answer(interaction, MissionCard(name), private=private, language=language)

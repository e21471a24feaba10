"""/craft, /agreement and /event."""

from discord import app_commands
from discord.ext import commands

from bot.chat.asking import Interaction, answer
from bot.chat.options import names_of, reply_options
from bot.questions import AgreementCard, EventCard, ThingCard


class ThingsCog(commands.Cog):
    """What was flown, signed and done."""

    @app_commands.command()
    @reply_options
    @app_commands.describe(name="A craft, station, module, place, organisation or practice")
    @app_commands.autocomplete(name=names_of("thing"))
    async def craft(self, interaction: Interaction, name: str, *, private: bool = False, language: str = "") -> None:
        """One craft, station, module, place, organisation or practice."""
        await answer(interaction, ThingCard(name), private=private, language=language)

    @app_commands.command()
    @reply_options
    @app_commands.describe(name="An agreement, as you would call it")
    @app_commands.autocomplete(name=names_of("agreement"))
    async def agreement(
        self, interaction: Interaction, name: str, *, private: bool = False, language: str = ""
    ) -> None:
        """One agreement: when, where, by whom, about what."""
        await answer(interaction, AgreementCard(name), private=private, language=language)

    @app_commands.command()
    @reply_options
    @app_commands.describe(name="An event, as you would call it")
    @app_commands.autocomplete(name=names_of("event"))
    async def event(self, interaction: Interaction, name: str, *, private: bool = False, language: str = "") -> None:
        """One event of the cooperation, told in full."""
        await answer(interaction, EventCard(name), private=private, language=language)

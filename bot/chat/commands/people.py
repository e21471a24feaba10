"""/person."""

from discord import app_commands
from discord.ext import commands

from bot.chat.asking import Interaction, answer
from bot.chat.options import PRIVATE, names_of
from bot.questions import PersonCard


class PeopleCog(commands.Cog):
    """People who flew."""

    @app_commands.command()
    @app_commands.describe(name="A name in any spelling: Stafford, Krikalyov, Кикина", private=PRIVATE)
    @app_commands.autocomplete(name=names_of("person"))
    async def person(self, interaction: Interaction, name: str, *, private: bool = False) -> None:
        """One person: flights, time in space, whom they flew with from the other side."""
        await answer(interaction, PersonCard(name), private=private)

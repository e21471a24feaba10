"""/person."""

from discord import app_commands
from discord.ext import commands

from bot.chat.asking import Interaction, answer
from bot.chat.options import names_of, reply_options
from bot.questions import PersonCard


class PeopleCog(commands.Cog):
    """People who flew."""

    @app_commands.command()
    @reply_options
    @app_commands.describe(name="A name in any spelling: Stafford, Krikalyov, Кикина")
    @app_commands.autocomplete(name=names_of("person"))
    async def person(self, interaction: Interaction, name: str, *, private: bool = False, language: str = "") -> None:
        """One person: flights, time in space, whom they flew with from the other side."""
        await answer(interaction, PersonCard(name), private=private, language=language)

"""/about, /help and /source."""

from discord import app_commands
from discord.ext import commands

from bot.chat.asking import Interaction, answer
from bot.chat.options import PRIVATE
from bot.questions import About, Help, Receipt


class AboutCog(commands.Cog):
    """The bot itself and what it goes by."""

    @app_commands.command()
    async def about(self, interaction: Interaction) -> None:
        """What this bot is, its data and its sources."""
        await answer(interaction, About())

    @app_commands.command()
    async def help(self, interaction: Interaction) -> None:
        """What can be asked, by example."""
        await answer(interaction, Help())

    @app_commands.command()
    @app_commands.describe(code="The code below an answer", private=PRIVATE)
    @app_commands.rename(code="id")
    async def source(self, interaction: Interaction, code: str, *, private: bool = False) -> None:
        """Who says so: the sources and disputes behind an answer."""
        await answer(interaction, Receipt(code), private=private)

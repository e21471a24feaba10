"""/about, /help and /source."""

from discord import app_commands
from discord.ext import commands

from bot.chat.asking import Interaction, answer
from bot.chat.options import reply_options
from bot.questions import About, Help, Receipt


class AboutCog(commands.Cog):
    """The bot itself and what it goes by."""

    @app_commands.command()
    @reply_options
    async def about(self, interaction: Interaction, *, private: bool = False, language: str = "") -> None:
        """What this bot is, its data and its sources."""
        await answer(interaction, About(), private=private, language=language)

    @app_commands.command()
    @reply_options
    async def help(self, interaction: Interaction, *, private: bool = False, language: str = "") -> None:
        """What can be asked, by example."""
        await answer(interaction, Help(), private=private, language=language)

    @app_commands.command()
    @reply_options
    @app_commands.describe(code="The code below an answer")
    @app_commands.rename(code="id")
    async def source(self, interaction: Interaction, code: str, *, private: bool = False, language: str = "") -> None:
        """Who says so: the sources and disputes behind an answer."""
        await answer(interaction, Receipt(code), private=private, language=language)

"""/history and /onthisday."""

from discord import app_commands
from discord.ext import commands

from bot.chat.asking import Interaction, answer
from bot.chat.options import names_of, reply_options
from bot.questions import FIRST_YEAR, History, OnThisDay

Year = app_commands.Range[int, FIRST_YEAR, 2100]  # the historian knows the last year, and says so


class HistoryCog(commands.Cog):
    """The cooperation in time."""

    @app_commands.command()
    @reply_options
    @app_commands.describe(era="One era of it", year="One year of it")
    @app_commands.autocomplete(era=names_of("era"))
    async def history(
        self, interaction: Interaction, era: str = "", year: Year = 0, *, private: bool = False, language: str = ""
    ) -> None:
        """The timeline of cooperation: all of it, one era or one year."""
        await answer(interaction, History(era, year), private=private, language=language)

    @app_commands.command()
    @reply_options
    @app_commands.describe(date="A day, such as 07-17 or 17 July; today if left out")
    async def onthisday(
        self, interaction: Interaction, date: str = "", *, private: bool = False, language: str = ""
    ) -> None:
        """What happened on this day of the year."""
        await answer(interaction, OnThisDay(date), private=private, language=language)

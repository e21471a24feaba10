"""/chain, /aboard, /compare, /records, /cooperation and /timeline."""

from discord import app_commands
from discord.ext import commands

from bot.chat.asking import Interaction, answer
from bot.chat.options import names_of, reply_options
from bot.questions import Aboard, Chain, Compare, Cooperation, Records, Timeline

TOPICS = {
    "Longest flight": "longest-flight", "Most flights": "most-flights", "Most time in space": "most-time",
    "First": "first", "Latest": "last", "Youngest": "youngest", "Oldest": "oldest",
}  # fmt: skip
WHO = {"Women": "women", "Men": "men"}
FLIGHTS = {"Joint flights": "joint", "All flights": "all"}


def picks(names: dict[str, str]) -> list[app_commands.Choice[str]]:
    """A fixed list to choose from."""
    return [app_commands.Choice(name=name, value=value) for name, value in names.items()]


class ExploreCog(commands.Cog):
    """What follows from the whole record."""

    @app_commands.command()
    @reply_options
    @app_commands.describe(
        start="Somebody who flew; alone, the way to Apollo–Soyuz is shown",
        end="Somebody else who flew",
        joint_only="Only meetings between Americans and Soviets or Russians",
        stations="Also meetings at one station",
    )
    @app_commands.rename(start="from", end="to")
    @app_commands.autocomplete(start=names_of("person"), end=names_of("person"))
    async def chain(
        self,
        interaction: Interaction,
        start: str = "",
        end: str = "",
        *,
        joint_only: bool = False,
        stations: bool = False,
        private: bool = False,
        language: str = "",
    ) -> None:
        """The handshake chain: who met whom in space, from one person to another."""
        await answer(interaction, Chain(start, end, joint_only, stations), private=private, language=language)

    @app_commands.command()
    @reply_options
    @app_commands.describe(
        date="A day, month, year or 1995..1998; today if left out", time="A time of that day in UTC, such as 16:19"
    )
    async def aboard(
        self, interaction: Interaction, date: str = "", time: str = "", *, private: bool = False, language: str = ""
    ) -> None:
        """Everyone who was in space at a moment, on a day or over a period."""
        await answer(interaction, Aboard(date, time), private=private, language=language)

    @app_commands.command()
    @reply_options
    @app_commands.describe(a="A person, a flight or an era", b="Another person, flight or era")
    @app_commands.autocomplete(a=names_of("compared"), b=names_of("compared"))
    async def compare(
        self, interaction: Interaction, a: str, b: str, *, private: bool = False, language: str = ""
    ) -> None:
        """Two people, two flights or two eras side by side."""
        await answer(interaction, Compare(a, b), private=private, language=language)

    @app_commands.command()
    @reply_options
    @app_commands.describe(
        topic="What to rank by; the first place of each if left out",
        nation="Those who flew for it",
        craft="A craft that they launched in, or a station",
        who="Women or men only",
        flights="Joint flights, unless you want all",
    )
    @app_commands.choices(topic=picks(TOPICS), who=picks(WHO), flights=picks(FLIGHTS))
    @app_commands.autocomplete(nation=names_of("flag"), craft=names_of("flown"))
    async def records(
        self,
        interaction: Interaction,
        topic: str = "",
        nation: str = "",
        craft: str = "",
        *,
        who: str = "",
        flights: str = "joint",
        private: bool = False,
        language: str = "",
    ) -> None:
        """The longest, the most, the first, the last, the youngest and the oldest."""
        await answer(interaction, Records(topic, nation, craft, who, flights), private=private, language=language)

    @app_commands.command()
    @reply_options
    @app_commands.describe(when="A year or an era; all years if left out")
    @app_commands.autocomplete(when=names_of("era"))
    async def cooperation(
        self, interaction: Interaction, when: str = "", *, private: bool = False, language: str = ""
    ) -> None:
        """The cooperation meter, year by year."""
        await answer(interaction, Cooperation(when), private=private, language=language)

    @app_commands.command()
    @reply_options
    async def timeline(self, interaction: Interaction, *, private: bool = False, language: str = "") -> None:
        """From 1957 to today in one picture."""
        await answer(interaction, Timeline(), private=private, language=language)

"""/schedule: posts by themselves, set up by who manages the server."""

import re
from typing import Any, Self, TypeVar

import discord
from discord import app_commands
from discord.ext import commands

from bot.chat import places, scheduling, zone_choice
from bot.chat.asking import Interaction, language_of
from bot.chat.errors import report
from bot.chat.options import SPOKEN, Completion, careful, choices
from bot.guilds.destinations import LeapDay, Tone
from bot.replies.reply import Suggestion
from bot.schedule import cities, zones
from bot.schedule.wishes import Wish

Callback = TypeVar("Callback")
TONES = [
    app_commands.Choice(name="Disasters told soberly", value=Tone.SOBER.value),
    app_commands.Choice(name="Without disasters", value=Tone.WITHOUT_DISASTERS.value),
]
LEAP_DAYS = [
    app_commands.Choice(name="On 28 February", value=LeapDay.BEFORE.value),
    app_commands.Choice(name="On 1 March", value=LeapDay.AFTER.value),
    app_commands.Choice(name="Only in leap years", value=LeapDay.ONLY_LEAP_YEARS.value),
]


class Channel(app_commands.Transformer):
    """A channel that can hold posts, by its number: the bot may not see it yet."""

    @property
    def type(self) -> discord.AppCommandOptionType:
        """A channel."""
        return discord.AppCommandOptionType.channel

    @property
    def channel_types(self) -> list[discord.ChannelType]:
        """Text, announcements, forums and threads."""
        return list(places.KINDS)

    async def transform(self, _interaction: discord.Interaction[Any], value: app_commands.AppCommandChannel, /) -> int:
        """Its number."""
        return value.id


Place = app_commands.Transform[int, Channel]


@careful("zone")
async def complete_zone(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
    """Zones by city, country or offset; before anything is typed, the likely ones."""
    spoken, likely = language_of(interaction, private=True), scheduling.locales(interaction)
    found = zones.suggest(typed, language=spoken, locales=likely, now=discord.utils.utcnow())
    return choices(Suggestion(each.label, each.zone) for each in found)


@careful("post")
async def complete_which(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
    """The server's posts."""
    return choices(await scheduling.suggested(interaction, typed))


def complete_from(phrase: str) -> Completion:
    """The lines of a phrase, each of which can be typed as it stands."""

    @careful(phrase)
    async def complete(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        lines = interaction.client.historian.phrase(phrase, language=language_of(interaction, private=True))
        return choices(Suggestion(line, line) for line in lines.split(" | ") if typed.casefold() in line.casefold())

    return complete


def settings_options(callback: Callback) -> Callback:
    """The command with the options that say what is posted and how."""
    described = app_commands.describe(
        time="When, by the zone's clock: 9, 9:00, 9pm, 21.30",
        zone="A city, country or offset",
        language="The posts' language; the server's if left out",
        days="Every day, weekdays, chosen days, or a digest of the week ahead",
        topics="Events, flights, expeditions, people; all if left out",
        tone="How disasters are told",
        leap_day="When 29 February is told in other years",
        role="A role to mention",
        thread="Open a thread below each post",
        pin="Pin each post",
        publish="Publish each post to the channel's followers",
    )
    completed = app_commands.autocomplete(
        zone=complete_zone, days=complete_from("days_offered"), topics=complete_from("topics_offered")
    )
    chosen = app_commands.choices(language=SPOKEN, tone=TONES, leap_day=LEAP_DAYS)
    return described(completed(chosen(callback)))


def which_option(callback: Callback) -> Callback:
    """The command with the option that says which of the server's posts is meant."""
    described = app_commands.describe(which="Which of the server's posts, where there are several")
    return described(app_commands.autocomplete(which=complete_which)(callback))


@app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
@app_commands.allowed_installs(guilds=True, users=False)
@app_commands.default_permissions(manage_guild=True)
class ScheduleCog(commands.GroupCog, name="schedule", description="Posts by themselves: this day in the history"):
    """Posts by themselves."""

    async def cog_load(self) -> None:
        """Learn the cities before anybody types one: that takes a tenth of a second."""
        cities.cities()

    @app_commands.command()
    @settings_options
    @app_commands.describe(channel="Where: a text, announcement or forum channel, or a thread")
    async def add(
        self,
        interaction: Interaction,
        channel: Place,
        time: str,
        *,
        zone: str | None = None,
        language: str | None = None,
        days: str | None = None,
        topics: str | None = None,
        tone: str | None = None,
        leap_day: str | None = None,
        role: discord.Role | None = None,
        thread: bool = False,
        pin: bool = False,
        publish: bool = False,
    ) -> None:
        """Post this day in the history to a channel, every day by its own clock."""
        wish = Wish(
            time=time, zone=zone, language=language, days=days, topics=topics, tone=tone, leap_day=leap_day,
            role_id=role.id if role else None, thread=thread, pin=pin, publish=publish,
        )  # fmt: skip
        await scheduling.add(interaction, channel, wish)

    @app_commands.command()
    @settings_options
    @which_option
    @app_commands.describe(channel="Another channel", no_role="Mention no role any more")
    async def edit(
        self,
        interaction: Interaction,
        *,
        which: str = "",
        channel: Place | None = None,
        time: str | None = None,
        zone: str | None = None,
        language: str | None = None,
        days: str | None = None,
        topics: str | None = None,
        tone: str | None = None,
        leap_day: str | None = None,
        role: discord.Role | None = None,
        no_role: bool = False,
        thread: bool | None = None,
        pin: bool | None = None,
        publish: bool | None = None,
    ) -> None:
        """Change a post; what is left out stays as it is."""
        wish = Wish(
            channel_id=channel, time=time, zone=zone, language=language, days=days, topics=topics, tone=tone,
            leap_day=leap_day, role_id=role.id if role else None, without_role=no_role, thread=thread, pin=pin,
            publish=publish,
        )  # fmt: skip
        await scheduling.edit(interaction, which, wish)

    @app_commands.command()
    async def list(self, interaction: Interaction) -> None:
        """What is posted in this server, where and when."""
        await scheduling.show_all(interaction)

    @app_commands.command()
    @which_option
    async def pause(self, interaction: Interaction, which: str = "") -> None:
        """Post nothing until you resume it."""
        await scheduling.pause(interaction, which)

    @app_commands.command()
    @which_option
    async def resume(self, interaction: Interaction, which: str = "") -> None:
        """Post again, from the next time on."""
        await scheduling.resume(interaction, which)

    @app_commands.command()
    @which_option
    async def remove(self, interaction: Interaction, which: str = "") -> None:
        """Post no more."""
        await scheduling.remove(interaction, which)

    @app_commands.command()
    @which_option
    @app_commands.describe(date="A day, such as 07-17 or 17 July; today if left out")
    async def preview(self, interaction: Interaction, date: str = "", which: str = "") -> None:
        """Show only me what would be posted."""
        await scheduling.preview(interaction, date, which)

    @app_commands.command()
    @which_option
    async def test(self, interaction: Interaction, which: str = "") -> None:
        """Post once now, marked as a test."""
        await scheduling.test(interaction, which)

    @app_commands.command()
    @which_option
    async def status(self, interaction: Interaction, which: str = "") -> None:
        """The next posts, how the last 30 went, and why any was missed."""
        await scheduling.status(interaction, which)

    @app_commands.command()
    @which_option
    async def simulate(self, interaction: Interaction, which: str = "") -> None:
        """Every post of the coming year as a file, across the clock changes."""
        await scheduling.year(interaction, which)


class ZoneMenu(discord.ui.DynamicItem[discord.ui.Select[Any]], template=re.compile(zone_choice.ID.pattern)):
    """The answered question for a zone."""

    def __init__(self, item: discord.ui.Select[Any], match: re.Match[str]) -> None:
        """Keep the settings that the menu's id holds."""
        super().__init__(item)
        self.match = match

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """The menu of an id."""
        if not isinstance(item, discord.ui.Select):
            raise TypeError(item)
        return cls(item, match)

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Set the post up."""
        try:
            await scheduling.save(interaction, zone_choice.from_id(self.match, self.item.values[0]), replaces=True)
        except Exception as error:  # noqa: BLE001  # discord.py would only log it, and the admin would wait
            await report(interaction, error)

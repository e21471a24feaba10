"""The options of /schedule: what may be typed, what is offered while typing, what each says of itself."""

from typing import Any, TypeVar

import discord
from discord import app_commands

from bot.chat import places, scheduling
from bot.chat.asking import Interaction, language_of
from bot.chat.options import SPOKEN, Completion, careful, choices
from bot.guilds.destinations import LeapDay, Tone
from bot.replies.reply import Suggestion
from bot.schedule import zones

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

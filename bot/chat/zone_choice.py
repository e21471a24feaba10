"""The menu that asks for a time zone. Its id holds all other settings, so that it survives a restart."""

import re
from collections.abc import Iterable

import discord

from bot.chat.show import Row, cut_words
from bot.guilds.destinations import Kind, LeapDay, Settings, Tone, Topic
from bot.schedule.zones import Offered

LONGEST_LABEL = 100  # https://docs.discord.com/developers/components/reference#string-select-select-option-structure
ID = re.compile(
    r"zone:(?P<channel>\d+):(?P<hour>\d\d)(?P<minute>\d\d):(?P<language>en|ru):(?P<kind>\d)(?P<weekdays>[0-6]+)"
    r":(?P<topics>\d*):(?P<tone>\d)(?P<leap>\d):(?P<role>\d*):(?P<flags>[tps]*)"
)
FLAGS = {"thread": "t", "pin": "p", "publish": "s"}
KINDS, TOPICS, TONES, LEAP_DAYS = tuple(Kind), tuple(Topic), tuple(Tone), tuple(LeapDay)


def menu(settings: Settings, offered: Iterable[Offered], *, placeholder: str) -> Row:
    """A row with the menu of zones for these settings."""
    options = [discord.SelectOption(label=cut_words(each.label, LONGEST_LABEL), value=each.zone) for each in offered]
    select = discord.ui.Select[discord.ui.LayoutView](
        custom_id=to_id(settings), placeholder=placeholder, options=options
    )
    return discord.ui.ActionRow(select)


def to_id(settings: Settings) -> str:
    """The menu's id: at most 79 characters."""
    flags = "".join(letter for name, letter in FLAGS.items() if getattr(settings, name))
    topics = "".join(str(TOPICS.index(topic)) for topic in settings.topics)
    return (
        f"zone:{settings.channel_id}:{settings.hour:02}{settings.minute:02}:{settings.language}"
        f":{KINDS.index(settings.kind)}{''.join(map(str, settings.weekdays))}:{topics}"
        f":{TONES.index(settings.tone)}{LEAP_DAYS.index(settings.leap_day)}:{settings.role_id or ''}:{flags}"
    )


def from_id(match: re.Match[str], zone: str) -> Settings:
    """The settings that an id holds, with the zone that was chosen."""
    return Settings(
        channel_id=int(match["channel"]),
        hour=int(match["hour"]),
        minute=int(match["minute"]),
        zone=zone,
        language=match["language"],
        kind=KINDS[int(match["kind"])],
        weekdays=tuple(map(int, match["weekdays"])),
        topics=tuple(TOPICS[int(place)] for place in match["topics"]),
        tone=TONES[int(match["tone"])],
        leap_day=LEAP_DAYS[int(match["leap"])],
        role_id=int(match["role"]) if match["role"] else None,
        **{name: letter in match["flags"] for name, letter in FLAGS.items()},
    )

"""Who keeps something of servers and people: what /privacy tells of, and forgets. One line for each that keeps."""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass

from bot.guilds import destinations, quiz, reports


@dataclass(frozen=True, slots=True)
class Keeper:
    """A module that keeps something: the phrase `kept_NAME` says what. Each function forgets what it keeps of an id."""

    name: str
    forget_guild: Callable[[sqlite3.Connection, int], int]
    forget_person: Callable[[sqlite3.Connection, int], int]


def _nothing(_connection: sqlite3.Connection, _id: int) -> int:
    return 0


KEEPERS: tuple[Keeper, ...] = (
    Keeper("schedule", destinations.forget_guild, destinations.forget_person),
    Keeper("quiz", quiz.forget_guild, quiz.forget),
    Keeper("reports", _nothing, reports.forget),
    Keeper("audit", _nothing, _nothing),  # a record that could be changed would be none
    Keeper("declined", _nothing, _nothing),  # words without who asked
)


def forget_guild(connection: sqlite3.Connection, guild_id: int) -> int:
    """How many entries of a server were deleted, of all keepers."""
    return sum(keeper.forget_guild(connection, guild_id) for keeper in KEEPERS)


def forget_person(connection: sqlite3.Connection, user_id: int) -> int:
    """How many entries no longer name a person, of all keepers."""
    return sum(keeper.forget_person(connection, user_id) for keeper in KEEPERS)

"""Where the bot still is: the servers it was added to or removed from, and the channels that were deleted."""

import datetime as dt
import sqlite3
from collections.abc import Collection

from bot.guilds import destinations
from bot.guilds.destinations import Destination


def present(connection: sqlite3.Connection, guild_ids: Collection[int], *, now: dt.datetime) -> None:
    """The bot is in these servers and in no others: what was missed of it while nobody listened."""
    known = connection.execute("select distinct guild_id, left from destination where removed is null").fetchall()
    for row in known:
        if row["left"] is None and row["guild_id"] not in guild_ids:
            destinations.left(connection, row["guild_id"], now=now)
        elif row["left"] is not None and row["guild_id"] in guild_ids:
            destinations.joined(connection, row["guild_id"], now=now)


def channel_gone(connection: sqlite3.Connection, channel_id: int, *, now: dt.datetime) -> tuple[Destination, ...]:
    """The destinations that are suspended now, because their channel was deleted; their settings are kept."""
    suspended = connection.execute(
        """
        update destination
        set suspended = :now, suspended_why = 'not-found'
        where channel_id = :channel and suspended is null and removed is null
        returning id
        """,
        {"channel": channel_id, "now": destinations.text(now)},
    ).fetchall()
    found = (destinations.get(connection, row["id"]) for row in suspended)
    return tuple(one for one in found if one is not None)

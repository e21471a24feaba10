"""What an owner wants to see of all that is kept, at a glance."""

import datetime as dt
import sqlite3
from dataclasses import dataclass

from bot.guilds.audit import Use, last_uses
from bot.guilds.reports import waiting

SHOWN = 5


@dataclass(frozen=True, slots=True)
class PostLine:
    """A post that was settled: when, where, and how it ended (for a failure: why)."""

    at: dt.datetime
    channel_id: int
    outcome: str
    reason: str


@dataclass(frozen=True, slots=True)
class Overview:
    """Counts, and the last few of each, the newest first."""

    destinations: int
    paused: int
    suspended: int
    posts: tuple[PostLine, ...]
    failures: tuple[PostLine, ...]
    reports: int
    uses: tuple[Use, ...]


def overview(connection: sqlite3.Connection) -> Overview:
    """All of it."""
    destinations, paused, suspended = connection.execute(
        """
        select count(*), count(*) filter (where paused), count(*) filter (where suspended is not null)
        from destination where removed is null and left is null
        """
    ).fetchone()
    return Overview(
        destinations=destinations,
        paused=paused,
        suspended=suspended,
        posts=_posts(connection, "sent"),
        failures=_posts(connection, "failed", "missed", "unknown"),
        reports=waiting(connection),
        uses=last_uses(connection, most=SHOWN),
    )


def _posts(connection: sqlite3.Connection, *outcomes: str) -> tuple[PostLine, ...]:
    marks = ", ".join("?" * len(outcomes))
    rows = connection.execute(
        f"""
        select settled, channel_id, outcome, reason from post
        where outcome in ({marks})
        order by settled desc limit {SHOWN}
        """,
        outcomes,
    )
    return tuple(PostLine(dt.datetime.fromisoformat(at), *rest) for at, *rest in rows)

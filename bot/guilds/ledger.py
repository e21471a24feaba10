"""Every post that was due: one row for each destination, local day and kind, claimed before it is sent."""

import datetime as dt
import sqlite3
from dataclasses import dataclass
from enum import StrEnum

from sqlite_utils import Database, Migrations

from bot.guilds.destinations import REMEMBERED_DAYS, Destination, Kind, text

SHOWN = 30
KEPT = 40  # rows of a destination: more than are shown, so that a clock set back a month repeats nothing
LONGEST_DONE = REMEMBERED_DAYS * len("2026-11-25 ") - 1


class Outcome(StrEnum):
    """How a post ended; one that was claimed and not settled has none."""

    SENT = "sent"
    EMPTY = "empty"  # nothing to tell
    MISSED = "missed"  # not sent inside its window
    FAILED = "failed"  # Discord refused it
    UNKNOWN = "unknown"  # we were stopped while sending, and can't see whether it arrived


@dataclass(frozen=True, slots=True)
class Claim:
    """The right to send one post, given once. Moments are in UTC."""

    id: int
    destination: int
    day: dt.date
    kind: Kind
    channel_id: int
    due: dt.datetime
    claimed: dt.datetime

    @property
    def nonce(self) -> str:
        """The same text for the same post, at most 25 characters: Discord refuses a second message with it."""
        return f"{self.destination}-{self.day:%Y%m%d}-{self.kind}"[:25]


@dataclass(frozen=True, slots=True)
class Settled:
    """How a post ended: why, as the id of a sentence; as which message; and what it told first."""

    outcome: Outcome
    reason: str = ""
    message_id: int | None = None
    told: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the ledger as `status` shows it; no outcome while it is being sent."""

    day: dt.date
    kind: Kind
    due: dt.datetime
    outcome: Outcome | None
    reason: str
    message_id: int | None
    settled: dt.datetime | None


ledger = Migrations("ledger")


@ledger()
def first(db: Database) -> None:
    """The table as it began."""
    db.conn.execute(
        """
        create table post (
            id integer primary key autoincrement,
            destination integer not null references destination (id) on delete cascade,
            day text not null check (day is date(day)),
            kind text not null check (kind in ('day', 'digest')),
            channel_id integer not null,
            due text not null,
            claimed text not null,
            settled text,
            outcome text check (outcome in ('sent', 'empty', 'missed', 'failed', 'unknown')),
            reason text not null default '',
            message_id integer,
            told text not null default '',  -- what the post told first
            unique (destination, day, kind),
            check ((settled is null) = (outcome is null))
        ) strict
        """
    )
    db.conn.execute("create index post_unsettled on post (id) where outcome is null")


_CLAIM = "id, destination, day, kind, channel_id, due, claimed"


def claim(
    connection: sqlite3.Connection, destination: Destination, *, day: dt.date, due: dt.datetime, now: dt.datetime
) -> Claim | None:
    """The claim to a post, or None where it has been claimed before.

    One that was written down as missed may be claimed: the clock was wrong then.
    """
    row = connection.execute(
        f"""
        insert into post (destination, day, kind, channel_id, due, claimed)
        values (:destination, :day, :kind, :channel, :due, :now)
        on conflict do update
        set outcome = null, reason = '', settled = null, claimed = excluded.claimed, channel_id = excluded.channel_id
        where outcome = 'missed'
        returning {_CLAIM}
        """,
        _row(destination, day, due, now),
    ).fetchone()
    connection.execute(
        """
        update destination set done = substr(:day || ' ' || done, 1, :longest)
        where id = :id and instr(done, :day) = 0
        """,
        {"id": destination.id, "day": day.isoformat(), "longest": LONGEST_DONE},
    )
    return _claim(row) if row else None


def miss(
    connection: sqlite3.Connection, destination: Destination, *, day: dt.date, due: dt.datetime, now: dt.datetime
) -> None:
    """Write down that a post was missed: nobody was there to send it in time."""
    connection.execute(
        """
        insert into post (destination, day, kind, channel_id, due, claimed, settled, outcome, reason)
        values (:destination, :day, :kind, :channel, :due, :now, :now, 'missed', 'late')
        on conflict do nothing
        """,
        _row(destination, day, due, now),
    )
    connection.execute(
        "update destination set missed = :day where id = :id", {"id": destination.id, "day": day.isoformat()}
    )


def settle(connection: sqlite3.Connection, claimed: Claim, settled: Settled, *, now: dt.datetime) -> None:
    """Write down how a post ended, once; rows past the last forty of the destination go."""
    connection.execute(
        """
        update post set outcome = :outcome, reason = :reason, message_id = :message, told = :told, settled = :now
        where id = :id and outcome is null
        """,
        {
            "id": claimed.id, "outcome": settled.outcome, "reason": settled.reason, "message": settled.message_id,
            "told": settled.told, "now": text(now),
        },
    )  # fmt: skip
    connection.execute(
        """
        delete from post where destination = :destination and outcome is not null and id <= (
            select id from post where destination = :destination order by id desc limit 1 offset :kept
        )
        """,
        {"destination": claimed.destination, "kept": KEPT},
    )


def unsettled(connection: sqlite3.Connection) -> tuple[Claim, ...]:
    """Every post that was claimed and not settled, oldest first: what a crash has left."""
    rows = connection.execute(f"select {_CLAIM} from post where outcome is null order by id")
    return tuple(map(_claim, rows))


def last(connection: sqlite3.Connection, destination_id: int, *, most: int = SHOWN) -> tuple[Entry, ...]:
    """A destination's last posts, the newest first."""
    rows = connection.execute(
        """
        select day, kind, due, outcome, reason, message_id, settled from post
        where destination = :destination
        order by id desc
        limit :most
        """,
        {"destination": destination_id, "most": most},
    )
    return tuple(
        Entry(
            day=dt.date.fromisoformat(row["day"]),
            kind=Kind(row["kind"]),
            due=dt.datetime.fromisoformat(row["due"]),
            outcome=Outcome(row["outcome"]) if row["outcome"] else None,
            reason=row["reason"],
            message_id=row["message_id"],
            settled=dt.datetime.fromisoformat(row["settled"]) if row["settled"] else None,
        )
        for row in rows
    )


def told_before(connection: sqlite3.Connection, destination_id: int) -> str:
    """What the last post that was sent told first; empty where there was none."""
    row = connection.execute(
        "select told from post where destination = :id and outcome = 'sent' order by id desc limit 1",
        {"id": destination_id},
    ).fetchone()
    return row["told"] if row else ""


def _row(destination: Destination, day: dt.date, due: dt.datetime, now: dt.datetime) -> dict[str, str | int]:
    settings = destination.settings
    return {
        "destination": destination.id,
        "day": day.isoformat(),
        "kind": settings.kind,
        "channel": settings.channel_id,
        "due": text(due),
        "now": text(now),
    }


def _claim(row: sqlite3.Row) -> Claim:
    return Claim(
        id=row["id"],
        destination=row["destination"],
        day=dt.date.fromisoformat(row["day"]),
        kind=Kind(row["kind"]),
        channel_id=row["channel_id"],
        due=dt.datetime.fromisoformat(row["due"]),
        claimed=dt.datetime.fromisoformat(row["claimed"]),
    )

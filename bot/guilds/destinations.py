"""Where a server wants its posts, and how: what an admin chose, and what became of it."""

import dataclasses
import datetime as dt
import sqlite3
from dataclasses import dataclass
from enum import StrEnum

from sqlite_utils import Database, Migrations

from bot.errors import SettingsError

MOST_IN_A_SERVER = 25
KEPT_AFTER_REMOVAL = dt.timedelta(days=30)
REMEMBERED_DAYS = 4  # the day, its neighbours in other time zones, and one more for a clock that was wrong
EVERY_DAY = (0, 1, 2, 3, 4, 5, 6)  # Monday is 0
WEEKDAYS = (0, 1, 2, 3, 4)


class Kind(StrEnum):
    """What is posted: the day, or a digest of the week ahead."""

    DAY = "day"
    DIGEST = "digest"


class Topic(StrEnum):
    """What may be told; no topic chosen means all."""

    EVENTS = "events"
    FLIGHTS = "flights"
    EXPEDITIONS = "expeditions"
    PEOPLE = "people"


class Tone(StrEnum):
    """How disasters are told: soberly, or not at all."""

    SOBER = "sober"
    WITHOUT_DISASTERS = "without-disasters"


class LeapDay(StrEnum):
    """When 29 February is told in a year that has none."""

    BEFORE = "02-28"
    AFTER = "03-01"
    ONLY_LEAP_YEARS = "02-29"


@dataclass(frozen=True, slots=True)
class Settings:
    """What an admin chooses: a channel, a local time in an IANA zone, and what is told how."""

    channel_id: int
    hour: int
    minute: int
    zone: str
    language: str = "en"
    kind: Kind = Kind.DAY
    weekdays: tuple[int, ...] = EVERY_DAY
    topics: tuple[Topic, ...] = ()
    tone: Tone = Tone.SOBER
    leap_day: LeapDay = LeapDay.BEFORE
    role_id: int | None = None
    thread: bool = False
    pin: bool = False
    publish: bool = False


@dataclass(frozen=True, slots=True)
class Destination:
    """One server's wish with its history. Moments are in UTC.

    What was due before `since` is not owed (it was new or paused then); a post's lateness counts from `changed` where
    that is later than the hour. `done` are the last local days that were claimed, the newest first, and `missed` is
    the last that was written down as missed.
    """

    id: int
    guild_id: int
    set_up_by: int | None
    settings: Settings
    since: dt.datetime
    changed: dt.datetime
    done: tuple[dt.date, ...] = ()
    missed: dt.date | None = None
    paused: bool = False
    failures: int = 0
    suspended: dt.datetime | None = None
    suspended_why: str = ""


destinations = Migrations("destinations")


@destinations()
def first(db: Database) -> None:
    """The table as it began."""
    db.conn.execute(
        """
        create table destination (
            id integer primary key autoincrement,  -- never given twice: a post's nonce is made of it
            guild_id integer not null,
            set_up_by integer,
            channel_id integer not null,
            hour integer not null check (hour between 0 and 23),
            minute integer not null check (minute between 0 and 59),
            zone text not null check (zone <> ''),
            language text not null check (language in ('en', 'ru')),
            kind text not null check (kind in ('day', 'digest')),
            weekdays text not null check (weekdays glob '[0-6]*' and weekdays not glob '*[^0-6]*'),
            topics text not null,
            tone text not null check (tone in ('sober', 'without-disasters')),
            leap_day text not null check (leap_day in ('02-28', '03-01', '02-29')),
            role_id integer,
            thread integer not null check (thread in (0, 1)),
            pin integer not null check (pin in (0, 1)),
            publish integer not null check (publish in (0, 1)),
            since text not null,
            changed text not null,
            done text not null default '',
            missed text,
            paused integer not null default 0 check (paused in (0, 1)),
            failures integer not null default 0,
            suspended text,
            suspended_why text not null default '',
            removed text,  -- by an admin
            left text      -- with the bot, which was removed from the server
        ) strict
        """
    )
    db.conn.execute("create index destination_guild on destination (guild_id)")


_CHOSEN = tuple(field.name for field in dataclasses.fields(Settings))
_COLUMNS = ", ".join(
    ("id", "guild_id", "set_up_by", *_CHOSEN, "since", "changed", "done", "missed", "paused", "failures", "suspended",
     "suspended_why")
)  # fmt: skip
_ACTIVE = "removed is null and left is null"


def add(
    connection: sqlite3.Connection, guild_id: int, settings: Settings, *, set_up_by: int, now: dt.datetime
) -> Destination:
    """The new destination; its first post is the next one due. Raises SettingsError("too-many")."""
    if len(of_guild(connection, guild_id)) >= MOST_IN_A_SERVER:
        raise SettingsError("too-many")
    values = _row(settings) | {"guild_id": guild_id, "set_up_by": set_up_by, "since": text(now), "changed": text(now)}
    names, places = ", ".join(values), ", ".join(f":{name}" for name in values)
    found = connection.execute(f"insert into destination ({names}) values ({places})", values).lastrowid
    return Destination(found or 0, guild_id, set_up_by, settings, since=now, changed=now)


def active(connection: sqlite3.Connection) -> tuple[Destination, ...]:
    """Every destination that may be posted to, paused ones left out."""
    rows = connection.execute(f"select {_COLUMNS} from destination where {_ACTIVE} and not paused order by id")
    return tuple(map(_destination, rows))


def of_guild(connection: sqlite3.Connection, guild_id: int) -> tuple[Destination, ...]:
    """A server's destinations, oldest first."""
    rows = connection.execute(
        f"select {_COLUMNS} from destination where guild_id = :guild and {_ACTIVE} order by id", {"guild": guild_id}
    )
    return tuple(map(_destination, rows))


def get(connection: sqlite3.Connection, destination_id: int, *, guild_id: int | None = None) -> Destination | None:
    """A destination, or None where it is gone or of another server than the one named."""
    row = connection.execute(
        f"select {_COLUMNS} from destination where id = :id and coalesce(:guild, guild_id) = guild_id and {_ACTIVE}",
        {"id": destination_id, "guild": guild_id},
    ).fetchone()
    return _destination(row) if row else None


def edit(connection: sqlite3.Connection, edited: Destination) -> None:
    """Take the settings of an edited destination (`schedule.plan.edited` makes one); ends a suspension."""
    assignments = ", ".join(f"{name} = :{name}" for name in _CHOSEN)
    connection.execute(
        f"""
        update destination
        set {assignments}, since = :since, changed = :changed,
            done = iif(kind = :kind, done, ''),  -- a digest does not stand for a day's post
            failures = 0, suspended = null, suspended_why = ''
        where id = :id
        """,
        _row(edited.settings) | {"id": edited.id, "since": text(edited.since), "changed": text(edited.changed)},
    )


def pause(connection: sqlite3.Connection, destination_id: int) -> None:
    """Post nothing until it is resumed."""
    connection.execute("update destination set paused = 1 where id = :id", {"id": destination_id})


def resume(connection: sqlite3.Connection, destination_id: int, *, now: dt.datetime) -> None:
    """Post again, from the next post due on; also ends a suspension."""
    connection.execute(
        """
        update destination
        set paused = 0, since = :now, failures = 0, suspended = null, suspended_why = ''
        where id = :id
        """,
        {"id": destination_id, "now": text(now)},
    )


def remove(connection: sqlite3.Connection, destination_id: int, *, now: dt.datetime) -> None:
    """Post no more; forgotten after 30 days."""
    connection.execute("update destination set removed = :now where id = :id", {"id": destination_id, "now": text(now)})


def refused(connection: sqlite3.Connection, destination_id: int, *, why: str, most: int, now: dt.datetime) -> bool:
    """Count a post that Discord refused for good. Whether this one suspends the destination: the `most`th in a row."""
    before = get(connection, destination_id)
    suspends = before is not None and before.suspended is None and before.failures + 1 >= most
    connection.execute(
        """
        update destination
        set failures = failures + 1, suspended = iif(:suspends, :now, suspended), suspended_why = :why
        where id = :id
        """,
        {"id": destination_id, "why": why, "suspends": suspends, "now": text(now)},
    )
    return suspends


def accepted(connection: sqlite3.Connection, destination_id: int) -> None:
    """Discord took a post: earlier refusals are past."""
    connection.execute(
        "update destination set failures = 0, suspended = null, suspended_why = '' where id = :id and failures > 0",
        {"id": destination_id},
    )


def left(connection: sqlite3.Connection, guild_id: int, *, now: dt.datetime) -> None:
    """The bot was removed from a server (not: the server is unavailable). Its settings are kept for 30 days."""
    connection.execute(
        f"update destination set left = :now where guild_id = :guild and {_ACTIVE}",
        {"guild": guild_id, "now": text(now)},
    )


def joined(connection: sqlite3.Connection, guild_id: int, *, now: dt.datetime) -> None:
    """The bot is in a server (again): settings that are still kept count again, from the next post due on."""
    connection.execute(
        "update destination set left = null, since = :now where guild_id = :guild and left is not null",
        {"guild": guild_id, "now": text(now)},
    )


def forget_removed(connection: sqlite3.Connection, *, now: dt.datetime) -> int:
    """How many destinations were forgotten, removed 30 days ago or more."""
    return connection.execute(
        "delete from destination where coalesce(removed, left) <= :then", {"then": text(now - KEPT_AFTER_REMOVAL)}
    ).rowcount


def forget_guild(connection: sqlite3.Connection, guild_id: int) -> int:
    """How many destinations of a server were forgotten, with all that was noted about their posts."""
    return connection.execute("delete from destination where guild_id = :guild", {"guild": guild_id}).rowcount


def forget_person(connection: sqlite3.Connection, user_id: int) -> int:
    """How many destinations no longer name the person who set them up; posts go on."""
    return connection.execute(
        "update destination set set_up_by = null where set_up_by = :user", {"user": user_id}
    ).rowcount


def text(moment: dt.datetime) -> str:
    """A moment as it is stored: in UTC, so that texts sort as moments do."""
    return moment.astimezone(dt.UTC).isoformat(timespec="milliseconds")


def _row(settings: Settings) -> dict[str, str | int | None]:
    chosen = {name: getattr(settings, name) for name in _CHOSEN}
    return chosen | {
        "weekdays": "".join(map(str, sorted(set(settings.weekdays)))),
        "topics": " ".join(sorted(settings.topics)),
    }


def _destination(row: sqlite3.Row) -> Destination:
    chosen = dict(zip(_CHOSEN, row[3 : 3 + len(_CHOSEN)], strict=True))
    chosen |= {
        "kind": Kind(row["kind"]),
        "weekdays": tuple(map(int, row["weekdays"])),
        "topics": tuple(map(Topic, row["topics"].split())),
        "tone": Tone(row["tone"]),
        "leap_day": LeapDay(row["leap_day"]),
        **{name: bool(row[name]) for name in ("thread", "pin", "publish")},
    }
    return Destination(
        id=row["id"],
        guild_id=row["guild_id"],
        set_up_by=row["set_up_by"],
        settings=Settings(**chosen),
        since=dt.datetime.fromisoformat(row["since"]),
        changed=dt.datetime.fromisoformat(row["changed"]),
        done=tuple(map(dt.date.fromisoformat, row["done"].split())),
        missed=dt.date.fromisoformat(row["missed"]) if row["missed"] else None,
        paused=bool(row["paused"]),
        failures=row["failures"],
        suspended=dt.datetime.fromisoformat(row["suspended"]) if row["suspended"] else None,
        suspended_why=row["suspended_why"],
    )

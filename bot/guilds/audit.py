"""Who used an owner's command, when, and whether they might: one row for each use, never changed."""

import datetime as dt
import sqlite3
from dataclasses import dataclass

from sqlite_utils import Database, Migrations

audit = Migrations("audit")


@dataclass(frozen=True, slots=True)
class Use:
    """One use of a command such as "reload" or "serve 0123…": admitted, or turned away."""

    at: dt.datetime
    user_id: int
    command: str
    admitted: bool


@audit()
def first(db: Database) -> None:
    """The table as it began."""
    db.conn.execute(
        """
        create table use (
            id integer primary key, at text not null, user_id integer not null, command text not null,
            admitted integer not null check (admitted in (0, 1))
        ) strict
        """
    )


def note(connection: sqlite3.Connection, use: Use) -> None:
    """Write a use down."""
    connection.execute(
        "insert into use (at, user_id, command, admitted) values (?, ?, ?, ?)",
        (use.at.isoformat(timespec="seconds"), use.user_id, use.command, int(use.admitted)),
    )


def last_uses(connection: sqlite3.Connection, *, most: int) -> tuple[Use, ...]:
    """The last uses, the newest first."""
    rows = connection.execute("select at, user_id, command, admitted from use order by id desc limit ?", (most,))
    return tuple(Use(dt.datetime.fromisoformat(row[0]), row[1], row[2], bool(row[3])) for row in rows)

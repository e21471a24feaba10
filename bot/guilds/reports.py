"""Mistakes that readers reported: about which receipt, in their words. Who they are only where they want an answer."""

import datetime as dt
import sqlite3
from dataclasses import dataclass

from sqlite_utils import Database, Migrations

LONGEST = 1000  # characters of one report
MOST_WAITING = 1000  # more than anybody reads; a flood must not fill the disk
PAGE = 3  # as many whole ones as fit Discord's 4,000 characters

reports = Migrations("reports")


@dataclass(frozen=True, slots=True)
class Report:
    """One report. `digest` is the edition whose words were read; `user_id` who wants an answer, if they do."""

    id: int
    at: dt.datetime
    receipt: str
    digest: str
    text: str
    user_id: int | None


@reports()
def first(db: Database) -> None:
    """The table as it began."""
    db.conn.execute(
        f"""
        create table report (
            id integer primary key autoincrement, at text not null, receipt text not null, digest text not null,
            text text not null check (length(text) between 1 and {LONGEST}), user_id integer
        ) strict
        """
    )


def store(connection: sqlite3.Connection, report: Report) -> bool:
    """Keep a report under the next number, whatever its `id`; False where too many wait already."""
    if waiting(connection) >= MOST_WAITING:
        return False
    connection.execute(
        "insert into report (at, receipt, digest, text, user_id) values (?, ?, ?, ?, ?)",
        (report.at.isoformat(timespec="seconds"), report.receipt, report.digest, report.text, report.user_id),
    )
    return True


def waiting(connection: sqlite3.Connection) -> int:
    """How many wait to be read."""
    return int(connection.execute("select count(*) from report").fetchone()[0])


def page_of(connection: sqlite3.Connection, page: int) -> tuple[Report, ...]:
    """One page of reports, from 1, the newest first."""
    rows = connection.execute(
        "select id, at, receipt, digest, text, user_id from report order by id desc limit ? offset ?",
        (PAGE, PAGE * (page - 1)),
    )
    return tuple(Report(row[0], dt.datetime.fromisoformat(row[1]), *row[2:]) for row in rows)


def remove(connection: sqlite3.Connection, number: int) -> bool:
    """Take away a report that was dealt with; False where there is none of this number."""
    return connection.execute("delete from report where id = ?", (number,)).rowcount == 1


def forget(connection: sqlite3.Connection, user_id: int) -> int:
    """Take a reader's id out of their reports; how many there were."""
    return connection.execute("update report set user_id = null where user_id = ?", (user_id,)).rowcount

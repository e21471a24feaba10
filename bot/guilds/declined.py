"""Questions in words that found no answer: how often, and when last; never who asked."""

import datetime as dt
import re
import sqlite3
from dataclasses import dataclass

from sqlite_utils import Database, Migrations

KEPT_DAYS = 90
MOST_KEPT = 5000  # different questions; beyond it the ones longest not asked go first
LONGEST = 120
_WORD = re.compile(r"\w+")

declined = Migrations("declined")


@declined()
def first(db: Database) -> None:
    """The table as it began."""
    db.conn.execute(
        """
        create table declined (
            words text primary key,  -- in small letters, nothing between them; no ids
            count integer not null,
            seen text not null check (seen is date(seen))
        ) strict
        """
    )
    db.conn.execute("create index declined_seen on declined (seen)")


@dataclass(frozen=True, slots=True)
class Declined:
    """A question that was not answered, as folded words."""

    words: str
    count: int
    seen: dt.date


def count_declined(connection: sqlite3.Connection, text: str, *, today: dt.date) -> None:
    """Count a question once more; what was not asked for 90 days is forgotten."""
    words = " ".join(_WORD.findall(text.casefold().replace("ё", "е")))[:LONGEST]
    if not words:
        return
    connection.execute(
        """
        insert into declined (words, count, seen) values (:words, 1, :today)
        on conflict (words) do update set count = count + 1, seen = excluded.seen
        """,
        {"words": words, "today": today.isoformat()},
    )
    forget_declined(connection, today=today)


def forget_declined(connection: sqlite3.Connection, *, today: dt.date) -> None:
    """Forget what was not asked for 90 days, and what is too much."""
    until = today - dt.timedelta(days=KEPT_DAYS)
    connection.execute("delete from declined where seen < :until", {"until": until.isoformat()})
    connection.execute(
        """
        delete from declined
        where words in (select words from declined order by seen desc, words limit -1 offset :most)
        """,
        {"most": MOST_KEPT},
    )


def most_declined(connection: sqlite3.Connection, *, most: int = 10) -> tuple[Declined, ...]:
    """The questions that found no answer most often, for `/admin status`."""
    rows = connection.execute(
        "select words, count, seen from declined order by count desc, seen desc, words limit :most", {"most": most}
    )
    return tuple(Declined(words, count, dt.date.fromisoformat(seen)) for words, count, seen in rows)

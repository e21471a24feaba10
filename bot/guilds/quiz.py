"""Who answered which quiz question, and whether rightly: ids of those who played, and nothing else about anybody."""

import sqlite3
from dataclasses import dataclass

from sqlite_utils import Database, Migrations

MOST_STANDINGS = 10

quiz = Migrations("quiz")


@quiz()
def keep_answers(db: Database) -> None:
    """One answer for each person and question, with the server where it was given, if any."""
    db.conn.execute(
        """
        create table quiz_answer (
            user integer not null, question text not null, guild integer,
            is_right integer not null check (is_right in (0, 1)),
            primary key (user, question)
        ) strict, without rowid
        """
    )
    db.conn.execute("create index quiz_answer_guild on quiz_answer (guild) where guild is not null")


@dataclass(frozen=True, slots=True)
class Score:
    """How many questions somebody answered, and how many rightly."""

    right: int
    answered: int


@dataclass(frozen=True, slots=True)
class Standing:
    """Somebody's place; those with equal scores share one. `is_here`: they have played in the server that asks."""

    place: int
    user_id: int
    score: Score
    is_here: bool


def count(connection: sqlite3.Connection, *, user_id: int, guild_id: int | None, question: str, is_right: bool) -> bool:
    """Whether the answer counts: only a person's first one to a question does."""
    written = connection.execute(
        "insert into quiz_answer (user, question, guild, is_right) values (?, ?, ?, ?) on conflict do nothing",
        (user_id, question, guild_id, is_right),
    )
    return written.rowcount == 1


def score(connection: sqlite3.Connection, user_id: int) -> Score:
    """Somebody's score over all servers."""
    row = connection.execute(
        "select ifnull(sum(is_right), 0), count(*) from quiz_answer where user = ?", (user_id,)
    ).fetchone()
    return Score(*row)


def standings(
    connection: sqlite3.Connection, *, user_id: int, guild_id: int | None, everywhere: bool
) -> tuple[Standing, ...]:
    """The ten best of a server, or of all servers as seen from one (None: from outside); and whoever asks."""
    rows = connection.execute(
        """
        with score as (
            select user, sum(is_right) as right_ones, count(*) as answered
            from quiz_answer
            where :everywhere or guild = :guild
            group by user
        ),
        placed as (
            select *, rank() over (order by right_ones desc, answered) as place,
                row_number() over (order by right_ones desc, answered, user) as line
            from score
        )
        select place, user, right_ones, answered,
            user = :user or exists (select 1 from quiz_answer where user = placed.user and guild = :guild)
        from placed
        where line <= :most or user = :user
        order by line
        """,
        {"everywhere": everywhere, "guild": guild_id, "user": user_id, "most": MOST_STANDINGS},
    )
    return tuple(Standing(row[0], row[1], Score(row[2], row[3]), bool(row[4])) for row in rows)


def forget(connection: sqlite3.Connection, user_id: int) -> int:
    """Take away all that is kept about somebody; how many answers it was."""
    return connection.execute("delete from quiz_answer where user = ?", (user_id,)).rowcount


def forget_guild(connection: sqlite3.Connection, guild_id: int) -> int:
    """Take away that answers were given in a server; they still count for those who gave them. How many it was."""
    return connection.execute("update quiz_answer set guild = null where guild = ?", (guild_id,)).rowcount

"""Questions without an answer are counted, not who asked; they are forgotten in time."""

import datetime as dt
import sqlite3

import pytest

from bot.guilds.declined import KEPT_DAYS, MOST_KEPT, Declined, count_declined, most_declined
from bot.guilds.migrations import migrate

DAY = dt.date(2026, 11, 25)


@pytest.fixture
def connection() -> sqlite3.Connection:
    opened = sqlite3.connect(":memory:")
    migrate(opened)
    return opened


def test_the_same_question_in_other_spellings_is_one(connection: sqlite3.Connection) -> None:
    count_declined(connection, "Who won the Super Bowl?", today=DAY)
    count_declined(connection, "who won the super-bowl", today=DAY + dt.timedelta(days=1))
    assert most_declined(connection) == (Declined("who won the super bowl", 2, DAY + dt.timedelta(days=1)),)


def test_what_is_asked_most_comes_first(connection: sqlite3.Connection) -> None:
    for text in ("one", "two", "two"):
        count_declined(connection, text, today=DAY)
    assert [found.words for found in most_declined(connection)] == ["two", "one"]


def test_nothing_is_kept_longer_than_promised(connection: sqlite3.Connection) -> None:
    count_declined(connection, "old", today=DAY)
    count_declined(connection, "new", today=DAY + dt.timedelta(days=KEPT_DAYS))
    assert len(most_declined(connection)) == 2
    count_declined(connection, "newest", today=DAY + dt.timedelta(days=KEPT_DAYS + 1))
    assert {found.count for found in most_declined(connection)} == {1}
    assert len(most_declined(connection)) == 2


def test_a_flood_of_questions_is_bounded(connection: sqlite3.Connection) -> None:
    connection.executemany(
        "insert into declined (words, count, seen) values (?, 1, ?)",
        [(f"question {number}", DAY.isoformat()) for number in range(MOST_KEPT + 50)],
    )
    count_declined(connection, "one more", today=DAY)
    assert connection.execute("select count(*) from declined").fetchone()[0] == MOST_KEPT


def test_what_holds_no_word_is_not_counted(connection: sqlite3.Connection) -> None:
    count_declined(connection, "?!", today=DAY)
    assert most_declined(connection) == ()

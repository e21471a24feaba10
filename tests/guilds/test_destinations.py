"""Destinations: what is stored comes back; removed is not forgotten at once; unavailable is not removed."""

import dataclasses
import datetime as dt
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.errors import SettingsError
from bot.guilds import destinations, keepers, presence, quiz, reports
from bot.guilds.destinations import MOST_IN_A_SERVER, Kind, LeapDay, Settings, Tone, Topic
from bot.guilds.migrations import SETS
from bot.guilds.state import State

NOW = dt.datetime(2026, 11, 25, 12, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
PLAIN = Settings(10, 9, 0, "Europe/Moscow")
RICH = Settings(
    11, 23, 59, "America/New_York", "ru", Kind.DIGEST, (0, 4), (Topic.EVENTS, Topic.PEOPLE), Tone.WITHOUT_DISASTERS,
    LeapDay.AFTER, 77, thread=True, pin=True, publish=True,
)  # fmt: skip


@pytest.fixture
def db(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    state = State(tmp_path)
    yield state._connection
    state.close()


def added(db: sqlite3.Connection, settings: Settings = PLAIN, guild: int = 1) -> destinations.Destination:
    return destinations.add(db, guild, settings, set_up_by=5, now=NOW)


def test_every_setting_comes_back(db: sqlite3.Connection) -> None:
    for settings in (PLAIN, RICH):
        one = added(db, settings)
        assert destinations.get(db, one.id) == one
    assert [one.settings for one in destinations.of_guild(db, 1)] == [PLAIN, RICH]


def test_a_server_sees_only_its_own(db: sqlite3.Connection) -> None:
    one = added(db)
    assert destinations.get(db, one.id, guild_id=1) == one
    assert destinations.get(db, one.id, guild_id=2) is None
    assert destinations.of_guild(db, 2) == ()


def test_a_server_has_a_bounded_number(db: sqlite3.Connection) -> None:
    for _ in range(MOST_IN_A_SERVER):
        added(db)
    with pytest.raises(SettingsError, match="too-many"):
        added(db)
    added(db, guild=2)


@pytest.mark.parametrize(
    "wrong",
    [
        {"hour": 24}, {"minute": 60}, {"hour": -1}, {"zone": ""}, {"language": "de"}, {"weekdays": ()},
        {"weekdays": (7,)}, {"kind": "hour"}, {"tone": "loud"}, {"leap_day": "02-30"},
    ],
)  # fmt: skip
def test_the_table_refuses_what_makes_no_sense(db: sqlite3.Connection, wrong: dict[str, object]) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        added(db, dataclasses.replace(PLAIN, **wrong))


def test_a_paused_one_is_not_active_and_resumes_from_the_next_post_on(db: sqlite3.Connection) -> None:
    one = added(db)
    destinations.pause(db, one.id)
    assert destinations.active(db) == ()
    assert destinations.of_guild(db, 1)[0].paused
    destinations.resume(db, one.id, now=NOW + DAY)
    assert destinations.active(db)[0].since == NOW + DAY


def test_an_edit_ends_a_suspension_and_keeps_what_was_posted(db: sqlite3.Connection) -> None:
    one = added(db)
    db.execute("update destination set done = '2026-11-25'")
    destinations.refused(db, one.id, why="forbidden", most=1, now=NOW)
    stored = destinations.get(db, one.id)
    assert stored is not None
    destinations.edit(db, dataclasses.replace(stored, settings=dataclasses.replace(PLAIN, hour=10), changed=NOW + DAY))
    now = destinations.get(db, one.id)
    assert now is not None
    assert (now.settings.hour, now.changed, now.since, now.done) == (10, NOW + DAY, NOW, (dt.date(2026, 11, 25),))
    assert (now.failures, now.suspended, now.suspended_why) == (0, None, "")
    destinations.edit(db, dataclasses.replace(now, settings=dataclasses.replace(PLAIN, kind=Kind.DIGEST)))
    assert destinations.of_guild(db, 1)[0].done == ()


def test_the_third_refusal_in_a_row_suspends_once_and_a_post_ends_it(db: sqlite3.Connection) -> None:
    one = added(db)
    suspends = [destinations.refused(db, one.id, why="forbidden", most=3, now=NOW) for _ in range(5)]
    assert suspends == [False, False, True, False, False]
    found = destinations.active(db)[0]
    assert (found.failures, found.suspended, found.suspended_why) == (5, NOW, "forbidden")
    destinations.accepted(db, one.id)
    assert destinations.active(db)[0] == one


def test_removed_is_gone_at_once_and_forgotten_after_thirty_days(db: sqlite3.Connection) -> None:
    one = added(db)
    destinations.remove(db, one.id, now=NOW)
    assert destinations.active(db) == destinations.of_guild(db, 1) == ()
    destinations.joined(db, 1, now=NOW)
    assert destinations.get(db, one.id) is None
    assert destinations.forget_removed(db, now=NOW + 29 * DAY) == 0
    assert destinations.forget_removed(db, now=NOW + 30 * DAY) == 1


def test_a_bot_that_comes_back_within_thirty_days_finds_its_settings(db: sqlite3.Connection) -> None:
    one, other = added(db), added(db, guild=2)
    destinations.left(db, 1, now=NOW)
    assert destinations.active(db) == (other,)
    destinations.joined(db, 1, now=NOW + 29 * DAY)
    assert destinations.get(db, one.id) == dataclasses.replace(one, since=NOW + 29 * DAY)
    destinations.left(db, 1, now=NOW)
    assert destinations.forget_removed(db, now=NOW + 30 * DAY) == 1


def test_a_number_is_never_given_twice(db: sqlite3.Connection) -> None:
    one = added(db)
    assert destinations.forget_guild(db, 1) == 1
    assert added(db).id > one.id


def test_a_person_is_forgotten_and_posts_go_on(db: sqlite3.Connection) -> None:
    added(db)
    assert destinations.forget_person(db, 5) == 1
    assert destinations.active(db)[0].set_up_by is None


def test_what_was_missed_of_servers_is_learnt_at_the_next_start(db: sqlite3.Connection) -> None:
    for guild in (1, 2):
        added(db, guild=guild)
    destinations.left(db, 2, now=NOW)
    presence.present(db, {2, 3}, now=NOW + DAY)
    assert destinations.of_guild(db, 1) == ()
    assert [one.since for one in destinations.of_guild(db, 2)] == [NOW + DAY]
    presence.present(db, {1, 2}, now=NOW + 2 * DAY)
    assert len(destinations.active(db)) == 2


def test_a_deleted_channel_suspends_its_posts_alone_and_keeps_when_that_was(db: sqlite3.Connection) -> None:
    gone, other = added(db), added(db, RICH)
    assert [one.id for one in presence.channel_gone(db, PLAIN.channel_id, now=NOW)] == [gone.id]
    assert presence.channel_gone(db, PLAIN.channel_id, now=NOW + DAY) == ()
    found = destinations.get(db, gone.id)
    assert found is not None
    assert (found.suspended, found.suspended_why, found.settings) == (NOW, "not-found", PLAIN)
    assert destinations.get(db, other.id) == other


def test_every_keeper_forgets_a_server_and_a_person(db: sqlite3.Connection) -> None:
    for guild in (1, 1, 2):
        added(db, guild=guild)
    for question in ("mission:mir", "mission:iss"):
        quiz.count(db, user_id=5, guild_id=1, question=question, is_right=True)
    assert keepers.forget_guild(db, 2) == 1
    assert keepers.forget_guild(db, 1) == 2 + 2
    assert quiz.score(db, 5).answered == 2
    added(db)
    reports.store(db, reports.Report(0, NOW, "abc", "digest", "a mistake", user_id=5))
    assert keepers.forget_person(db, 5) == 1 + 2 + 1
    assert reports.page_of(db, 1)[0].user_id is None
    assert {one.set_up_by for one in destinations.active(db)} == {None}
    assert quiz.score(db, 5).answered == 0


def test_privacy_tells_of_every_table_that_is_kept() -> None:
    told = {keeper.name for keeper in keepers.KEEPERS} - {"schedule"} | {"destinations", "ledger"}
    assert told == {steps.name for steps in SETS}

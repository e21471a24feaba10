"""When a post is due: clock changes, downtimes, edits, clocks that jump."""

import dataclasses
import datetime as dt
from collections.abc import Iterable
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.guilds.destinations import EVERY_DAY, REMEMBERED_DAYS, WEEKDAYS, Destination, Kind, Settings
from bot.schedule.plan import LATENESS, due, edited, is_zone, missed, moment_on, next_runs, simulate

MINUTE, DAY = dt.timedelta(minutes=1), dt.timedelta(days=1)
# Zones with large and odd offsets, changes at midnight, of half an hour, none at all, and the clock changes of 2026.
ZONES = (
    "UTC", "Europe/Moscow", "Europe/Berlin", "America/New_York", "America/Los_Angeles", "Australia/Lord_Howe",
    "Pacific/Chatham", "Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Kathmandu", "Asia/Beirut", "Africa/Cairo",
    "America/Havana", "America/Santiago", "America/St_Johns", "Antarctica/Troll", "Africa/Casablanca", "America/Nuuk",
)  # fmt: skip
STARTS = tuple(
    dt.datetime(2026, month, day, hour, tzinfo=dt.UTC)
    for month, day, hour in ((3, 7, 0), (3, 27, 20), (4, 3, 12), (4, 23, 0), (9, 4, 6), (9, 26, 0), (10, 23, 23),
                             (10, 30, 9), (7, 1, 0), (12, 30, 0), (2, 27, 0))
)  # fmt: skip
BEFORE = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


def destination(
    zone: str = "Europe/Berlin",
    hour: int = 9,
    minute: int = 0,
    *,
    weekdays: tuple[int, ...] = EVERY_DAY,
    since: dt.datetime = BEFORE,
    done: tuple[dt.date, ...] = (),
) -> Destination:
    chosen = Settings(1, hour, minute, zone, weekdays=weekdays)
    return Destination(1, 1, 1, chosen, since=since, changed=since, done=done)


def utc(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)


def served(one: Destination, day: dt.date) -> Destination:
    return dataclasses.replace(one, done=(day, *one.done)[:REMEMBERED_DAYS])


def run(one: Destination, ticks: Iterable[dt.datetime]) -> tuple[dict[dt.date, dt.datetime], list[dt.date]]:
    """What a poster does at these ticks: the days that it posted with their moments, and those written as missed."""
    posted: dict[dt.date, dt.datetime] = {}
    lost: list[dt.date] = []
    for now in ticks:
        for each in missed([one], now):
            lost.append(each.day)
            one = dataclasses.replace(one, missed=each.day)
        for each in due([one], now):
            assert each.day not in posted
            posted[each.day] = now
            one = served(one, each.day)
    return posted, lost


def minutes(start: dt.datetime, days: float) -> list[dt.datetime]:
    return [start + number * MINUTE for number in range(int(days * 24 * 60))]


def test_a_post_is_due_at_its_minute_and_for_six_hours() -> None:
    one = destination()
    for now, found in (("07:59:59", 0), ("08:00", 1), ("13:59:59", 1), ("14:00", 0)):
        assert len(due([one], utc(f"2026-11-25 {now}"))) == found, now
    assert due([served(one, dt.date(2026, 11, 25))], utc("2026-11-25 08:00")) == []
    assert due([dataclasses.replace(one, paused=True)], utc("2026-11-25 08:00")) == []


def test_no_post_is_due_past_its_local_midnight() -> None:
    one = destination("America/New_York", 22)
    assert [each.day for each in due([one], utc("2026-11-26 04:59"))] == [dt.date(2026, 11, 25)]
    assert due([one], utc("2026-11-26 05:00")) == []
    assert missed([destination("America/New_York", 22, since=utc("2026-11-26 00:00"))], utc("2026-11-26 05:00")) != []


@pytest.mark.parametrize(
    ("zone", "day", "hour", "moment", "local"),
    [
        ("Europe/Berlin", "2026-03-29", "02:30", "2026-03-29 01:30", "03:30"),  # the clock skips 02:30
        ("America/New_York", "2026-11-01", "01:30", "2026-11-01 05:30", "01:30"),  # and shows it twice
        ("Australia/Lord_Howe", "2026-10-04", "02:15", "2026-10-03 15:45", "02:45"),  # half an hour is skipped
        ("Asia/Beirut", "2026-03-29", "00:00", "2026-03-28 22:00", "01:00"),  # there is no midnight
        ("America/Nuuk", "2026-03-28", "23:30", "2026-03-29 00:30", "22:30"),  # 23:30 moved on would be tomorrow
        ("America/Goose_Bay", "2006-10-28", "23:30", "2006-10-29 02:30", "23:30"),  # at 00:01 it was 23:01 again
    ],
)
def test_clock_changes_move_a_post_or_let_it_be_posted_once(
    zone: str, day: str, hour: str, moment: str, local: str
) -> None:
    at = dt.time.fromisoformat(hour)
    found = moment_on(dt.date.fromisoformat(day), at.hour, at.minute, zone)
    assert found == utc(moment)
    assert f"{found.astimezone(ZoneInfo(zone)):%H:%M}" == local


def test_a_day_that_a_zone_has_left_out_has_no_post() -> None:
    assert moment_on(dt.date(2011, 12, 30), 9, 0, "Pacific/Apia") is None
    one = destination("Pacific/Apia", since=utc("2011-12-01 00:00"), done=(dt.date(2011, 12, 28),))
    posted, lost = run(one, minutes(utc("2011-12-29 12:00"), 4))
    assert list(posted) == [dt.date(2011, 12, 29), dt.date(2011, 12, 31), dt.date(2012, 1, 1), dt.date(2012, 1, 2)]
    assert not lost


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_over_random_zones_hours_and_downtimes_nobody_is_due_twice_and_nobody_inside_the_window_is_missed(
    data: st.DataObject,
) -> None:
    zone, start = data.draw(st.sampled_from(ZONES)), data.draw(st.sampled_from(STARTS))
    one = destination(
        zone, data.draw(st.integers(0, 23)), data.draw(st.sampled_from((0, 1, 15, 30, 59))),
        weekdays=data.draw(st.sampled_from((EVERY_DAY, WEEKDAYS, (6,), (1, 3)))), since=start,
    )  # fmt: skip
    ticks = minutes(start, 3.2)
    for _ in range(data.draw(st.integers(0, 3))):
        down = start + data.draw(st.integers(0, 75 * 60)) * MINUTE
        up = down + data.draw(st.integers(1, 30 * 60)) * MINUTE
        ticks = [tick for tick in ticks if not down <= tick < up]
    ticks.append(start + 6 * DAY)
    posted, lost = run(one, ticks)
    assert len(set(lost)) == len(lost)
    local = ZoneInfo(zone)
    for ahead in range(-1, 5):
        day = start.astimezone(local).date() + ahead * DAY
        moment = moment_on(day, one.settings.hour, one.settings.minute, zone)
        if moment is None or moment < start or day.weekday() not in one.settings.weekdays:
            assert day not in {*posted, *lost}
            continue
        inside = [tick for tick in ticks if moment <= tick < moment + LATENESS and tick.astimezone(local).date() == day]
        assert posted.get(day) == (inside[0] if inside else None)
        assert (day in lost) == (not inside)


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_whatever_an_admin_changes_during_the_day_no_day_is_repeated_or_skipped(data: st.DataObject) -> None:
    start = data.draw(st.sampled_from(STARTS))
    zone = data.draw(st.sampled_from(ZONES))
    one = destination(zone, data.draw(st.integers(0, 23)), data.draw(st.sampled_from((0, 30, 59))), since=start)
    changes = sorted(data.draw(st.lists(st.integers(1, 4 * 24 * 60), max_size=4)))
    posted: dict[dt.date, dt.datetime] = {}
    unsettled_days: set[dt.date] = {start.astimezone(ZoneInfo(zone)).date()}
    for number, now in enumerate(minutes(start, 5)):
        for each in due([one], now):
            assert each.day not in posted
            posted[each.day] = now
            one = served(one, each.day)
        assert missed([one], now) == []
        if number in changes:
            at = now + dt.timedelta(seconds=30)
            other = data.draw(st.sampled_from((one.settings.zone, *ZONES)))
            if other != one.settings.zone:  # a local day that began or ended under another zone
                unsettled_days |= {at.astimezone(ZoneInfo(name)).date() for name in (other, one.settings.zone)}
            one = edited(one, dataclasses.replace(one.settings, zone=other, hour=data.draw(st.integers(0, 23))), at)
    last = now.astimezone(ZoneInfo(one.settings.zone)).date()
    days = {min(posted, default=last) + ahead * DAY for ahead in range(9)}
    assert not {day for day in days if day < last} - posted.keys() - unsettled_days


def test_an_hour_moved_to_one_that_has_passed_is_posted_at_once() -> None:
    one = destination("UTC", 18)
    now = utc("2026-11-25 17:00")
    moved = edited(one, dataclasses.replace(one.settings, hour=9), now)
    assert [each.day for each in due([moved], now)] == [now.date()]
    assert due([moved], now + LATENESS) == []


def test_what_was_not_planned_before_an_edit_waits_for_its_next_time() -> None:
    now = utc("2026-11-25 10:00")  # a Wednesday
    one = destination("UTC", weekdays=(0,))
    for other in ({"weekdays": EVERY_DAY}, {"kind": Kind.DIGEST, "weekdays": (2,)}):
        assert due([edited(one, dataclasses.replace(one.settings, **other), now)], now) == []


def test_a_new_destination_waits_for_its_next_time() -> None:
    now = utc("2026-11-25 09:30")
    new = destination("UTC", since=now)
    assert due([new], now) == missed([new], now + DAY / 2) == []
    assert len(due([new], utc("2026-11-26 09:00"))) == 1


@pytest.mark.parametrize("jump", [-400, -31, -2, -1, 1, 2, 31, 400])
def test_a_clock_that_jumps_and_is_set_right_repeats_nothing_and_loses_no_later_day(jump: int) -> None:
    start = utc("2026-06-01 00:00")
    one = destination("UTC", done=(dt.date(2026, 5, 31),))
    away = [tick + jump * DAY for tick in minutes(start + 1.5 * DAY, 0.1)]
    posted, _ = run(one, [*minutes(start, 1.5), *away, *minutes(start + 1.6 * DAY, 4)])
    right = [dt.date(2026, 6, 1) + ahead * DAY for ahead in range(6) if ahead != jump + 1]
    assert posted.keys() >= {day for day in right if day <= dt.date(2026, 6, 5)}


def test_a_long_absence_is_written_down_day_by_day_but_not_for_ever() -> None:
    one = destination("UTC", done=(dt.date(2026, 11, 20),))
    assert [each.day.day for each in missed([one], utc("2026-11-25 08:00"))] == [21, 22, 23, 24]
    assert len(missed([one], utc("2028-11-25 08:00"))) == 30


def test_next_runs_are_later_and_not_served() -> None:
    now = utc("2026-11-25 06:00")
    one = destination("UTC", weekdays=WEEKDAYS)
    assert [run.day.day for run in next_runs(one, now, 3)] == [25, 26, 27]
    assert [run.day.day for run in next_runs(served(one, now.date()), now, 3)] == [26, 27, 30]
    assert next_runs(one, now, 0) == ()


def test_a_year_ahead_tells_which_hours_the_clock_moves() -> None:
    year = list(simulate(destination("Europe/Berlin", 2, 30).settings, dt.date(2026, 1, 1), days=365))
    assert len(year) == 365
    assert {run.day: (run.moved, f"{run.local:%H:%M}") for run in year if run.moved} == {
        dt.date(2026, 3, 29): ("skipped", "03:30"),
        dt.date(2026, 10, 25): ("twice", "02:30"),
    }


def test_a_zone_that_is_gone_harms_nobody_else() -> None:
    assert not any(map(is_zone, ("", "Europe", "Mars/Olympus", "../etc/passwd", "x" * 5000)))
    assert len(due([destination("Mars/Olympus"), destination()], utc("2026-11-25 10:00"))) == 2

"""Who was in space, at moments and over periods that are well known, and over all of the record."""

import datetime as dt

import pytest

from bot.answers.aboard import AboardAnswer, aboard
from bot.answers.moments import DAY, seconds
from bot.answers.periods import PeriodAnswer, period
from bot.facts.edition import Edition


def at(edition: Edition, text: str) -> AboardAnswer:
    moment = seconds(dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC))
    with edition.open() as facts:
        return aboard(facts, first=moment, last=moment)


def between(edition: Edition, first: str, last: str) -> PeriodAnswer:
    start, end = (dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC) for text in (first, last))
    with edition.open() as facts:
        return period(facts, first=seconds(start), last=seconds(end) + DAY - 1)


def crews(answer: AboardAnswer) -> dict[str, list[str]]:
    found = [crew for place in answer.places for crew in place.crews]
    return {crew.mission.id: [person.person.id for person in crew.people] for crew in found}


def test_the_handshake_found_seven_in_space(edition: Edition) -> None:
    answer = at(edition, "1975-07-17T19:17")
    assert crews(answer) == {
        "soyuz-18": ["klimuk", "sevastyanov"],
        "soyuz-19": ["leonov", "kubasov"],
        "apollo-soyuz": ["stafford", "brand", "slayton"],
    }
    assert [place.station.id if place.station else "" for place in answer.places] == ["salyut-4", ""]
    docked = {crew.mission.id: crew.docked_with for place in answer.places for crew in place.crews}
    assert docked["apollo-soyuz"] is not None
    assert docked["apollo-soyuz"].id == "soyuz-19"
    assert docked["soyuz-18"] is None


def test_between_the_two_dockings_the_craft_flew_apart(edition: Edition) -> None:
    docked = {crew.docked_with for place in at(edition, "1975-07-19T12:20").places for crew in place.crews}
    assert docked == {None}


def test_who_changed_craft_is_up_until_the_other_craft_lands(edition: Edition) -> None:
    """Rubio rode Soyuz MS-22 up, which came home empty on 28 March 2023, and MS-23 down on 27 September."""
    assert "rubio" in crews(at(edition, "2023-06-01T00:00"))["soyuz-ms-22"]
    assert "soyuz-ms-22" not in crews(at(edition, "2023-09-28T00:00"))


def test_the_launch_counts_and_the_second_of_the_landing_no_more(edition: Edition) -> None:
    assert at(edition, "1961-04-12T06:06:59").people == 0
    assert at(edition, "1961-04-12T06:07:00").people == 1
    assert at(edition, "1961-04-12T07:55:59").people == 1
    assert at(edition, "1961-04-12T07:56:00").people == 0


def test_days_and_time_up(edition: Edition) -> None:
    (person,) = at(edition, "1961-04-12T07:00:00").places[0].crews[0].people
    assert (person.seconds, person.day) == (53 * 60, 1)


def test_after_the_records_day_it_says_what_it_knows(edition: Edition) -> None:
    answer = at(edition, "2026-11-25T12:00")
    assert str(answer.asked) == "2026-11-25"
    assert str(answer.at) == "2026-10-08"
    assert {id_ for crew in crews(answer).values() for id_ in crew} == {
        "dubrov", "kikina", "menon-anil", "watkins", "delaney", "kutryk", "teteryatnikov",
        "zhu", "zhang-zhiyuan", "lai",
    }  # fmt: skip
    assert [(each.nation.id if each.nation else "", each.people) for each in answer.nations] == [
        ("russia", 3), ("usa", 3), ("china", 3), ("canada", 1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("day", "people"),
    [
        ("1961-08-06", 1),
        ("1969-10-14", 7),
        ("1995-03-15", 13),
        ("2000-11-05", 3),
        ("2009-07-20", 13),
        ("2024-09-12", 19),
    ],
)
def test_numbers_of_people_in_space(edition: Edition, day: str, people: int) -> None:
    """As counted elsewhere: 7 in three Soyuz of October 1969, 13 in March 1995 and July 2009, 19 in September 2024."""
    assert at(edition, f"{day}T12:00").people == people


def test_the_nearest_changes_lead_on(edition: Edition) -> None:
    answer = at(edition, "1975-07-17T12:00")
    assert (str(answer.before), str(answer.after)) == ("1975-07-15", "1975-07-21")


def test_somebody_has_been_up_at_every_moment_since_31_october_2000(edition: Edition) -> None:
    answer = between(edition, "2000-11-01", "2026-10-08")
    assert answer.anywhere.days == answer.days == 9473
    assert answer.anywhere.longest is not None
    assert answer.anywhere.longest.lasting


def test_the_runs_of_a_period_are_cut_to_it(edition: Edition) -> None:
    answer = between(edition, "1995-03-20", "1995-03-24")
    assert answer.days == answer.craft.days == answer.anywhere.days == 5
    assert answer.craft.longest is not None
    assert answer.craft.longest.days == 5
    assert not answer.craft.longest.lasting


def test_apollo_and_soyuz_were_two_craft_that_docked(edition: Edition) -> None:
    answer = between(edition, "1975-07-01", "1975-07-31")
    assert answer.craft.days == 0
    assert answer.anywhere.days == 3
    assert answer.anywhere.longest is not None
    assert (str(answer.anywhere.longest.start), str(answer.anywhere.longest.end)) == ("1975-07-17", "1975-07-19")


def test_on_mir_americans_count_from_docking_to_undocking(edition: Edition) -> None:
    """STS-74 brought no Russian and docked for three days of its eight."""
    answer = between(edition, "1995-11-01", "1995-11-30")
    assert answer.anywhere.days == 4
    assert answer.craft.days == 0


def test_the_most_people_at_once(edition: Edition) -> None:
    answer = between(edition, "1957-01-01", "2026-10-08")
    assert (answer.most, str(answer.most_on)) == (19, "2024-09-11")
    assert answer.people == 651


def test_days_are_those_of_the_seats_day_by_day(edition: Edition) -> None:
    """Every day of 1994 to 2001 anew: was there a craft with both sides, of those who rode it up or down?"""
    with edition.open() as facts:
        present = facts.rows("select place, side, start, ifnull(end, 1e12) as end from presence where kind = 'mission'")
    us = [row for row in present if row["side"] == "us"]
    ru = [row for row in present if row["side"] == "ru"]
    spans = [
        (max(one["start"], other["start"]), min(one["end"], other["end"]))
        for one in us
        for other in ru
        if one["place"] == other["place"]
    ]
    first, last = (seconds(dt.datetime(year, 1, 1, tzinfo=dt.UTC)) // DAY for year in (1994, 2002))
    days = sum(
        any(start < end and start // DAY <= day <= end // DAY for start, end in spans) for day in range(first, last)
    )
    assert between(edition, "1994-01-01", "2001-12-31").craft.days == days > 300

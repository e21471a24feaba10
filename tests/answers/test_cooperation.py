"""The cooperation meter: its sums are those of other answers, its crew-days those of a count by the hour."""

import datetime as dt

import pytest

from bot.answers.compare import compare
from bot.answers.cooperation import Year, cooperation
from bot.answers.moments import seconds
from bot.answers.numbers import numbers
from bot.answers.timelines import timeline
from bot.facts.edition import Edition

HOUR = 3600


@pytest.fixture(scope="module")
def years(edition: Edition) -> dict[int, Year]:
    with edition.open() as facts:
        return {year.year: year for year in cooperation(facts, year=0, era="").years}


def test_every_year_from_the_first_satellite_to_the_records_day_is_there(years: dict[int, Year]) -> None:
    assert list(years) == list(range(1957, 2027))


def test_seats_are_those_of_the_numbers_in_the_history(edition: Edition, years: dict[int, Year]) -> None:
    with edition.open() as facts:
        known = numbers(facts)
    assert sum(year.americans_on_soyuz for year in years.values()) == known.americans_on_soyuz.seats == 70
    there = known.cosmonauts_on_shuttle.seats + known.cosmonauts_on_dragon.seats
    assert sum(year.russians_on_american for year in years.values()) == there == 31


def test_dockings_of_the_first_years(years: dict[int, Year]) -> None:
    assert {year: years[year].dockings for year in range(1975, 1999) if years[year].dockings} == {
        1975: 2, 1995: 2, 1996: 2, 1997: 3, 1998: 3,
    }  # fmt: skip


def test_joint_flights_and_dockings_are_those_of_the_timeline(edition: Edition, years: dict[int, Year]) -> None:
    with edition.open() as facts:
        drawn = timeline(facts)
    assert dict(drawn.series("joint")) == {
        year: each.joint_flights for year, each in years.items() if each.joint_flights
    }
    assert dict(drawn.series("dockings")) == {year: each.dockings for year, each in years.items() if each.dockings}


@pytest.mark.parametrize("year", [1975, 1995, 1997, 2001, 2024])
def test_crew_days_are_those_of_a_count_by_the_hour(edition: Edition, years: dict[int, Year], year: int) -> None:
    """Every hour anew: who of either side is where somebody of the other is, or in a craft docked with theirs?"""
    with edition.open() as facts:
        present = facts.rows(
            "select person, side, place, start, ifnull(end, 1e12) as end from presence where side <> ''"
        )
        docked = facts.rows(
            "select mission, target, unixepoch(docked) as start, unixepoch(undocked) as end from docking "
            "where kind = 'mission'"
        )
    first, last = (seconds(dt.datetime(each, 1, 1, tzinfo=dt.UTC)) for each in (year, year + 1))
    near = [row for row in present if row["start"] < last and row["end"] > first]
    hours = 0
    for hour in range(first + HOUR // 2, last, HOUR):
        places: dict[str, set[tuple[str, str]]] = {}
        for row in near:
            if row["start"] <= hour < row["end"]:
                places.setdefault(row["place"], set()).add((row["person"], row["side"]))
        for row in docked:
            if row["start"] <= hour < row["end"]:
                places["docked"] = places.get(row["mission"], set()) | places.get(row["target"], set())
        together = [people for people in places.values() if len({side for _, side in people}) == 2]
        hours += len({person for people in together for person, _ in people})
    assert years[year].crew_days == pytest.approx(hours / 24, abs=2)


def test_agreements_standing_end_and_are_renewed(years: dict[int, Year]) -> None:
    """That of 1977 takes the place of the one of 1972, and lapses in 1982; that of 1987 comes after it."""
    assert years[1977].signed == 2
    assert years[1977].standing == years[1976].standing + 1
    assert years[1982].standing == years[1981].standing - 1
    assert years[1987].standing == years[1986].standing + 1
    assert years[2023].standing == years[2022].standing


def test_a_year_and_an_era_are_sums_of_the_same_years(edition: Edition, years: dict[int, Year]) -> None:
    with edition.open() as facts:
        one = cooperation(facts, year=1995, era="")
        era = cooperation(facts, year=0, era="shuttle-mir")
    assert one.totals.crew_days == years[1995].crew_days
    assert (era.first, era.last) == (1992, 1998)
    assert era.totals.joint_flights == sum(years[year].joint_flights for year in range(1992, 1999))
    assert one.rank == 1 + sum(year.crew_days > years[1995].crew_days for year in years.values())


def test_eras_compared_count_to_the_day(edition: Edition) -> None:
    with edition.open() as facts:
        answer = compare(facts, "era", "lean-years", "seat-swaps")
    found = {measure.what: (measure.a, measure.b) for measure in answer.measures}
    assert found["joint_flights"] == (0, 17)
    assert found["on_soyuz"] == (0, 7)
    assert found["on_american"] == (0, 9)


def test_people_compared_share_the_flights_that_both_were_on(edition: Edition) -> None:
    with edition.open() as facts:
        together = compare(facts, "person", "rubio", "prokopyev").between
        apart = compare(facts, "person", "stafford", "leonov").between
    assert [label.id for label in together] == ["soyuz-ms-22", "soyuz-ms-23"]
    assert apart == ()

"""Records: known ones, the rules they go by, and each ranking against a plain sort of the seats."""

import datetime as dt

import pytest

from bot.answers.records import TOPICS, Filter, Holder, Topic, records
from bot.facts.edition import Edition

DAY_SECONDS = 86400
ALL = Filter(joint=False)


def ranked(edition: Edition, topic: Topic, only: Filter) -> tuple[Holder, ...]:
    with edition.open() as facts:
        return records(facts, topic=topic, only=only).rankings[0].holders


def names(holder: Holder) -> list[str]:
    return [person.id for person in holder.people]


@pytest.mark.parametrize(
    ("topic", "only", "who", "figure"),
    [
        ("longest-flight", ALL, ["polyakov"], 437),
        ("longest-flight", Filter(), ["kononenko", "chub"], 373),
        ("longest-flight", Filter(nation="usa"), ["rubio"], 370),
        ("longest-flight", Filter(nation="usa", gender="female"), ["koch"], 328),
        ("most-flights", ALL, ["ross", "chang-diaz"], 7),
        ("most-time", ALL, ["kononenko"], 1110),
        ("most-time", Filter(nation="usa", joint=False), ["whitson"], 695),
        ("first", ALL, ["gagarin"], None),
        ("first", Filter(gender="female", joint=False), ["tereshkova"], None),
        ("first", Filter(gender="female", nation="usa", joint=False), ["ride"], None),
        ("first", Filter(nation="ru", craft="space-shuttle"), ["krikalev"], None),
        ("first", Filter(nation="usa", craft="soyuz"), ["thagard"], None),
        ("first", Filter(nation="ru", craft="crew-dragon"), ["kikina"], None),
        ("last", Filter(nation="ru"), ["teteryatnikov"], None),
        ("youngest", Filter(nation="ru", joint=False), ["titov-gherman"], 25),
        ("oldest", ALL, ["glenn"], 77),
        ("oldest", Filter(), ["pettit"], 69),
    ],
)  # fmt: skip
def test_a_known_record(edition: Edition, topic: Topic, only: Filter, who: list[str], figure: int | None) -> None:
    first = ranked(edition, topic, only)[0]
    assert names(first) == who
    days = first.seconds // DAY_SECONDS if first.seconds else None
    assert figure in (None, days, first.flights, first.age)


@pytest.mark.parametrize("only", [ALL, Filter(), Filter(nation="us"), Filter(craft="soyuz"), Filter(craft="iss")])
def test_the_longest_flights_are_those_of_a_plain_sort(edition: Edition, only: Filter) -> None:
    with edition.open() as facts:
        rows = facts.rows(
            "select person, mission, landed_in, seconds, side from stay where orbital and seconds is not null"
        )
        joint = {
            (row["craft"], row["way"])
            for row in facts.rows("select craft, way from aboard group by craft, way having count(distinct side) = 2")
        }
        craft = {row["id"]: row["craft"] for row in facts.rows("select id, craft from mission")}
        family = {row["id"]: row["part_of"] or row["id"] for row in facts.rows("select id, part_of from thing")}
        to_station = {row["mission"] for row in facts.rows("select mission from destination where id = 'iss'")}
    fitting = [
        row
        for row in rows
        if (not only.joint or (row["mission"], "up") in joint or (row["landed_in"], "down") in joint)
        and only.nation in ("", row["side"])
        and (
            not only.craft
            or family.get(craft[row["mission"]]) == only.craft
            or (only.craft == "iss" and row["mission"] in to_station)
        )
    ]
    expected = sorted({row["seconds"] for row in fitting}, reverse=True)[:5]
    assert [holder.seconds for holder in ranked(edition, "longest-flight", only)] == expected


def test_who_were_up_as_long_in_one_flight_hold_one_place(edition: Edition) -> None:
    second = ranked(edition, "longest-flight", Filter())[1]
    assert names(second) == ["prokopyev", "petelin", "rubio"]
    assert second.mission.id == "soyuz-ms-22"
    assert second.landed_in is not None
    assert second.landed_in.id == "soyuz-ms-23"


def test_a_place_that_many_hold_names_eight_and_counts_the_rest(edition: Edition) -> None:
    third = ranked(edition, "most-flights", ALL)[2]
    assert (len(third.people), third.flights) == (8, 5)
    assert third.more > 0


def test_a_joint_flight_counts_only_for_who_was_aboard_with_the_other_side(edition: Edition) -> None:
    """Gidzenko rode Soyuz TM-31 up with Shepherd; nobody rode Soyuz TM-18 with an American."""
    with edition.open() as facts:
        flights = {
            (row["person"], row["mission"]): row["joint"]
            for row in facts.rows("select person, mission, joint from flight")
        }
    assert flights["gidzenko", "soyuz-tm-31"]
    assert flights["thagard", "soyuz-tm-21"]
    assert not flights["polyakov", "soyuz-tm-18"]
    assert flights["stafford", "apollo-soyuz"]  # docked with Soyuz 19
    assert flights["kubasov", "soyuz-19"]
    assert not flights["kubasov", "soyuz-6"]
    assert not flights["lucid", "sts-76"]


def test_ages_are_in_whole_years_on_the_day_of_launch(edition: Edition) -> None:
    with edition.open() as facts:
        rows = facts.rows(
            """
            select flight.launch, flight.age, flight.days_old, person.birth
            from flight
            join person on person.id = flight.person
            where flight.age is not null
            """
        )
    assert len(rows) > 1300
    for row in rows:
        born, launch = dt.date.fromisoformat(row["birth"]), dt.date.fromisoformat(row["launch"][:10])
        assert row["days_old"] == (launch - born).days
        had_birthday = (launch.month, launch.day) >= (born.month, born.day)
        assert row["age"] == launch.year - born.year - (not had_birthday)


def test_who_has_no_day_of_birth_is_left_out_and_counted(edition: Edition) -> None:
    with edition.open() as facts:
        answer = records(facts, topic="youngest", only=ALL)
        unknown = facts.count(
            """
            select count(distinct flight.person) from flight
            join person on person.id = flight.person
            where length(ifnull(person.birth, '')) < 10
            """
        )
    assert answer.rankings[0].left_out == unknown > 0


def test_without_a_topic_each_has_its_first_place(edition: Edition) -> None:
    with edition.open() as facts:
        answer = records(facts, topic="", only=Filter())
        assert [ranking.topic for ranking in answer.rankings] == list(TOPICS)
        for ranking in answer.rankings:
            assert ranking.holders[0] == records(facts, topic=ranking.topic, only=Filter()).rankings[0].holders[0]
    assert answer.works

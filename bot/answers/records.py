"""Records: the longest, the most, the first, the last, the youngest and the oldest, of any part of the flights."""

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal, get_args

from bot.answers.record import Label, Work, date, label, needed_label, works_of
from bot.facts.dates import PartialDate
from bot.facts.edition import Facts

Topic = Literal["longest-flight", "most-flights", "most-time", "first", "last", "youngest", "oldest"]
TOPICS: tuple[Topic, ...] = get_args(Topic)
PLACES = 5  # of a topic of its own
MOST_NAMES = 8  # of one place: a crew and one more


@dataclass(frozen=True, slots=True)
class Filter:
    """Which flights are looked at; an empty field takes all.

    `nation` is a nation's id or a side ("us", "ru"), `craft` a craft, a family of craft or a station.
    """

    nation: str = ""
    craft: str = ""
    gender: str = ""
    joint: bool = True


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a place: people of one flight, or people with all their flights; `mission` is the last that counts.

    `more` people hold the place too. Of seconds, flights and age that is set which the topic ranks.
    """

    people: tuple[Label, ...]
    mission: Label
    landed_in: Label | None
    launch: PartialDate
    seconds: int | None = None
    flights: int = 0
    age: int | None = None
    in_flight: bool = False
    more: int = 0


@dataclass(frozen=True, slots=True)
class Ranking:
    """The first places of a topic. `left_out` people could not be ranked, as the record lacks their day of birth."""

    topic: Topic
    holders: tuple[Holder, ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class RecordsAnswer:
    """One topic in full, or the first place of each (`topic` empty). `flights` and `people` passed the filter."""

    topic: Topic | Literal[""]
    nation: Label | None
    side: str
    craft: Label | None
    gender: str
    joint: bool
    flights: int
    people: int
    rankings: tuple[Ranking, ...]
    works: tuple[Work, ...]


def records(facts: Facts, *, topic: Topic | Literal[""], only: Filter) -> RecordsAnswer:
    """The records of the flights that pass a filter."""
    rows = _flights(facts, only)
    topics: tuple[Topic, ...] = (topic,) if topic else TOPICS
    places = PLACES if topic else 1
    rankings = tuple(_ranking(facts, each, rows, places=places) for each in topics)
    missions = (("mission", holder.mission.id) for ranking in rankings for holder in ranking.holders)
    return RecordsAnswer(
        topic=topic,
        nation=label(facts, "nation", only.nation),
        side=only.nation if only.nation in ("us", "ru") else "",
        craft=label(facts, "thing", only.craft),
        gender=only.gender,
        joint=only.joint,
        flights=len({row["mission"] for row in rows}),
        people=len({row["person"] for row in rows}),
        rankings=rankings,
        works=works_of(facts, missions),
    )


def _flights(facts: Facts, only: Filter) -> Sequence[sqlite3.Row]:
    return facts.rows(
        """
        select person, mission, landed_in, launch, seconds, days_old, age
        from flight
        where (joint or not :joint)
        and (:nation in ('', nation) or :nation = side)
        and :gender in ('', gender)
        and (
            :craft in ('', craft, family, station)
            or exists (select 1 from destination where destination.mission = flight.mission and id = :craft)
        )
        order by launch, position
        """,
        joint=only.joint, nation=only.nation, gender=only.gender, craft=only.craft,
    )  # fmt: skip


Ranked = tuple[Holder, ...]


def _ranking(facts: Facts, topic: Topic, rows: Sequence[sqlite3.Row], *, places: int) -> Ranking:
    holders = _RANKED[topic](facts, rows, places)
    without = {row["person"] for row in rows if row["age"] is None} if topic in ("youngest", "oldest") else ()
    return Ranking(topic, holders, len(without))


def _longest(facts: Facts, rows: Sequence[sqlite3.Row], places: int) -> Ranked:
    """Finished flights; those who went up and came down together hold one place together."""
    ranked = sorted((row for row in rows if row["seconds"]), key=lambda row: -row["seconds"])
    groups = [tuple(group) for _, group in groupby(ranked, key=lambda row: (row["seconds"], row["mission"]))]
    return tuple(_holder(facts, group, seconds=group[0]["seconds"]) for group in groups[:places])


def _first(facts: Facts, rows: Sequence[sqlite3.Row], places: int) -> Ranked:
    groups = [tuple(group) for _, group in groupby(rows, key=lambda row: row["mission"])]
    return tuple(_holder(facts, group) for group in groups[:places])


def _last(facts: Facts, rows: Sequence[sqlite3.Row], places: int) -> Ranked:
    groups = [tuple(group) for _, group in groupby(rows, key=lambda row: row["mission"])]
    return tuple(_holder(facts, group) for group in groups[: -places - 1 : -1])


def _most_flights(facts: Facts, rows: Sequence[sqlite3.Row], places: int) -> Ranked:
    """A launch to orbit is a flight. Those with equally many hold one place; who had them first is named first."""
    ranked = sorted(_by_person(rows), key=lambda flights: (-len(flights), flights[-1]["launch"]))
    groups = [(count, [flights[-1] for flights in group]) for count, group in groupby(ranked, key=len)]
    return tuple(_holder(facts, group, flights=count) for count, group in groups[:places])


def _most_time(facts: Facts, rows: Sequence[sqlite3.Row], places: int) -> Ranked:
    """Finished flights, from launch to landing; a flight under way is not counted yet."""
    totals = [(sum(row["seconds"] or 0 for row in flights), flights) for flights in _by_person(rows)]
    ranked = sorted((total for total in totals if total[0]), key=lambda total: -total[0])
    return tuple(
        _holder(facts, flights[-1:], seconds=seconds, flights=sum(bool(row["seconds"]) for row in flights))
        for seconds, flights in ranked[:places]
    )


def _youngest(facts: Facts, rows: Sequence[sqlite3.Row], places: int) -> Ranked:
    return _by_age(facts, rows, places, oldest=False)


def _oldest(facts: Facts, rows: Sequence[sqlite3.Row], places: int) -> Ranked:
    return _by_age(facts, rows, places, oldest=True)


def _by_age(facts: Facts, rows: Sequence[sqlite3.Row], places: int, *, oldest: bool) -> Ranked:
    """By age on the day of launch; each person once, with the flight that counts."""
    aged = sorted((row for row in rows if row["age"] is not None), key=lambda row: row["days_old"], reverse=oldest)
    best = {row["person"]: row for row in reversed(aged)}
    ranked = [row for row in aged if best[row["person"]] is row]
    return tuple(_holder(facts, (row,), age=row["age"]) for row in ranked[:places])


_RANKED: dict[Topic, Callable[[Facts, Sequence[sqlite3.Row], int], Ranked]] = {
    "longest-flight": _longest,
    "most-flights": _most_flights,
    "most-time": _most_time,
    "first": _first,
    "last": _last,
    "youngest": _youngest,
    "oldest": _oldest,
}


def _by_person(rows: Sequence[sqlite3.Row]) -> Iterable[list[sqlite3.Row]]:
    flights: dict[str, list[sqlite3.Row]] = {}
    for row in rows:
        flights.setdefault(row["person"], []).append(row)
    return flights.values()


def _holder(
    facts: Facts, rows: Sequence[sqlite3.Row], *, seconds: int | None = None, flights: int = 0, age: int | None = None
) -> Holder:
    launch = date(rows[0]["launch"])
    if launch is None:
        raise LookupError(f"mission/{rows[0]['mission']} has no launch")
    landed_in = rows[0]["landed_in"]
    return Holder(
        people=tuple(needed_label(facts, "person", row["person"]) for row in rows[:MOST_NAMES]),
        mission=needed_label(facts, "mission", rows[0]["mission"]),
        landed_in=label(facts, "mission", landed_in) if landed_in != rows[0]["mission"] else None,
        launch=launch,
        seconds=seconds,
        flights=flights,
        age=age,
        in_flight=landed_in is None,
        more=max(len(rows) - MOST_NAMES, 0),
    )

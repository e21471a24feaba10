"""Two people or two flights side by side, by one measure."""

from dataclasses import dataclass

from bot.answers.missions import mission
from bot.answers.people import person
from bot.answers.record import Label, Work, label
from bot.answers.rosters import works_of
from bot.facts.dates import PartialDate
from bot.facts.edition import Facts
from bot.questions import Versus


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two, with what can be measured; None where the record does not know it."""

    name: Label
    flights: int
    seconds: int | None
    birth: PartialDate | None
    launch: PartialDate | None
    is_up: bool
    longest: int | None = None


@dataclass(frozen=True, slots=True)
class VersusAnswer:
    """The two, the one with more (or the elder, or the earlier) first, or last if `least`.

    `equal` where neither has more.
    """

    kind: str
    by: str
    least: bool
    first: Side
    second: Side
    equal: bool
    known: bool
    works: tuple[Work, ...]
    station: Label | None


def versus(facts: Facts, asked: Versus) -> VersusAnswer:
    """The comparison by `by`: time, flights, flight (the longest of each), age, duration or launch."""
    sides = [_side(facts, asked.kind, id_, asked.station) for id_ in (asked.first, asked.second)]
    first, second = (_measure(side, asked.by) for side in sides)
    known = first is not None and second is not None
    if first is not None and second is not None and (second > first if asked.least else second < first):
        sides.reverse()
    return VersusAnswer(
        asked.kind, asked.by, bool(asked.least), sides[0], sides[1], first == second, known,
        works_of(facts, [(asked.kind, asked.first), (asked.kind, asked.second)]), label(facts, "thing", asked.station),
    )  # fmt: skip


def _side(facts: Facts, kind: str, id_: str, station: str) -> Side:
    if kind == "person":
        found = person(facts, id_)
        flown = [one for one in found.orbital_flights if not station or _is_bound_for(facts, one.mission.id, station)]
        seconds = sum(one.seconds or 0 for one in flown)
        up = any(flight.is_up for flight in flown)
        longest = max((flight.seconds or 0 for flight in flown), default=None)
        first = flown[0].launch if flown else None
        return Side(found.person, len(flown), seconds, found.birth, first, up, longest or None)
    flight = mission(facts, id_)
    return Side(flight.mission, 1, flight.seconds, None, flight.launch, flight.status == "in flight")


def _is_bound_for(facts: Facts, mission: str, station: str) -> bool:
    return bool(
        facts.row("select 1 from destination where mission = :mission and id = :id", mission=mission, id=station)
    )


def _measure(side: Side, by: str) -> tuple[int, ...] | None:
    """What the smaller of is the answer: more time and flights, an earlier birth or launch."""
    match by:
        case "flights":
            return (-side.flights,)
        case "time" | "duration":
            return None if side.seconds is None else (-side.seconds,)
        case "flight":
            return None if side.longest is None else (-side.longest,)
        case "age":
            return _date(side.birth)
        case _:
            return _date(side.launch)


def _date(date: PartialDate | None) -> tuple[int, ...] | None:
    return (date.year, date.month, date.day, date.hour, date.minute) if date else None

"""What two people, or two flights, are compared by."""

from typing import NamedTuple

from bot.questions import Fact, Question, Versus
from bot.understanding.frame import Frame
from bot.understanding.readings.clues import WHO

_WORDS = ("or", "more", "more_than", "fewer", "older", "younger", "longer", "shorter", "earlier", "later")
_BEST = ("most", "most_time", "longest", "shortest", "youngest", "oldest", "first", "last")
COMPARING = (*_WORDS, *_BEST)
_OF_ALL = ("total", "space", "most", "more", "most_time", "times")
_LEAST = ("fewer", "younger", "youngest", "shorter", "shortest", "later", "last")


class Way(NamedTuple):
    """A measure, and the concepts that name it."""

    by: str
    concepts: tuple[str, ...]


OF_PEOPLE = (
    Way("age", ("older", "younger", "youngest", "oldest", "how_old", "born")),
    Way("launch", ("earlier", "later")),
    Way("time", ("how_long", "longer", "shorter", "most_time", "longest", "shortest", "total")),
    Way("flights", ("flight", "times", "how_many", "most")),
    Way("time", ("space",)),
    Way("launch", ("first", "last", "launch")),
    Way("flights", ("fly",)),
)
OF_MISSIONS = (
    Way("launch", ("earlier", "later")),
    Way("duration", ("how_long", "longer", "shorter", "longest", "shortest", "total")),
    Way("launch", ("first", "last", "launch", "when")),
)


def comparison(frame: Frame, ways: tuple[Way, ...]) -> tuple[str, str]:
    """What two records are compared by, and "yes" where less of it is asked for; ("", "") if nothing compares."""
    if not frame.has(*COMPARING):
        return "", ""
    least = "yes" if frame.has(*_LEAST) else ""
    if ways is OF_PEOPLE and frame.has("first") and not frame.has("most", "how_many", "how_long", "born", "flight"):
        found = "launch"
    elif ways is OF_PEOPLE and frame.has("more", "most", "fewer", "how_many") and _counts_flights(frame):
        found = "flights"
        frame.take("total")
    elif ways is OF_PEOPLE and frame.has("longer", "shorter", "longest") and _is_of_one_flight(frame):
        found = "flight"
        frame.take("flight", "live", "single", "longer", "shorter", "longest", "how_long", "fly")
    else:
        found = next((way.by for way in ways if frame.has(*way.concepts)), "")
    if not found and frame.has(*_WORDS):
        found = "time" if ways is OF_PEOPLE else "duration"
    if found:
        frame.take(*COMPARING, *(concept for way in ways if way.by == found for concept in way.concepts))
    return (found, least) if found else ("", "")


def _is_of_one_flight(frame: Frame) -> bool:
    """Whether single flights are compared: "was Rubio's flight longer", not the time in all of them."""
    return frame.has("single") or (frame.has("flight", "live") and not frame.has(*_OF_ALL))


def _counts_flights(frame: Frame) -> bool:
    """Whether it is how many flights, not how long: "more flights in total"."""
    return frame.has("flight", "times") and not frame.has("how_long", "longer", "shorter")


def one_of_people(frame: Frame) -> Question | None:
    """Who of a crew commanded, or is older: «командиром „Союза-22“ был Быковский или Аксёнов?»."""
    people, missions = frame.of("person"), frame.of("mission")
    if len(people) < 2 or len(missions) != 1 or not frame.has("or"):
        return None
    frame.use([*people, *missions])
    by = comparison(frame, OF_PEOPLE)
    frame.take("fly", "flight", "crew", "or", *WHO)
    if by[0] == "age" and len(people) == 2:
        return Versus("person", people[0].entry.id, people[1].entry.id, *by)
    return Fact("mission", missions[0].entry.id, "commander") if frame.take("commander") else None

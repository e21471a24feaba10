"""Questions about flights and expeditions that are named."""

import re
from dataclasses import replace
from itertools import pairwise

from bot.questions import ExpeditionCard, Fact, Flights, MissionCard, Question, Versus
from bot.understanding.frame import CRAFT_KINDS, Frame, Slot
from bot.understanding.readings.clues import (
    NATIONS,
    OF_COMMANDER,
    OF_EXPEDITION,
    OF_FLIGHT,
    OF_MISSION,
    PLACES,
    SEATS,
    WHO,
    clue,
)
from bot.understanding.readings.comparison import OF_MISSIONS, comparison
from bot.understanding.readings.limits import roster_of
from bot.understanding.readings.people import person_ask

_WITH_WHAT = re.compile(r"\b(?:с|к) чему?м?\b|\b(?:with|to) what\b|\bwhat\b.*\b(?:with|to)\W*$")


def two_missions(frame: Frame) -> Question | None:
    """Who was on both flights, or which of them was longer or earlier."""
    missions = frame.of("mission")
    if len(missions) != 2 or frame.of("person"):
        return None
    frame.use(missions)
    first, second = (slot.entry.id for slot in missions)
    if not frame.has(*WHO) and (by := comparison(frame, OF_MISSIONS))[0]:
        frame.take("flight", "fly", "when", "how_long")
        frame.take_count("flight")
        return Versus("mission", first, second, *by)
    frame.take(*WHO, "fly", "flight", "together", "crew", "launch", "land", "before", "after", "again", "later")
    return replace(roster_of(frame, mission=f"{first}+{second}"), way="")  # up in one and down in the other counts too


def _is_story(frame: Frame) -> bool:
    """Whether it is asked what happened at a launch or a landing: its date does not tell."""
    return frame.asks_what_happened() and frame.has("launch", "land", "dock") and not frame.has("when")


def failed_mission(frame: Frame) -> Question | None:
    """Why a flight did not get where it was bound for: its card tells what became of it."""
    missions = frame.of("mission")
    if len(missions) != 1 or frame.of("person") or not (frame.has("why") and frame.has("not")):
        return None
    frame.use([*missions, *frame.things("station", *CRAFT_KINDS)])
    frame.take("why", "not", "before", "fly", "launch", "space", "flight", "station", "crew", "land")
    return MissionCard(missions[0].entry.id)


def one_mission(frame: Frame) -> Question | None:
    """One flight: its crew, or a field of it."""
    missions = frame.of("mission")
    if len(missions) != 1 or frame.of("person") or _is_story(frame) or _is_elsewhere(frame, missions[0].place):
        return None
    before = missions[0].place - 1
    if before >= 0 and frame.sentence.items[before].concept in ("after", "before"):
        return None  # it is asked for another flight
    frame.use(missions)
    mission = missions[0].entry.id
    about_people = _is_about_people(frame)
    if not frame.has("land") and not (about_people and _asks_for_other_rides(frame, mission)):
        frame.use(frame.things(*CRAFT_KINDS))
    ranked = frame.has("first") or (frame.has("last") and not frame.has("how_long"))
    superlative = frame.has("youngest", "oldest") or (ranked and about_people and not frame.has("station", "where"))
    frame.take_count("station")
    at = frame.things("station", "destination", *PLACES)
    if at and frame.has("later"):
        return None  # what they did there on another flight
    if frame.has("commander") or (frame.has("who") and frame.take("head")):
        return _commander(frame, mission)
    if about_people and frame.has("land") and (back := frame.things(*CRAFT_KINDS)):
        return _home_in(frame, mission, back)
    if _asks_where_it_docked(frame):
        frame.take("dock", "where", "station", "fly", "flight", "crew", "who")
        return Fact("mission", mission, "station", at[0].entry.id if len(at) == 1 else "")
    told = not about_people or frame.has("when", "how_long", "site", "where") or frame.asks_which("station")
    field = clue(frame, OF_MISSION) if told and not frame.counts("people", "cosmonaut", "crew") else ""
    if field and not superlative:
        frame.use([*at, *frame.things(*CRAFT_KINDS)])
        frame.take("crew", "who", "craft", "not", "first", "last", "with", *(("or",) if at else ()))
        return Fact("mission", mission, field, at[0].entry.id if len(at) == 1 else "")
    if about_people or superlative or frame.has("how_many"):
        return _aboard(frame, mission)
    if frame.take("country"):
        return roster_of(frame, mission=mission)
    if at:
        frame.use(at)
        frame.take("fly", "flight", "or", "live")
        return Fact("mission", mission, "station", at[0].entry.id if len(at) == 1 else "")
    frame.take("definition", "happened", "flight", "joint", "why", "craft")
    frame.use(frame.things(*CRAFT_KINDS))
    return MissionCard(mission)


def _aboard(frame: Frame, mission: str) -> Question | None:
    """Who was aboard; not who was launched first, for all are at once, nor who flew most, no matter of one flight."""
    if [item.concept for item in frame.sentence.items].count("how_many") > 1:
        return None  # how many one way, and how many the other
    found = roster_of(frame, mission=mission)
    frame.take("launch", "fly", "flight", "space", "with", "country", "together")
    if found.ask in ("flights", "time"):
        return None
    if found.ask not in ("first", "last"):
        return found
    return replace(found, ask="list") if _is_flight_ranked(frame) else None


def _is_flight_ranked(frame: Frame) -> bool:
    """Whether "first" or "last" is said of the flight that is named: "aboard STS-135, the last flight of a shuttle"."""
    return any(
        item.concept in ("first", "last") and (after.mention or after.concept in ("flight", "crew", "craft"))
        for item, after in pairwise(frame.sentence.items)
    )


def _is_elsewhere(frame: Frame, place: int) -> bool:
    """Whether the flight only tells the time at which others were in space, or it is of its landing on the Moon."""
    before = [item.concept for item in frame.sentence.items[:place]]
    if frame.has("land") and any(slot.entry.id == "moon" for slot in frame.things("destination")):
        return True
    return "when" in before and "space" in before[: before.index("when")] and frame.has(*WHO)


def _asks_where_it_docked(frame: Frame) -> bool:
    """Whether it is asked at which station, or with what, a craft docked."""
    if not frame.has("dock") or frame.has("when", "how_long"):
        return False
    named = frame.has("where") or frame.asks_which("station")
    return named or bool(_WITH_WHAT.search(frame.sentence.text.lower()))


def _home_in(frame: Frame, mission: str, back: list[Slot]) -> Question:
    """Who of a flight came home in a craft that is named: its own, or another."""
    frame.use(back)
    frame.take("land", "fly", "flight", "launch")
    if _is_own_craft(mission, back[0]):
        return roster_of(frame, mission=mission, way="down")
    return roster_of(frame, mission=mission, back=back[0].entry.id)


def _is_about_people(frame: Frame) -> bool:
    """Whether it is asked who was aboard, in whatever words."""
    return (
        frame.has("who", "people", "crew", "cosmonaut", "tourist", "woman", "man", "foreigner", *SEATS)
        or (frame.has("with") and not frame.has("dock"))
        or any(item.concept.startswith("nation:") for item in frame.sentence.items)
    )


_FAMILIES = {"sts": "space-shuttle", "crew": "crew-dragon"}  # what a flight's id begins with


def _is_own_craft(mission: str, craft: Slot) -> bool:
    """Whether a craft may be the one that the flight was made in."""
    parts = mission.split("-")
    orbiter = craft.entry.hint_en == "orbiter" and parts[0] == "sts"
    return orbiter or any(craft.entry.id.startswith(_FAMILIES.get(part, part)) for part in parts if part.isalpha())


def _asks_for_other_rides(frame: Frame, mission: str) -> bool:
    """Whether it is asked who of a crew has flown on another craft too: "had flown on Gemini before"."""
    others = [slot for slot in frame.things(*CRAFT_KINDS) if not _is_own_craft(mission, slot)]
    return bool(others) and frame.take("before", "earlier", "later", "after")


def _commander(frame: Frame, mission: str) -> Question:
    """Who commanded a flight, or something about that person."""
    frame.take_count("commander")
    if frame.has(*NATIONS, "woman", "man"):
        return roster_of(frame, mission=mission)
    frame.take("commander", "who", "crew", "flight", "people", "cosmonaut", "dock")
    frame.use(frame.things("station", "destination"))
    commander = f"{mission}/commander"
    if frame.has("first", "last") and (ask := person_ask(frame)):
        return Flights(ask, clue(frame, OF_FLIGHT), person=commander)
    if frame.has("how_old"):
        frame.take("how_old", "launch", "fly", "when")
        return Flights("list", "age", person=commander, mission=mission)
    if frame.has("flight") and frame.has("fly") and not frame.has("who", "how_many", "how_long", "total"):
        frame.take("flight", "fly")
        return Flights(person=commander)
    if frame.has("how_long") and frame.has("flight") and not frame.has("space", "total", "how_many"):
        return Flights("list", clue(frame, OF_FLIGHT), person=commander, mission=mission)
    if field := clue(frame, OF_COMMANDER):
        return Fact("person", commander, field)
    if frame.has("how_many"):
        frame.take("how_many", "fly", "times")
        return Fact("person", commander, "flight_count")
    frame.take("fly", "launch")
    return Fact("mission", mission, "commander")


def expedition(frame: Frame) -> Question | None:
    """One expedition to the ISS by its number."""
    stations = [slot for slot in frame.things("station") if slot.entry.id == "iss"]
    if not (frame.has("expedition") or stations):
        return None
    frame.take_count("people", "cosmonaut", "woman", "man")
    number = frame.take_number()
    if number is None and frame.has("expedition", "crew") and not frame.has(*NATIONS, "woman") and frame.take("first"):
        number = 1
    if number is None or frame.of("person"):
        return None
    if frame.take("after", "replace") or frame.take("before"):
        number += 1 if frame.has("after", "replace") else -1
    frame.use(stations)
    frame.take("expedition", "station", "crew", "live")
    if frame.has("commander") and (field := clue(frame, OF_COMMANDER)):
        frame.take("commander", *WHO)
        return Fact("person", f"{number}/commander", field)
    if frame.has("head"):
        frame.take("head", "who")
        return Fact("expedition", str(number), "commander")
    if field := clue(frame, OF_EXPEDITION):
        return Fact("expedition", str(number), field)
    frame.take(*WHO, "fly", "flight", "space", "definition", "launch")
    return ExpeditionCard(number)

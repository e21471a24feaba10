"""Clues → the question they make. One reader a kind of subject; each marks the clues that it explains."""

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from bot.questions import (
    AgreementCard,
    ExpeditionCard,
    Fact,
    Flights,
    Happened,
    History,
    MissionCard,
    OnThisDay,
    PersonCard,
    Question,
    Roster,
    ThingCard,
    Versus,
)  # fmt: skip
from bot.understanding.frame import CRAFT_KINDS, Frame, Slot

Reader = Callable[[Frame], Question | None]
WHO = ("who", "people", "cosmonaut", "crew")
NATIONS = ("nation:us", "nation:ru")
PLACES = ("launch site",)
SWAPS = "seat-exchange-2022"  # the agreement that seat swaps go by
_AGENCIES = ("agency", "control centre", "programme")


class Clue(NamedTuple):
    """A field, and the concepts that ask for it: one of each group in `needs`; those in `may` change nothing."""

    name: str
    needs: tuple[tuple[str, ...], ...]
    may: tuple[str, ...] = ()


OF_MISSION = (
    Clue("undocking", (("undock",),), ("when", "station")),
    Clue("docking", (("dock",),), ("when", "station", "fly", "happened")),
    Clue("duration", (("how_long",),), ("flight", "space", "land", "fly", "launch", "total", "last", "how_many")),
    Clue("landing_place", (("where",), ("land",)), ("flight",)),
    Clue("site", (("site",),), ("where", "launch", "fly", "flight")),
    Clue("site", (("where",), ("launch",)), ("fly", "flight")),
    Clue("destination", (("where",), ("fly",)), ("flight",)),
    Clue("landing", (("land",),), ("when", "flight", "happened")),
    Clue("launch", (("launch",),), ("when", "flight", "happened")),
    Clue("launch", (("when",), ("fly",)), ("flight",)),
    Clue("dates", (("when",),), ("flight", "happened")),
    Clue("station", (("station",),), ("dock", "fly", "where", "flight")),
    Clue("craft", (("craft",),), ("fly", "flight")),
)
OF_PERSON = (
    Clue("birthplace", (("birthplace",),), ("born",)),
    Clue("birthplace", (("where",), ("born",))),
    Clue("birth", (("born",),), ("when", "country")),
    Clue("death", (("died", "alive"),), ("when",)),
    Clue("country", (("country",),), ("where", *WHO, "fly")),
    Clue("country", (("where",),)),
    Clue("agency", (("agency",),), ("space", "fly", "with")),
    Clue("commands", (("commander",),), ("expedition", "station", "flight", "how_many", "times", "who", "when")),
    Clue("expeditions", (("expedition",),), ("how_many", "fly")),
    Clue("age", (("how_old",),), ("now",)),
    Clue(
        "total_time",
        (("how_long",), ("space", "total", "fly", "live")),
        ("how_many", "live", "space", "flight", "fly", "times", "total"),
    ),
    Clue("flight_count", (("how_many",), ("flight", "times", "fly", "launch")), ("space", "total", "flight", "fly")),
    Clue("flight_count", (("times",), ("fly", "flight")), ("space", "total")),
    Clue("total_time", (("total",),), ("space", "flight", "fly", "times", "how_many")),
    Clue("total_time", (("times",), ("space",))),
    Clue("role", (("role", "head"),), ("agency", "space")),
)
OF_FLIGHT = (  # what is told of each of a person's flights
    Clue("age", (("how_old",), ("launch", "fly", "flight", "first", "space", "last")), ("when", "land", "launch")),
    Clue(
        "duration",
        (("how_long",), ("flight", "launch", "land", "fly", "space", "station", "live", "first", "last", "longest")),
        ("space", "fly", "how_many", "live"),
    ),
    Clue(
        "ride",
        (("craft", "how", "what_did"), ("land", "launch", "fly", "station", "flight", "craft")),
        ("land", "launch", "fly", "flight"),
    ),
    Clue("site", (("site",),), ("where", "launch", "fly")),
    Clue("site", (("where",), ("launch",))),
    Clue("landing", (("land",),), ("when", "flight", "fly", "launch")),
    Clue("launch", (("launch",),), ("when", "flight", "fly")),
    Clue("launch", (("when",), ("fly", "flight", "space", "station")), ("fly", "flight", "space", "station")),
    Clue("station", (("station",),), ("fly", "flight", "dock", "live")),
    Clue("role", (("role",),), ("flight",)),
)
OF_THING = (
    Clue("built", (("built",),), (*WHO, "country", *NATIONS)),
    Clue("start", (("launch", "built"),), ("when", "first", "space")),
    Clue("end", (("land", "died"),), ("when",)),
    Clue("start", (("when",), ("first", "fly")), ("fly",)),
)
OF_AGREEMENT = (
    Clue("in_force", (("in_force",),), ("when", "agreement")),
    Clue("signers", (("who", "agency"),), ("sign", "agreement", "versus", "who", "agency")),
    Clue("place", (("where",),), ("sign", "agreement")),
    Clue("signed", (("when",),), ("sign", "agreement", "happened")),
)
OF_EXPEDITION = (
    Clue("commander", (("commander",),), (*WHO, "station", "fly", "space")),
    Clue("duration", (("how_long",),), ("land", "space", "last")),
    Clue("end", (("land", "last"),), ("when",)),
    Clue("start", (("launch",),), ("when",)),
    Clue("dates", (("when",),), ("fly", "happened")),
    Clue("count", (("how_many",), WHO)),
)


def clue(frame: Frame, clues: tuple[Clue, ...]) -> str:
    """The first field whose concepts are all there, which are then explained; empty where there is none."""
    for wanted in clues:
        if all(frame.has(*group) for group in wanted.needs):
            frame.take(*wanted.may, *(concept for group in wanted.needs for concept in group))
            return wanted.name
    return ""


def two_people(frame: Frame) -> Question | None:
    """Whether two or more flew together, or who of two has more of something."""
    people = frame.of("person")
    if len(people) < 2 or frame.of("mission"):
        return None
    frame.use(people)
    first, second = people[0].entry.id, "+".join(slot.entry.id for slot in people[1:])
    if frame.take("after", "before"):
        frame.use(frame.things())  # "after Columbia": when, not in what
    if len(people) == 2 and (by := _comparison(frame, _OF_PEOPLE)):
        frame.take("versus", "most", "most_time", "longest", "fly", "how_many", "how_long", "how_old", "times", "space",
                   "flight", "when", "total", "first", "launch", "born", *WHO)  # fmt: skip
        return Versus("person", first, second, by)
    tell = clue(frame, OF_FLIGHT) if frame.has("land", "how_long", "craft", "site", "where", "when", "how_old") else ""
    frame.take(
        "together", "with", "meet", "fly", "flight", "space", "when", "times", "how_many", "crew", "launch", "not"
    )
    return Flights(
        "list" if tell else "together", tell, person=first, second=second, station=_station(frame), craft=_craft(frame),
        years=frame.take_period("years"),
    )  # fmt: skip


_OLDER = ("older", "younger", "elder", "старше", "моложе", "младше")
_LONGER = ("longer", "shorter", "дольше", "длиннее", "короче", "продолжительнее")
_EARLIER = ("earlier", "later", "sooner", "раньше", "позже")
_OF_PEOPLE = (
    ("age", ("youngest", "oldest", "how_old", "born")),
    ("time", ("how_long", "most_time", "longest", "total")),
    ("flights", ("flight", "times", "how_many", "most")),
    ("time", ("space",)),
    ("flights", ("fly",)),
    ("launch", ("first", "launch")),
)
_OF_MISSIONS = (("duration", ("how_long", "longest", "shortest", "total")), ("launch", ("first", "launch", "when")))


def _comparison(frame: Frame, ways: tuple[tuple[str, tuple[str, ...]], ...]) -> str:
    """What two records are compared by; empty where nothing in the sentence compares."""
    if not frame.has("versus", "most", "most_time", "longest", "shortest", "youngest", "oldest", "first"):
        return ""
    words = {item.text for item in frame.sentence.items}
    if ways is _OF_PEOPLE and frame.has("first") and not frame.has("most", "how_many", "how_long", "born", "flight"):
        return "launch"
    if not words.isdisjoint(_OLDER):
        return "age"
    if not words.isdisjoint(_EARLIER) and not frame.has("born"):
        frame.take("launch")
        return "launch"
    if not words.isdisjoint(_LONGER):
        return "time" if ways is _OF_PEOPLE else "duration"
    found = next((way for way, concepts in ways if frame.take(*concepts)), "")
    if not found and frame.take("versus"):
        return "time" if ways is _OF_PEOPLE else "duration"
    return found


def two_missions(frame: Frame) -> Question | None:
    """Who was on both flights, or which of them was longer or earlier."""
    missions = frame.of("mission")
    if len(missions) != 2 or frame.of("person"):
        return None
    frame.use(missions)
    first, second = (slot.entry.id for slot in missions)
    if not frame.has(*WHO) and (by := _comparison(frame, _OF_MISSIONS)):
        frame.take("versus", "flight", "fly", "when", "how_long")
        return Versus("mission", first, second, by)
    frame.take(*WHO, "fly", "flight", "together", "crew", "launch", "land")
    return replace(_roster(frame, mission=f"{first}+{second}"), way="")  # up in one and down in the other counts too


def person_on_mission(frame: Frame) -> Question | None:
    """One person and one flight: their role, companions, how they came home, whether they were aboard."""
    people, missions = frame.of("person"), frame.of("mission")
    if len(people) != 1 or len(missions) != 1:
        return None
    person, mission = people[0].entry.id, missions[0].entry.id
    frame.use([*people, *missions])
    if frame.take("with", "together", "not", "except"):
        frame.take(*WHO, "fly", "flight", "launch", "space")
        return _roster(frame, mission=mission, companion=person)
    tell = "age" if frame.take("how_old") else clue(frame, OF_FLIGHT)
    if tell == "age":
        frame.take("launch", "fly", "flight", "when", "land", "space")
    if not tell and frame.take("what_did"):
        tell = "role"
    frame.take("fly", "flight", "crew", "tourist", *(() if tell else ("commander",)))
    return Flights("list" if tell else "whether", tell, person=person, mission=mission)


def _apposed(frame: Frame, people: list[Slot]) -> None:
    """Mark the nation right before a name as explained: "with the American Thagard" limits nobody else."""
    items = frame.sentence.items
    for slot in people:
        before = slot.place - 1
        if before >= 0 and items[before].concept in NATIONS and items[before].last + 1 == items[slot.place].first:
            frame.used.add(before)


def one_person(frame: Frame) -> Question | None:
    """One person: those they flew with, their flights within limits, or a field of theirs."""
    people = frame.of("person")
    if len(people) != 1 or frame.of("mission"):
        return None
    frame.use(people)
    person = people[0].entry.id
    frame.use(frame.things(*_AGENCIES))  # "Borisov of Roscosmos"
    frame.take("tourist")
    if not frame.has("agency") and frame.take("with", "together"):
        _apposed(frame, people)
        frame.take(*WHO, "fly", "flight", "space", "launch")
        return _roster(frame, companion=person)
    if _asks_for_their_commander(frame, people[0]):
        return _roster(frame, companion=person, way="" if frame.has("land") else "up")
    return _command_of(frame, person) or _limited_flights(frame, person) or _field_of_person(frame, person)


def _asks_for_their_commander(frame: Frame, person: Slot) -> bool:
    """Whether it is who commanded somebody's flight: "commander of the flight that took Wolf to Mir"."""
    if not frame.has("commander") or frame.has("how_many", "times", "how_long"):
        return False
    before = [item.concept for item in frame.sentence.items[: person.place]]
    return (frame.has("who") and frame.has("craft", "flight")) or ("commander" in before and "flight" in before)


def _command_of(frame: Frame, person: str) -> Question | None:
    """Whether, where and when somebody commanded; their expeditions."""
    if not frame.has("expedition", "commander") or frame.has("after", "before"):
        return None
    frame.use(slot for slot in frame.things("station") if slot.entry.id == "iss")
    field = clue(frame, OF_PERSON)
    return Fact("person", person, field) if field else None


def _limited_flights(frame: Frame, person: str) -> Question | None:
    """Somebody's flights to a station, on a craft, in a time; or the first, last, longest of them."""
    station, craft, years = _station(frame), _craft(frame), frame.take_period("years", "month", "day")
    ask = _person_ask(frame)
    if not (station or craft or years or ask):
        return None
    tell = clue(frame, OF_FLIGHT) or _plain_tell(frame)
    count = not tell and frame.take("how_many", "times")
    listed = frame.take("flight") or frame.has("when")
    frame.take("fly", "flight", "space", "who", "when", "station", "with", "times")
    ask = ask or ("count" if count else "list" if tell or listed else "whether")
    return Flights(ask, tell, person=person, craft=craft, station=station, years=years)


def _field_of_person(frame: Frame, person: str) -> Question | None:
    """A field of somebody's card, what is told of each of their flights, or the card."""
    launched = frame.has("where") and frame.has("launch")
    aged = frame.has("how_old") and frame.has("launch", "fly", "flight", "space")
    if launched or aged:
        return Flights("list", clue(frame, OF_FLIGHT), person=person)
    if field := clue(frame, OF_PERSON):
        frame.take("who", "people", "cosmonaut")
        return Fact("person", person, field)
    if tell := clue(frame, OF_FLIGHT):
        return Flights("list", tell, person=person)
    if frame.take("flight", "fly"):
        frame.take("space", "total", *WHO, "craft")
        return Flights(person=person)
    if frame.take_prefixed("nation:"):
        frame.take("definition", "people", "cosmonaut", "versus")
        return Fact("person", person, "country")
    if frame.has("when", "how"):
        return None  # of something that their card does not tell
    frame.take("definition", "who", "people", "cosmonaut", "agency", "head", "role")
    return PersonCard(person)


def _plain_tell(frame: Frame) -> str:
    """What is told of the flights to a station, or on a craft, that the sentence names without saying "flight"."""
    return next((tell for tell, concept in (("duration", "how_long"), ("ride", "how")) if frame.take(concept)), "")


def _person_ask(frame: Frame) -> str:
    """Which of a person's flights is asked for."""
    return next((way for way in ("first", "last", "longest", "shortest") if frame.take(way)), "")


def one_mission(frame: Frame) -> Question | None:
    """One flight: its crew, or a field of it."""
    missions = frame.of("mission")
    if len(missions) != 1 or frame.of("person"):
        return None
    before = missions[0].place - 1
    if before >= 0 and frame.sentence.items[before].concept in ("after", "before"):
        return None  # it is asked for another flight
    frame.use(missions)
    mission = missions[0].entry.id
    if not frame.has("land"):
        frame.use(frame.things(*CRAFT_KINDS))
    about_people = frame.has("who", "people", "crew", "cosmonaut", "tourist", "woman", "man", "with", *NATIONS)
    superlative = frame.has("youngest", "oldest", "first") or (frame.has("last") and not frame.has("how_long"))
    at = frame.things("station", "destination", *PLACES)
    if frame.has("commander"):
        return _commander(frame, mission)
    if frame.has("land") and (back := frame.things(*CRAFT_KINDS)) and about_people:
        frame.use(back)
        frame.take("land", "fly", "flight", "launch")
        if _is_own_craft(mission, back[0]):
            return _roster(frame, mission=mission, way="down")
        return _roster(frame, mission=mission, back=back[0].entry.id)
    field = "" if about_people and not frame.has("when", "how_long", "site", "where") else clue(frame, OF_MISSION)
    if field and not superlative:
        frame.use([*at, *frame.things(*CRAFT_KINDS)])
        frame.take("crew", "who", "craft", "not", *(("versus",) if at else ()))
        return Fact("mission", mission, field, at[0].entry.id if len(at) == 1 else "")
    if about_people or superlative or frame.has("how_many"):
        way = "down" if frame.take("land") else ""
        frame.take("launch", "fly", "flight", "space", "with", "country")
        return _roster(frame, mission=mission, way=way)
    if frame.take("country"):
        return _roster(frame, mission=mission)
    if at:
        frame.use(at)
        frame.take("fly", "flight", "versus", "live")
        return Fact("mission", mission, "station", at[0].entry.id if len(at) == 1 else "")
    frame.take("definition", "happened", "flight", "joint", "why", "craft")
    frame.use(frame.things(*CRAFT_KINDS))
    return MissionCard(mission)


_FAMILIES = {"sts": "space-shuttle", "crew": "crew-dragon", "soyuz": "soyuz"}  # what a flight's id begins with


def _is_own_craft(mission: str, craft: Slot) -> bool:
    """Whether a craft may be the one that the flight was made in."""
    family = _FAMILIES.get(mission.partition("-")[0], "?")
    orbiter = craft.entry.hint_en == "orbiter" and family == "space-shuttle"
    return orbiter or craft.entry.id.startswith(family)


def _commander(frame: Frame, mission: str) -> Question:
    """Who commanded a flight, or something about that person."""
    if frame.has(*NATIONS, "woman", "man"):
        return _roster(frame, mission=mission)
    frame.take("commander", "who", "crew", "flight", "people", "cosmonaut")
    frame.use(frame.things("station", "destination"))
    commander = f"{mission}/commander"
    if frame.has("first", "last") and (ask := _person_ask(frame)):
        return Flights(ask, clue(frame, OF_FLIGHT), person=commander)
    if frame.has("how_old"):
        frame.take("how_old", "launch", "fly", "when")
        return Flights("list", "age", person=commander, mission=mission)
    if field := clue(frame, tuple(wanted for wanted in OF_PERSON if wanted.name != "commands")):
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
    number = frame.take_number()
    if number is None and frame.has("expedition", "crew") and not frame.has(*NATIONS, "woman") and frame.take("first"):
        number = 1
    if number is None or frame.of("person"):
        return None
    if frame.take("after") or frame.take("before"):
        number += 1 if frame.has("after") else -1
    frame.use(stations)
    frame.take("expedition", "station")
    if frame.has("head"):
        frame.take("head", "who")
        return Fact("expedition", str(number), "commander")
    if field := clue(frame, OF_EXPEDITION):
        return Fact("expedition", str(number), field)
    frame.take(*WHO, "fly", "flight", "space", "definition", "launch")
    return ExpeditionCard(number)


def agreement(frame: Frame) -> Question | None:
    """One agreement that is named."""
    found = frame.of("agreement")
    if len(found) != 1:
        return None
    frame.use(found)
    field = clue(frame, OF_AGREEMENT)
    frame.take("agreement", "definition", "sign", "happened", *NATIONS)
    frame.use(frame.things(*_AGENCIES))
    return Fact("agreement", found[0].entry.id, field) if field else AgreementCard(found[0].entry.id)


def thing(frame: Frame) -> Question | None:
    """One craft, station, place, organisation or practice."""
    found = frame.things()
    if len(found) != 1 or frame.of("person") or frame.of("mission"):
        return None
    frame.use(found)
    entry = found[0].entry
    if entry.hint_en in _AGENCIES and frame.has("head", "commander"):
        frame.take("head", "commander", "who", "now", "agency")
        return Fact("thing", entry.id, "heads", frame.take_period("years", "month", "day"))
    if entry.hint_en == "spacecraft" and frame.has("launch", "land") and not frame.has("first", "built"):
        return None  # many flew: which one?
    if field := clue(frame, OF_THING):
        return Fact("thing", entry.id, field)
    frame.take(
        "definition",
        "dock",
        "where",
        "why",
        "height",
        "how",
        "space",
        "craft",
        "station",
        "agency",
        "site",
        "swap",
        "fly",
        "country",
    )
    return ThingCard(entry.id)


def swap(frame: Frame) -> Question | None:
    """Seat swaps: what they are, who flew under them, how many there were."""
    swaps = [slot for slot in frame.things("practice") if slot.entry.id == "seat-swap"]
    if not (frame.take("swap") or swaps) or frame.of("person") or frame.of("mission"):
        return None
    frame.use(swaps)
    if frame.has("sign", "agreement") and not frame.has("how_many", "first", "last", *NATIONS):
        field = clue(frame, OF_AGREEMENT)
        frame.take("agreement", "sign", "definition")
        frame.use(frame.things(*_AGENCIES))
        return Fact("agreement", SWAPS, field) if field else AgreementCard(SWAPS)
    if frame.has("how_many", "first", "last", *WHO, *NATIONS) and not frame.has("why", "definition", "when"):
        frame.take("flight", "fly", "launch", "now", "happened", "agreement")
        return _roster(frame, role="swap")
    frame.take("definition", "why", "fly", "people", "how", "agreement", *NATIONS, "crew")
    return ThingCard("seat-swap")


def roster(frame: Frame) -> Question | None:
    """People of all flights: listed, counted, or the first, last, youngest … of them."""
    if frame.of("person") or frame.of("mission") or frame.of("agreement"):
        return None
    named = frame.has("who", "people", "cosmonaut", "tourist", "woman", "man", "commander")
    nations = any(item.concept.startswith("nation:") for item in frame.sentence.items)
    best = frame.has("longest", "most", "most_time", "youngest", "oldest", "shortest")
    if not (named or best or (nations and not frame.has("flight")) or (nations and frame.has("fly"))):
        return None
    found = _roster(frame)
    return None if found == Roster() else found  # everybody who ever flew is what nobody asks for


def flights(frame: Frame) -> Question | None:
    """Flights of all craft: listed, counted, or the first, last, longest of them."""
    if frame.of("person") or frame.of("mission") or frame.has("who", "people", "cosmonaut", "woman", "man", "tourist"):
        return None
    if not (
        frame.has("flight", "dock", "times")
        or (frame.has("how_many") and frame.things(*CRAFT_KINDS))
        or (frame.has("fly") and frame.things(*CRAFT_KINDS) and frame.things("station", "destination"))
        or (frame.has("first", "last", "longest", "shortest") and frame.things())
    ):
        return None
    craft, station, years = _craft(frame), _station(frame), frame.take_period("years", "month", "day")
    sides = {side for _, side in frame.take_prefixed("nation:")}
    joint = frame.take("joint") or sides == {"us", "ru"}
    nation = sides.pop() if len(sides) == 1 else ""
    ask = next((way for way in ("first", "last", "longest", "shortest") if frame.take(way)), "")
    if not ask and frame.take("how_many", "times"):
        ask = "count"
    tell = ""
    if ask in ("first", "last"):
        tell = next((tell for tell, concept in (("docking", "dock"), ("landing", "land"), ("launch", "launch"))
                     if frame.take(concept)), "")  # fmt: skip
    frame.take("flight", "fly", "dock", "launch", "space", "when", "craft", "station", "happened", "times", "with",
               "meet")  # fmt: skip
    return Flights(
        ask or "list", tell, craft=craft, station=station, years=years, nation=nation, joint="yes" if joint else ""
    )


def happened(frame: Frame) -> Question | None:
    """What happened on a day, in a month, in a year, in an era."""
    if (frame.slots and not frame.of("era")) or frame.has("who"):
        return None
    eras = frame.of("era")
    year = frame.take_period("years") if not eras else ""
    day, month, yearly = frame.take_period("day"), frame.take_period("month"), frame.take_period("anniversary")
    frame.use(eras[:1])
    if frame.has("happened") and frame.take("now") and not (year or day or month or eras):
        return OnThisDay()
    if not (year or day or month or yearly or eras):
        return None
    frame.take("happened", "when", "what", "space", "definition", *NATIONS, "joint")
    if eras:
        return History(era=eras[0].entry.id)
    if year.isdigit():
        return History(year=int(year))
    if yearly:
        return OnThisDay(yearly)
    return Happened(day or month or year)


READERS: tuple[Reader, ...] = (
    two_people, two_missions, person_on_mission, expedition, one_person, one_mission, agreement, swap, roster, flights,
    thing, happened,
)  # fmt: skip


def _station(frame: Frame) -> str:
    """The station or other destination that limits the flights."""
    found = frame.things("station", "destination")
    frame.use(found[:1])
    if found:
        frame.take("station")
    return found[0].entry.id if found else ""


def _craft(frame: Frame) -> str:
    """The craft, its family, its launch site or its side ("American craft") that limits the flights."""
    items = frame.sentence.items
    found = _one_family(frame.things(*CRAFT_KINDS, *PLACES))
    frame.use(found)
    for slot in found:  # "the Russian Soyuz": the nation is the craft's
        before = items[slot.place - 1]
        if slot.place and before.concept.startswith("nation:") and before.last + 1 == items[slot.place].first:
            frame.used.add(slot.place - 1)
    sides = [
        (place, item.concept.removeprefix("nation:"))
        for place, item in enumerate(items[:-1])
        if item.concept in NATIONS
        and place not in frame.used
        and items[place + 1].concept == "craft"
        and item.last + 1 == items[place + 1].first
    ]
    for place, _ in sides:
        frame.used.update((place, place + 1))
    if found:
        chosen = max(found, key=lambda slot: slot.entry.hint_en == "orbiter").entry.id
        return f"!{chosen}" if frame.take("not", "except") else chosen
    return sides[0][1] if sides else ""


def _one_family(crafts: list[Slot]) -> list[Slot]:
    """The crafts without those of another family than the first orbiter's or craft's; two families are no filter."""
    places = [slot for slot in crafts if slot.entry.hint_en in PLACES]
    orbiters = [slot for slot in crafts if slot.entry.hint_en == "orbiter"]
    ships = [slot for slot in crafts if slot.entry.hint_en == "spacecraft"]
    if orbiters:
        return [*orbiters[:1], *(ship for ship in ships if ship.entry.id == "space-shuttle")]
    return [ship for ship in ships if ship.entry.id.startswith(ships[0].entry.id)] or places[:1]


_GENDERS = (("female", "woman"), ("male", "man"))
_BEST: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("youngest", ("youngest",)), ("oldest", ("oldest",)), ("time", ("most_time",)), ("flights", ("most",)),
    ("shortest", ("shortest",)), ("first", ("first",)), ("last", ("last",)),
)  # fmt: skip


def _roster(  # noqa: PLR0913 - each reader knows another of them
    frame: Frame, *, mission: str = "", companion: str = "", role: str = "", way: str = "",
    back: str = "",
) -> Roster:  # fmt: skip
    """The filters of a sentence about people, whatever reader found it."""
    craft, station = _craft(frame), _station(frame)
    nation = _nation(frame, craft, mission)
    gender = next((value for value, concept in _GENDERS if frame.take(concept)), "")
    category = "visitor" if frame.take("tourist") else ""
    if frame.take("commander"):
        of_craft = craft or mission or companion or frame.has("flight", "craft")
        role = "station" if station in ("iss", "") and not of_craft else "commander"
        frame.take("expedition")
    if frame.take("swap"):
        role = "swap"
    if frame.take("live"):
        role = role or "resident"
    ask = _best(frame)
    if not way and frame.take("land") and not back:
        way = "down"
    day = frame.take_period("day")
    if (frame.take("now") and not day and frame.has("space", "station", *WHO)) or (
        frame.has("space") and _present(frame)
    ):
        day = day or "now"
    years = frame.take_period("years", "month")
    if day and day != "now" and (frame.has("launch") or way):
        day, years = "", day
    frame.take("fly", "flight", "launch", "space", "times", "craft", "when", "with", "station", "dock", "how_many",
               "happened", *WHO)  # fmt: skip
    return Roster(
        ask, nation=nation, craft=craft, station=station, years=years, gender=gender, category=category, role=role,
        mission=mission, companion=companion, way=way, day=day, back=back,
    )  # fmt: skip


def _present(frame: Frame) -> bool:
    """Whether a question such as "who is in space" is in present tense, without a superlative."""
    words = frame.sentence.text.lower().split()
    return words[:2] in (["who", "is"], ["who's", "in"], ["who", "are"]) and not frame.has(
        "fly", "first", "last", "most"
    )


def _best(frame: Frame) -> str:
    if frame.has("single") and frame.take("longest", "most_time"):
        frame.take("single", "flight")
        return "longest"
    if frame.take("longest"):
        return "longest" if frame.take("flight") else "time"
    if frame.has("most") and frame.take("how_long", "total"):
        frame.take("most")
        return "time"
    best = next((way for way, concepts in _BEST if frame.take(*concepts)), "")
    if frame.has("record"):
        best = best or _record_of(frame)
        if best:
            frame.take("record")
    return best or ("count" if frame.take("how_many") else "list")


def _record_of(frame: Frame) -> str:
    """What a record is in that is named without a superlative: "the record for days in space"."""
    if frame.has("how_long", "total"):
        frame.take("how_long", "total")
        return "longest" if frame.take("flight") else "time"
    return "flights" if frame.has("how_many", "times") and frame.has("flight", "fly", "launch") else ""


def _nation(frame: Frame, craft: str, mission: str) -> str:
    """The nation of the people; a cosmonaut is one of the Soviet or Russian side."""
    found = frame.take_prefixed("nation:")
    nations = {nation for _, nation in found}
    if len(nations) > 1:  # no filter means either of two
        frame.used.difference_update(place for place, _ in found)
        return ""
    if nations:
        frame.take("cosmonaut")
        return nations.pop()
    if not frame.take("cosmonaut"):
        return ""
    if frame.sentence.language == "en":
        return "ru"
    # In Russian every spacefarer may be a «космонавт»; beside a foreign craft the word tells the side.
    foreign = (mission or craft) and not (mission or craft).startswith(("soyuz", "vostok", "voskhod", "ru"))
    return "ru" if foreign else ""

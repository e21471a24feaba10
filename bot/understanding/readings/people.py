"""Questions about people who are named."""

from dataclasses import replace

from bot.questions import SUPERLATIVES, Fact, Flights, PersonCard, Question, Versus
from bot.understanding.frame import CRAFT_KINDS, Frame, Slot
from bot.understanding.readings.clues import AGENCIES, OF_FLIGHT, OF_PERSON, SEATS, WHO, clue
from bot.understanding.readings.comparison import OF_PEOPLE, comparison
from bot.understanding.readings.limits import craft_of, roster_of, station_of
from bot.understanding.readings.relations import asks_for_their_commander, asks_for_their_crew, succession

_SUPERLATIVES = ("first", "last", "longest", "shortest", "most_time", "most", "youngest", "oldest")
_MEASURES = (("time", ("total", "how_long")), ("flights", ("flight", "times")), ("oldest", ("how_old",)))
# Concepts that ask something of one person, whoever they were the first of.
_OF_ONE = (
    "when", "where", "craft", "site", "land", "with", "together", "after", "before", "role", "agency", "born", "died",
    "definition",
)  # fmt: skip
_CLAIMING = ("was ", "were ", "did ", "has ", "is it true")
_TOGETHER = ("together", "with", "meet", "fly", "flight", "space", "crew", "expedition")


def two_people(frame: Frame) -> Question | None:
    """Whether two or more flew together, or who of two has more of something."""
    people = frame.of("person")
    if len(people) < 2 or frame.of("mission"):
        return None
    frame.use(people)
    first, second = people[0].entry.id, "+".join(slot.entry.id for slot in people[1:])
    if len(people) == 2 and _is_before_another(frame, people):
        frame.take("after", "before", "or", "fly", "launch", "space", "flight", "first", "times")
        return Versus("person", first, second, "launch")
    if frame.take("after", "before"):
        frame.use(frame.things())  # "after Columbia": when, not in what
    if len(people) == 2 and (by := comparison(frame, OF_PEOPLE))[0]:
        frame.take("fly", "how_many", "how_long", "times", "space", "flight", "when", "launch", "live", "man", "woman",
                   *WHO)  # fmt: skip
        return Versus("person", first, second, *by, station_of(frame) if by[0] in ("time", "flight", "flights") else "")
    if frame.has("who", "people", "cosmonaut") and frame.has("with", "together", "both"):
        frame.take("with", "together", "fly", "flight", "space", *WHO)
        return roster_of(frame, companion=f"{first}+{second}")
    tell = (
        clue(frame, OF_FLIGHT)
        if frame.has("land", "how_long", "craft", "site", "where", "when", "how_old", "station")
        else ""
    )
    if frame.has("meet") and not frame.has("fly", "flight", "space", "dock", "together"):
        return None  # on the ground, as a story may tell
    if not (tell or frame.has(*_TOGETHER) or len(frame.sentence.items) == len(people)):
        return None
    frame.take(
        "together",
        "with",
        "meet",
        "fly",
        "flight",
        "space",
        "when",
        "times",
        "how_many",
        "crew",
        "launch",
        "not",
        "joint",
        "expedition",
    )
    return Flights(
        "list" if tell else "together", tell, person=first, second=second, station=station_of(frame),
        craft=craft_of(frame, other=True), years=frame.take_period("years"),
    )  # fmt: skip


def _is_before_another(frame: Frame, people: list[Slot]) -> bool:
    """Whether it is asked who of the two flew first: "did Kikina fly before Rubio", "before or after Rubio"."""
    items = frame.sentence.items
    told = frame.has("fly", "launch", "flight", "space") and not frame.has(
        "with", "together", "meet", "replace", "head"
    )
    return told and items[people[1].place - 1].concept in ("after", "before")


def person_on_mission(frame: Frame) -> Question | None:
    """One person and one flight: their role, companions, how they came home, whether they were aboard."""
    people, missions = frame.of("person"), frame.of("mission")
    if len(missions) != 1 or not people:
        return None
    if len(people) > 1:
        return _crew_on_mission(frame, people, missions[0])
    person, mission = people[0].entry.id, missions[0].entry.id
    frame.use([*people, *missions])
    if frame.take("with", "together", "not", "except"):
        frame.take(*WHO, "fly", "flight", "launch", "space")
        return roster_of(frame, mission=mission, companion=person)
    if frame.has("commander") and frame.take("who"):
        frame.take("commander", "fly", "flight", "crew")
        return Fact("mission", mission, "commander")
    if frame.take("country"):
        frame.take("fly", "flight", "where", *WHO)
        return Fact("person", person, "country")
    tell = "age" if frame.take("how_old") else clue(frame, OF_FLIGHT) or ("duration" if frame.take("how_long") else "")
    if tell == "age":
        frame.take("launch", "fly", "flight", "when", "land", "space")
    if not tell and frame.take("what_did", *SEATS):
        tell = "role"
    frame.take("fly", "flight", "crew", "tourist")
    role = "commander" if not tell and frame.take("commander") else ""
    return Flights("list" if tell else "whether", tell, person=person, role=role, mission=mission)


def _crew_on_mission(frame: Frame, people: list[Slot], mission: Slot) -> Question | None:
    """How long several people were up together, or who else was with them."""
    frame.use([*people, mission])
    if frame.take("how_long"):
        frame.take("fly", "flight", "space", "launch", "land", "together")
        return Fact("mission", mission.entry.id, "duration")
    if frame.has("who") and frame.take("with"):
        frame.take(*WHO, "fly", "flight", "space")
        return roster_of(frame, mission=mission.entry.id, companion="+".join(slot.entry.id for slot in people))
    return None


def one_person(frame: Frame) -> Question | None:
    """One person: those they flew with, their flights within limits, or a field of theirs."""
    people = frame.of("person")
    if len(people) != 1 or frame.of("mission") or (frame.has("where") and frame.has("now")):
        return None  # where somebody is now is not told
    frame.use(people)
    frame.read_bare_count_as_time()
    person = people[0].entry.id
    if frame.counts("station"):
        frame.take("how_many", "station", "fly", "flight", "space", "live")
        return Flights("list", "station", person=person)
    frame.use(frame.things(*AGENCIES))  # "Borisov of Roscosmos"
    frame.take("tourist")
    if frame.has("country") and not frame.has("with", "how_many", "born", "now"):
        frame.use(frame.things())
        frame.take("country", "fly", "flight", "where", "space", "when", *WHO)
        return Fact("person", person, "country")
    if not frame.has("agency") and (frame.take("with", "together") or asks_for_their_crew(frame)):
        way = "up" if frame.has("launch") and not frame.has("land") else ""
        frame.take(*WHO, "fly", "flight", "space", "launch")
        return roster_of(frame, companion=person, way=way)
    if asks_for_their_commander(frame, people[0]):
        return roster_of(frame, companion=person, way="" if frame.has("land") else "up")
    stations = [] if frame.has("commander") else frame.things("station")
    if field := succession(frame, people[0]):
        number = frame.take_number() if frame.take("expedition") else None
        return Fact(
            "person",
            person,
            field,
            str(number or frame.take_period("years", "month") or "".join(slot.entry.id for slot in stations[:1])),
        )
    return (
        _either_craft(frame, person)
        or _command_of(frame, person)
        or _limited_flights(frame, person)
        or _field_of_person(frame, person)
    )


def placed(frame: Frame) -> Question | None:
    """Somebody's place among others: «какая по счёту россиянка Кикина», "was Ride the first American woman"."""
    people, missions = frame.of("person"), frame.of("mission")
    aged = frame.has("youngest", "oldest") and len(missions) == 1
    if len(people) != 1 or (missions and not aged) or frame.has(*_OF_ONE):
        return None
    nations = any(item.concept.startswith("nation:") for item in frame.sentence.items)
    among = nations or aged or frame.has("woman", "man", "people", "cosmonaut", "foreigner", "tourist")
    ranked, counted = frame.take("rank"), frame.has("how_many")
    claimed = frame.has(*_SUPERLATIVES) or any(item.concept.startswith("ordinal:") for item in frame.sentence.items)
    if not (ranked or (among and claimed)) or (counted and not ranked) or (frame.has("flight") and not counted):
        return None  # of one of their flights, or how many there are
    frame.use([*people, *missions])
    measured = next((ask for ask, concepts in _MEASURES if frame.take(*concepts)), "first")
    found = roster_of(frame, mission=missions[0].entry.id if missions else "")
    return replace(found, ask=found.ask if found.ask in SUPERLATIVES else measured, person=people[0].entry.id)


def _either_craft(frame: Frame, person: str) -> Question | None:
    """In what somebody flew, where two craft are named to choose from: "a Soyuz or a Dragon"."""
    crafts = frame.things(*CRAFT_KINDS)
    if len(crafts) < 2 or not frame.take("or"):
        return None
    frame.use(crafts)
    ask, station = person_ask(frame), station_of(frame)
    years = frame.take_period("years", "month", "day")
    frame.take("land", "launch", "fly", "flight", "space", "craft")
    return Flights(ask or "list", "ride", person=person, station=station, years=years)


def _command_of(frame: Frame, person: str) -> Question | None:
    """Whether, where and when somebody commanded; their expeditions."""
    if not frame.has("expedition", "commander") or frame.has("after", "before"):
        return None
    if not frame.has("commander") and any(slot.entry.id != "iss" for slot in frame.things("station")):
        frame.take("expedition")  # only those to the ISS have numbers
        return None
    if frame.things(*CRAFT_KINDS) and frame.take("commander"):
        ask = "count" if frame.take("how_many", "times") else "whether" if _is_claim(frame) else "list"
        frame.take("fly", "flight", "launch", "space")
        return Flights(ask, person=person, role="commander", craft=craft_of(frame))
    frame.use(slot for slot in frame.things("station") if slot.entry.id == "iss")
    field = clue(frame, OF_PERSON)
    return Fact("person", person, field) if field else None


def _limited_flights(frame: Frame, person: str) -> Question | None:
    """Somebody's flights to a station, on a craft, in a time; or the first, last, longest of them."""
    station, craft, years = station_of(frame), craft_of(frame, other=True), frame.take_period("years", "month", "day")
    if frame.has("craft") and frame.has("land"):
        craft = ""  # "which shuttle took him home": it is asked for, and may not be the one that he went up in
    ask = person_ask(frame)
    longer = frame.take_least_days()
    if frame.has("how_long", "total"):
        frame.take_count("flight", "times")  # "in his two flights"
    if not (station or craft or years or ask or longer):
        return None
    if frame.has("land") and frame.follows("after", "flight", "longest", "first", "last"):
        frame.take("after")  # home after that flight
    tell = clue(frame, OF_FLIGHT) or _plain_tell(frame) or ("age" if years and frame.take("how_old") else "")
    if tell in ("launch", "landing") and _is_claim(frame):
        tell = ""  # "Was Lucid launched on a Soyuz?"
    count = not tell and frame.take("how_many", "times")
    listed = frame.take("flight") or frame.has("when")
    frame.take("fly", "flight", "space", "who", "when", "station", "with", "times", "swap")
    ask = ask or ("count" if count else "list" if tell or listed else "whether")
    return Flights(ask, tell, person=person, craft=craft, station=station, years=years, longer=longer)


def _is_claim(frame: Frame) -> bool:
    """Whether it may be answered with yes or no."""
    return frame.sentence.text.lower().startswith(_CLAIMING) and not frame.has("when", "where")


def _field_of_person(frame: Frame, person: str) -> Question | None:
    """A field of somebody's card, what is told of each of their flights, or the card."""
    launched = frame.has("where") and frame.has("launch")
    aged = frame.has("how_old") and frame.has("launch", "fly", "flight", "space")
    if launched or aged:
        return Flights("list", clue(frame, OF_FLIGHT), person=person)
    if frame.counts("people", "cosmonaut", "woman", "man"):
        return None  # of others than this one
    if frame.take_count("flight", "times") is not None:  # "more than five times?", "in his six flights"
        frame.take("more_than", "at_least")
    if field := clue(frame, OF_PERSON):
        frame.take("who", "people", "cosmonaut")
        return Fact("person", person, field)
    if tell := clue(frame, OF_FLIGHT):
        return Flights("list", tell, person=person)
    if frame.take("how_long"):  # "How long was Rubio up?", but not "his flight"
        return Fact("person", person, "total_time")
    if frame.take("flight", "fly"):
        frame.take("space", "total", *WHO, "craft")
        return Flights(person=person)
    if frame.take_prefixed("nation:"):
        frame.take("definition", "people", "cosmonaut", "or")
        return Fact("person", person, "country")
    if frame.has("when", "how"):
        return None  # of something that their card does not tell
    frame.take("definition", "who", "people", "cosmonaut", "agency", "head", "role")
    return PersonCard(person)


def _plain_tell(frame: Frame) -> str:
    """What is told of the flights to a station, or on a craft, that the sentence names without saying "flight"."""
    return next((tell for tell, concept in (("duration", "how_long"), ("ride", "how")) if frame.take(concept)), "")


def person_ask(frame: Frame) -> str:
    """Which of a person's flights is asked for: the first, the last …, or "2" for the second."""
    best = next((way for way in ("first", "last", "longest", "shortest") if frame.take(way)), "")
    return best or frame.take_ordinal()

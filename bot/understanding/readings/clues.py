"""The fields that a question may ask for, and the concepts that ask for each."""

from typing import NamedTuple

from bot.understanding.frame import Frame

WHO = ("who", "people", "cosmonaut", "crew")
NATIONS = ("nation:us", "nation:ru")
SEATS = (
    "seat:pilot", "seat:flight-engineer", "seat:mission specialist", "seat:payload specialist",
    "seat:research-cosmonaut",
)  # fmt: skip
PLACES = ("launch site",)
AGENCIES = ("agency", "company", "control centre", "programme")


class Clue(NamedTuple):
    """A field, and the concepts that ask for it: one of each group in `needs`; those in `may` change nothing."""

    name: str
    needs: tuple[tuple[str, ...], ...]
    may: tuple[str, ...] = ()


OF_MISSION = (
    Clue("to_docking", (("how_soon",),), ("dock", "launch", "station", "fly", "flight", "after", "before")),
    Clue("to_docking", (("how_long",), ("launch",), ("dock",)), ("after", "station", "fly", "flight", "last")),
    Clue("dates", (("launch",), ("land",), ("when",))),
    Clue("undocking", (("undock",),), ("when", "station")),
    Clue("docked_time", (("dock",), ("how_long",)), ("station", "fly", "together", "total")),
    Clue("docking", (("dock",),), ("when", "station", "fly", "happened", "how_many", "times")),
    Clue("duration", (("how_long",),), ("flight", "space", "land", "fly", "launch", "total", "last", "how_many")),
    Clue("landing_place", (("where",), ("land",)), ("flight",)),
    Clue("site", (("site",),), ("where", "launch", "fly", "flight")),
    Clue("site", (("where",), ("launch",)), ("fly", "flight")),
    Clue("destination", (("where",), ("fly", "head")), ("flight",)),
    Clue("landing", (("land",),), ("when", "flight", "happened")),
    Clue("landing", (("when",), ("over",))),
    Clue("launch", (("launch",),), ("when", "flight", "happened")),
    Clue("launch", (("when",), ("fly",)), ("flight",)),
    Clue("dates", (("when",),), ("flight", "happened")),
    Clue("station", (("station",),), ("dock", "fly", "where", "flight")),
    Clue("craft", (("craft",),), ("fly", "flight")),
    Clue("destination", (("where",),), ("flight",)),
)
OF_PERSON = (
    Clue("birthplace", (("birthplace",),), ("born", "where", "country")),
    Clue("birthplace", (("where", "city"), ("born",)), ("or", "country")),
    Clue("birth", (("born",),), ("when", "country")),
    Clue("death", (("died", "alive"),), ("when", "how_old")),
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
    Clue("total_time", (("total",),), ("space", "flight", "fly", "times", "how_many", "how_much")),
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
        (("craft", "how", "what_did"), ("land", "launch", "fly", "station", "flight", "craft", "undock")),
        ("land", "launch", "fly", "flight", "undock"),
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
    Clue("signers", (("who", "agency", "people", "man"),), ("sign", "agreement", "or", "who", "agency")),
    Clue("place", (("where", "city"),), ("sign", "agreement", "or")),
    Clue("signed", (("when",),), ("sign", "agreement", "happened")),
)
OF_EXPEDITION = (
    Clue("dates", (("launch",), ("land",)), ("when",)),
    Clue("commander", (("commander",),), (*WHO, "station", "fly", "space")),
    Clue("duration", (("how_long",),), ("land", "space", "last")),
    Clue("end", (("land", "last", "over"),), ("when",)),
    Clue("start", (("launch",),), ("when",)),
    Clue("dates", (("when",),), ("fly", "happened")),
    Clue("count", (("how_many",),), WHO),
)

OF_COMMANDER = tuple(wanted for wanted in OF_PERSON if wanted.name not in ("commands", "expeditions"))


def clue(frame: Frame, clues: tuple[Clue, ...]) -> str:
    """The first field whose concepts are all there, which are then explained; empty where there is none."""
    which = [wanted for wanted in clues if wanted.name == "station" and frame.asks_which("station")]
    for wanted in (*which, *clues):
        if all(frame.has(*group) for group in wanted.needs):
            frame.take(*wanted.may, *(concept for group in wanted.needs for concept in group))
            return wanted.name
    return ""

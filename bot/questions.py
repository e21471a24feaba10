"""What can be asked: one frozen dataclass per kind, their union Question, and its short text form.

A field holds what was typed (a name in any spelling, a day in any form) or what a button remembers (an id);
the historian makes sense of both.
"""

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import unquote

from bot.errors import QuestionError

FIRST_YEAR = 1955  # of the history that can be asked for


@dataclass(frozen=True, slots=True)
class MissionCard:
    """One flight: dates, craft, crew, partners."""

    name: str


@dataclass(frozen=True, slots=True)
class PersonCard:
    """One person: who they are, flights, time in space, whom they flew with."""

    name: str


@dataclass(frozen=True, slots=True)
class ThingCard:
    """One craft, station, module, place, organisation or practice."""

    name: str


@dataclass(frozen=True, slots=True)
class AgreementCard:
    """One agreement: signed when, where, by whom, about what."""

    name: str


@dataclass(frozen=True, slots=True)
class EventCard:
    """One event of the cooperation, told in full."""

    name: str


@dataclass(frozen=True, slots=True)
class ExpeditionCard:
    """One ISS expedition."""

    number: int


@dataclass(frozen=True, slots=True)
class History:
    """The timeline of cooperation: all of it, one era, or one year (0: any)."""

    era: str = ""
    year: int = 0
    page: int = 1


@dataclass(frozen=True, slots=True)
class OnThisDay:
    """What happened on a day of the year; an empty date is today."""

    date: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True)
class Chain:
    """Who met whom in space, from one person to another; without the other, to Apollo–Soyuz.

    `joint_only` takes only meetings between the two sides, `stations` also those at one station.
    """

    start: str = ""
    end: str = ""
    joint_only: bool = False
    stations: bool = False


@dataclass(frozen=True, slots=True)
class Aboard:
    """Everyone in space on a day, at a moment or over a period; an empty date is today."""

    date: str = ""
    time: str = ""


@dataclass(frozen=True, slots=True)
class Compare:
    """Two people, two flights or two eras side by side. A button holds `mission/sts-71`, so that the kind is sure."""

    a: str
    b: str


@dataclass(frozen=True, slots=True)
class Records:
    """The longest, the most, the first, the last, the youngest, the oldest; without a topic, the first place of each.

    `nation` is a nation or a side ("us", "ru"), `craft` a craft or a station, `who` "women" or "men", `flights`
    "joint" or "all".
    """

    topic: str = ""
    nation: str = ""
    craft: str = ""
    who: str = ""
    flights: str = "joint"


@dataclass(frozen=True, slots=True)
class Cooperation:
    """The cooperation meter: all years, one year or one era."""

    when: str = ""


@dataclass(frozen=True, slots=True)
class Timeline:
    """1957 to today in one picture."""


@dataclass(frozen=True, slots=True)
class Search:
    """Words to look for in everything that is told."""

    text: str
    page: int = 1


@dataclass(frozen=True, slots=True)
class Receipt:
    """Who says so: the sources and disputes behind a receipt code."""

    code: str


@dataclass(frozen=True, slots=True)
class Quiz:
    """A question with four options, by its number (0: the one of the day)."""

    number: int = 0


@dataclass(frozen=True, slots=True)
class QuizReveal:
    """The answer to a quiz question, for an option that was chosen. Only a button asks this.

    Subject and option are tokens from which neither can be read, and hold for any edition.
    """

    number: int
    kind: str
    subject: str
    option: str


@dataclass(frozen=True, slots=True)
class Ask:
    """A question in somebody's own words."""

    text: str


@dataclass(frozen=True, slots=True)
class Fact:
    """One field of one record ("launch", "crew", "birth"); `at` is the station or place it is said to concern."""

    kind: str
    name: str
    field: str
    at: str = ""


SUPERLATIVES = ("first", "last", "longest", "shortest", "time", "flights", "youngest", "oldest")  # what a list may ask


@dataclass(frozen=True, slots=True)
class Roster:
    """The people of all seats that fit every filter: listed, counted, or the first, last, longest … of them.

    `ask` may be "3": the third. `nation` is a side ("us", "ru"), a nation, "europe" or "third" (of neither side);
    `craft` a side or a thing; with "!" in front of them, or of `category`, any but this; `years` "1995", "1995-1998",
    "2015-" or "-1990"; `mission` one flight or several joined by "+", `companion` one person or several (so `craft` and
    `station` join what each must have flown on); `way` is "up", "down", "stayed" (up in it, down in another) or
    "joined" (the contrary) or, of companions, "meanwhile" (at the same station at the same time); `day` a day, month or
    year when they were in space; `flown` how many of the seats they had, "7" or "5-" (at least); `longer` the least
    days in space in them, and in one of them if `single`; `aged` the age at launch, "77", "60-" or "-29"; `born` as
    `years`; `person` somebody whose place is asked for.
    """

    ask: str = "list"
    nation: str = ""
    craft: str = ""
    station: str = ""
    years: str = ""
    gender: str = ""
    category: str = ""
    role: str = ""
    mission: str = ""
    companion: str = ""
    way: str = ""
    day: str = ""
    back: str = ""
    flown: str = ""
    longer: str = ""
    aged: str = ""
    person: str = ""
    single: str = ""
    born: str = ""


@dataclass(frozen=True, slots=True)
class Flights:
    """The flights that fit every filter; `tell` is what each line leads with ("launch", "duration", "craft", "age").

    `ask` may be "3", the third of them; `longer` is the least days that each lasted; `aboard` is a nation or a group
    of them, a gender or a category of which somebody was aboard; `nation` is whose craft it was.
    """

    ask: str = "list"
    tell: str = ""
    person: str = ""
    craft: str = ""
    station: str = ""
    years: str = ""
    nation: str = ""
    role: str = ""
    joint: str = ""
    mission: str = ""
    second: str = ""
    longer: str = ""
    aboard: str = ""


@dataclass(frozen=True, slots=True)
class Versus:
    """Which of two people or two flights has more of something ("time", "flights", "flight": the longest, "age", …).

    `least` turns it around: the younger, the shorter, the later; `station` takes only flights to it.
    """

    kind: str
    first: str
    second: str
    by: str
    least: str = ""
    station: str = ""


@dataclass(frozen=True, slots=True)
class Happened:
    """What happened on one day or in one month: 1998-06-02, 1975-07."""

    date: str


@dataclass(frozen=True, slots=True)
class About:
    """What this bot is, its data and its sources."""


@dataclass(frozen=True, slots=True)
class Help:
    """What can be asked, by example."""


@dataclass(frozen=True, slots=True)
class Post:
    """What a server is told by itself: a local day, or a digest of the week that begins on it. No command asks this.

    `date` is a local day as 2026-11-25; topics and what was told before are words with spaces between.
    """

    date: str
    kind: str = "day"
    zone: str = "UTC"
    topics: str = ""
    disasters: bool = True
    leap_day: str = "02-28"
    told_before: str = ""
    is_test: bool = False


Question = (
    MissionCard | PersonCard | ThingCard | AgreementCard | EventCard | ExpeditionCard | History | OnThisDay
    | Chain | Aboard | Compare | Records | Cooperation | Timeline | Search | Receipt | Quiz | QuizReveal | Post
    | Ask | Fact | Roster | Flights | Versus | Happened | About | Help
)  # fmt: skip

COMMANDS: dict[str, type[Question]] = {
    "mission": MissionCard,
    "person": PersonCard,
    "craft": ThingCard,
    "agreement": AgreementCard,
    "event": EventCard,
    "expedition": ExpeditionCard,
    "history": History,
    "onthisday": OnThisDay,
    "chain": Chain,
    "aboard": Aboard,
    "compare": Compare,
    "records": Records,
    "cooperation": Cooperation,
    "timeline": Timeline,
    "search": Search,
    "source": Receipt,
    "quiz": Quiz,
    "ask": Ask,
    "about": About,
    "help": Help,
}
# Asked in words or by a button; no command of their own.
WORDED: dict[str, type[Question]] = {
    "fact": Fact,
    "roster": Roster,
    "flights": Flights,
    "versus": Versus,
    "happened": Happened,
}
# Every head of a text form: the commands, and what only a button asks.
HEADS: dict[str, type[Question]] = {**COMMANDS, **WORDED, "answer": QuizReveal}
NAMES: dict[type[Question], str] = {kind: name for name, kind in HEADS.items()} | {Post: "post"}

NamedCard = MissionCard | PersonCard | ThingCard | AgreementCard | EventCard
# The kind of a record, as the edition's labels have it → the card that shows it.
CARDS: dict[str, type[NamedCard]] = {
    "mission": MissionCard,
    "person": PersonCard,
    "thing": ThingCard,
    "agreement": AgreementCard,
    "event": EventCard,
}

# A quiz question below these numbers is that of a day; these are of none.
QUIZ_NUMBERS = range(100_000, 1_000_000)

SEPARATOR = ":"
LONGEST_TEXT_FORM = 96  # a button's id is 100 characters, "q:" in front


def name_of(question: Question) -> str:
    """The command's name, which is also the head of the text form."""
    return NAMES[type(question)]


def to_text(question: Question) -> str:
    """The short text form, `mission:apollo-soyuz` or `history:seat-swaps:0:2`; defaults at the end are left out."""
    values = [_written(getattr(question, field.name)) for field in dataclasses.fields(question)]
    defaults = [_written(field.default) for field in dataclasses.fields(question)]
    while values and values[-1] == defaults[len(values) - 1]:
        values.pop()
    return SEPARATOR.join([name_of(question), *map(_escaped, values)])


def from_text(text: str) -> Question:
    """The question that `to_text` wrote. Raises QuestionError("unknown-button") for anything else."""
    name, *parts = text.split(SEPARATOR)
    values = [unquote(part) for part in parts]
    if name not in HEADS:
        raise QuestionError("unknown-button", found=text)
    return question(name, dict(zip((field.name for field in dataclasses.fields(HEADS[name])), values, strict=False)))


def _written(value: object) -> str:
    """A field as text; what is on or off is "yes" or "no"."""
    return ("no", "yes")[value] if isinstance(value, bool) else str(value)


def _escaped(value: str) -> str:
    """What a reader typed may hold the separator; ids never do, and stay as they are."""
    return value.replace("%", "%25").replace(SEPARATOR, "%3A")


def question(command: str, options: dict[str, str]) -> Question:
    """The question of a command, or of another head, with its options as typed.

    Raises QuestionError: "unknown-command", "unknown-option", "missing-option", "not-a-number" or "not-yes-or-no".
    """
    if command not in HEADS:
        raise QuestionError("unknown-command", found=command)
    kind = HEADS[command]
    fields = {field.name: field for field in dataclasses.fields(kind)}
    values: dict[str, object] = {}
    for option, typed in options.items():
        if option not in fields:
            raise QuestionError("unknown-option", found=option)
        values[option] = _READ.get(fields[option].type, str)(typed)
    for field in fields.values():
        if field.default is dataclasses.MISSING and not str(values.get(field.name, "")).strip():
            raise QuestionError("missing-option", found=field.name)
    return kind(**values)  # type: ignore[arg-type]  # checked field by field above


def _number(text: str) -> int:
    if not (text.strip().isascii() and text.strip().isdigit() and len(text.strip()) <= 6):
        raise QuestionError("not-a-number", found=text)
    return int(text)


def _yes_or_no(text: str) -> bool:
    typed = text.strip().casefold()
    if typed not in (*YES, *NO):
        raise QuestionError("not-yes-or-no", found=text)
    return typed in YES


YES = ("yes", "y", "true", "on", "1", "да")
NO = ("no", "n", "false", "off", "0", "нет", "")
_READ: dict[object, Callable[[str], object]] = {int: _number, bool: _yes_or_no}

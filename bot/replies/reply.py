"""What a printer shows: a value that knows nothing of Discord or of terminals."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from bot.facts.dates import PartialDate
from bot.questions import Question


class Outcome(StrEnum):
    """How a question ended."""

    ANSWERED = "answered"
    AMBIGUOUS = "ambiguous"
    DECLINED = "declined"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Action:
    """A follow-up: what a button says and what it asks."""

    label: str
    question: Question


@dataclass(frozen=True, slots=True)
class Sketch:
    """What a picture is drawn from."""

    answer: object
    language: Literal["en", "ru"]
    as_of: PartialDate


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG, empty until somebody draws the sketch, and the text that carries the same information."""

    name: str
    png: bytes
    alt: str
    sketch: Sketch | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """One whole reply. `text` is Discord's Markdown, at most 4,000 characters; `sources` are works as shown.

    `receipt` is the code of the record that it tells of, if it tells of one.
    """

    text: str
    outcome: Outcome
    actions: tuple[Action, ...] = ()
    sources: tuple[str, ...] = ()
    picture: Picture | None = None
    receipt: str = ""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One line of autocomplete: what it says and the id that it stands for."""

    label: str
    value: str

"""Answers where a sentence was not one question: several namesakes, or nothing that the record can tell."""

from dataclasses import dataclass

from bot.answers.record import Label
from bot.questions import Question


@dataclass(frozen=True, slots=True)
class WhichAnswer:
    """The sentence is understood but for a name that several bear: the records, and the question about each."""

    choices: tuple[Label, ...]
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class DeclinedAnswer:
    """No answer. `reason` is "future", "elsewhere" or "unknown"; `nearest` are questions that can be answered."""

    reason: str
    unknown: str
    nearest: tuple[tuple[str, Question], ...]

"""When a name is not one record: several near ones, or none. And what else can be wrong with a question."""

from dataclasses import dataclass

from bot.answers.record import Label


@dataclass(frozen=True, slots=True)
class ChoiceAnswer:
    """Several records could be meant; `text` is what was typed."""

    kind: str
    text: str
    choices: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class UnknownAnswer:
    """No record of this kind is called that; the nearest ones, and records of other kinds that are."""

    kind: str
    text: str
    nearest: tuple[Label, ...]
    elsewhere: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class ProblemAnswer:
    """The question itself can't be used; `reason` is the id of a sentence, `found` what was typed."""

    reason: str
    found: str
    last_expedition: int = 0


@dataclass(frozen=True, slots=True)
class HelpAnswer:
    """What can be asked."""

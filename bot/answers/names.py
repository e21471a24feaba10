"""Every name of an edition; and answers where a name is not one record: several near ones, or none."""

from dataclasses import dataclass
from typing import NamedTuple

from bot.answers.record import Label
from bot.facts.edition import Facts


class Called(NamedTuple):
    """A record with its names in both languages, its hints, its rank, and all its names folded."""

    kind: str
    id: str
    en: str
    ru: str
    hint_en: str
    hint_ru: str
    rank: int
    folded: tuple[str, ...]


def every_name(facts: Facts) -> list[Called]:
    """Every record that can be asked about by name, as the record orders them; folded names, the main ones first."""
    folded: dict[tuple[str, str], list[str]] = {}
    for row in facts.rows("select kind, id, folded from alias order by rowid"):
        folded.setdefault((row["kind"], row["id"]), []).append(row["folded"])
    rows = facts.rows(
        "select kind, id, en, ru, hint_en, hint_ru, rank from label where kind not in ('role', 'place') order by rowid"
    )
    return [
        Called(row[0], row[1], row[2], row[3], row[4], row[5], row[6], tuple(folded.get((row["kind"], row["id"]), ())))
        for row in rows
    ]


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

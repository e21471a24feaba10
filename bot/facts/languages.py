"""What the record says in one language and not in the other."""

import dataclasses
import re
from collections.abc import Iterator

from bot.errors import Problem
from bot.facts.known import Known
from bot.facts.model import TABLES, Dispute, Mission, Record, Row, Thing
from bot.facts.read import LANGUAGES

_CYRILLIC = re.compile("[А-Яа-яЁё]")
_WORDS = re.compile(r"\b(?!UTC\b)[A-Za-z]{2,}")
_COLUMNS = frozenset(field.name for table in TABLES for field in dataclasses.fields(table))


def untold(record: Record, known: Known) -> Iterator[Problem]:
    """Every name, dispute and story that lacks its other language."""
    yield from _names(record)
    yield from _disputes(record, known)
    yield from _stories(record, known)


def _names(record: Record) -> Iterator[Problem]:
    """What is named in English is named in Russian letters too, but for what stays as it is there: STS-71, SpaceX."""
    for placed in record.rows:
        for field in dataclasses.fields(placed.row):
            if not field.name.endswith("_en"):
                continue
            column = f"{field.name.removesuffix('en')}ru"
            english, russian = getattr(placed.row, field.name), getattr(placed.row, column)
            if english and not _CYRILLIC.search(russian) and not (russian == english and _keeps_latin(placed.row)):
                held = f"is in Latin letters: {russian!r}" if russian else f"is empty, and in English it is {english!r}"
                yield Problem(placed.file, placed.line, f"{column} {held}")


def _keeps_latin(row: Row) -> bool:
    """US flights and things may bear their English name in Russian; people, nations and agreements never."""
    return isinstance(row, Thing) or (isinstance(row, Mission) and row.operator == "usa")


def _disputes(record: Record, known: Known) -> Iterator[Problem]:
    """What a dispute says in English words, and not by a column, a date or an id, it says in Russian too."""
    files = [table.file for table in TABLES]
    for placed in record.rows:
        dispute = placed.row
        if not isinstance(dispute, Dispute):
            continue
        for column, english, russian in (
            ("field_ru", "" if dispute.field in _COLUMNS else dispute.field, dispute.field_ru),
            ("value_ru", dispute.value, dispute.value_ru),
            ("other_ru", dispute.other, dispute.other_ru),
        ):
            if not _WORDS.search(english) or _CYRILLIC.search(russian):
                continue
            if any(known.lacks(part, *files) for part in english.split("; ")):
                yield Problem(placed.file, placed.line, f"{column}: {english!r} is not said in Russian")


def _stories(record: Record, known: Known) -> Iterator[Problem]:
    """A story is told in every language, and the Russian one in Russian letters."""
    for story in record.stories:
        for language in LANGUAGES:
            if known.lacks(story.id, f"{language}/{story.kind}.toml"):
                yield Problem(story.file, story.line, f"[{story.id}] is not told in {language}/{story.kind}.toml")
        if story.language == "ru" and not _CYRILLIC.search(story.text):
            yield Problem(story.file, story.line, f"[{story.id}] is not told in Russian letters")

"""data/ → records that remember their file and line, and every problem of form on the way."""

import csv
import dataclasses
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, cast, get_args, get_origin, get_type_hints

from bot.errors import DataError, Problem
from bot.facts import dates
from bot.facts.dates import PartialDate
from bot.facts.model import TABLES, TOLD, OneOf, Placed, Record, Row, Story

LANGUAGES = ("en", "ru")
SEPARATOR = ";"
_HINTS: dict[type[Row], dict[str, Any]] = {}


def read(folder: Path) -> tuple[Record, list[Problem]]:
    """All of data/ as a Record, with every problem of form found on the way.

    Raises DataError only where nothing can be read at all: no folder, or no usable record.toml.
    """
    problems: list[Problem] = []
    about = _about(folder)
    rows = [placed for table in TABLES for placed in _table(folder, table, problems)]
    stories = [story for language in LANGUAGES for kind in TOLD for story in _stories(folder, language, kind, problems)]
    return dataclasses.replace(about, rows=tuple(rows), stories=tuple(stories)), problems


def _about(folder: Path) -> Record:
    name = "record.toml"
    try:
        about = tomllib.loads((folder / name).read_text(encoding="utf-8"))
        as_of = dates.parse(about["as_of"])
        if as_of.date is None:
            raise DataError([Problem(name, 0, "as_of is not a day")])
        return Record(about["version"], as_of, about["title"], about["licence"], rows=())
    except OSError as error:
        raise DataError([Problem(name, 0, f"can't be read: {error.strerror}")]) from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, ValueError, TypeError) as error:
        raise DataError([Problem(name, 0, str(error))]) from error
    except KeyError as error:
        raise DataError([Problem(name, 0, f"the field {error} is missing")]) from error


def _table(folder: Path, table: type[Row], problems: list[Problem]) -> Iterator[Placed]:
    text = _text(folder, table.file, problems)
    if text is None:
        return
    expected = [field.name for field in dataclasses.fields(table)]
    lines = csv.reader(text.splitlines(keepends=True), strict=True)
    try:
        header = next(lines, None) or []
        if header != expected:
            problems.append(Problem(table.file, 1, _header_problem(header, expected)))
            return
        for cells in lines:
            yield from _row(table, cells, lines.line_num, problems)
    except csv.Error as error:
        problems.append(Problem(table.file, lines.line_num, f"not a CSV line: {error}"))


def _text(folder: Path, file: str, problems: list[Problem]) -> str | None:
    try:
        text = (folder / file).read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        problems.append(Problem(file, 0, "the file is missing"))
    except OSError as error:
        problems.append(Problem(file, 0, f"can't be read: {error.strerror}"))
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        problems.append(Problem(file, line, "not UTF-8"))
    else:
        return text
    return None


def _header_problem(header: list[str], expected: list[str]) -> str:
    missing = [name for name in expected if name not in header]
    unknown = [name for name in header if name not in expected]
    said = [f"missing column {name!r}" for name in missing] + [f"unknown column {name!r}" for name in unknown]
    return "; ".join(said) or f"columns out of order: expected {', '.join(expected)}"


def _row(table: type[Row], cells: list[str], line: int, problems: list[Problem]) -> Iterator[Placed]:
    fields = dataclasses.fields(table)
    if not any(cells):
        return
    if len(cells) != len(fields):
        problems.append(Problem(table.file, line, f"{len(cells)} cells where {len(fields)} belong"))
        return
    values: dict[str, Any] = {}
    for field, cell in zip(fields, cells, strict=True):
        try:
            values[field.name] = _value(_hints(table)[field.name], cell.strip())
        except ValueError as error:
            problems.append(Problem(table.file, line, f"{field.name}: {error}"))
    if len(values) == len(fields):
        yield Placed(table(**values), table.file, line)


def _hints(table: type[Row]) -> dict[str, Any]:
    if table not in _HINTS:
        _HINTS[table] = get_type_hints(table, include_extras=True)
    return _HINTS[table]


def _value(hint: Any, cell: str) -> object:
    if any(ord(letter) < 32 for letter in cell):
        raise ValueError("a control character")
    base, marks = _unwrap(hint)
    if get_origin(base) is tuple:
        return tuple(part for part in map(str.strip, cell.split(SEPARATOR)) if part)
    if base is int:
        return int(cell)
    if base is PartialDate:
        return dates.parse(cell)
    if base == PartialDate | None:
        return dates.parse(cell) if cell else None
    for mark in marks:
        if mark in ("id", "needed") and not cell:
            raise ValueError("is empty")
        if isinstance(mark, OneOf) and cell not in mark.words:
            raise ValueError(f"{cell!r} is none of {', '.join(word or '(empty)' for word in mark.words)}")
    return cell


def _unwrap(hint: Any) -> tuple[Any, tuple[Any, ...]]:
    if get_origin(hint) is not Annotated:
        return hint, ()
    base, *marks = get_args(hint)
    return base, tuple(marks)


def marks_of(table: type[Row], field: str) -> tuple[Any, ...]:
    """What a column's type says of it beyond its Python type: Refers, OneOf, "id", "needed"."""
    base, marks = _unwrap(_hints(table)[field])
    if get_origin(base) is tuple:
        return _unwrap(get_args(base)[0])[1]
    return marks


def _stories(folder: Path, language: str, kind: str, problems: list[Problem]) -> Iterator[Story]:
    file = f"{language}/{kind}.toml"
    if not (folder / language).is_dir():
        return
    text = _text(folder, file, problems)
    if text is None:
        return
    try:
        entries = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        problems.append(Problem(file, 0, f"not TOML: {error}"))
        return
    for id_, entry in entries.items():
        line = _line_of(text, id_)
        if not isinstance(entry, dict):
            problems.append(Problem(file, line, f"{id_} stands outside of a [table]"))
            continue
        try:
            yield _story(kind, id_, language, cast("dict[str, Any]", entry), line)
        except (TypeError, ValueError) as error:
            problems.append(Problem(file, line, f"[{id_}] {error}"))


def _story(kind: str, id_: str, language: str, entry: Mapping[str, Any], line: int) -> Story:
    unknown = entry.keys() - {"title", "text", "sources", "asked"}
    if unknown:
        raise ValueError(f"unknown field {', '.join(sorted(unknown))}")
    title, told = entry.get("title", ""), entry.get("text")
    if not isinstance(told, str) or not told.strip():
        raise ValueError("text is missing")
    if not isinstance(title, str):
        raise TypeError("title is a text")
    cited, asked = _texts(entry, "sources"), _texts(entry, "asked")
    return Story(kind, id_, language, title, " ".join(told.split()), cited, line, asked)


def _texts(entry: Mapping[str, Any], field: str) -> tuple[str, ...]:
    value = entry.get(field, [])
    if not isinstance(value, list):
        raise TypeError(f"{field} is a list")
    return tuple(map(str, cast("list[object]", value)))


def _line_of(text: str, id_: str) -> int:
    head = text.partition(f"[{id_}]")[0]
    return head.count("\n") + 1

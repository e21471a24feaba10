"""data/ → records that remember their file and line, and every problem of form on the way."""

import csv
import dataclasses
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, cast, get_args, get_origin, get_type_hints

from bot.errors import DataError, Problem
from bot.facts import dates
from bot.facts.dates import PartialDate
from bot.facts.model import TABLES, TOLD, OneOf, Placed, Record, Row, Story

LANGUAGES = ("en", "ru")
SEPARATOR = ";"
_HINTS: dict[type[Row], dict[str, Any]] = {}


@dataclass(frozen=True, slots=True)
class Unread:
    """Every problem of form, and what could not be read because of it.

    `ids` (file, id) are those of rows and stories that are there all the same; of `files` nobody knows what they hold.
    """

    problems: list[Problem] = field(default_factory=list)
    ids: set[tuple[str, str]] = field(default_factory=set)
    files: set[str] = field(default_factory=set)

    def note(self, problem: Problem, *, id_: str = "") -> None:
        """Note why one row or story can't be read; without an id, why nobody knows what else its file holds."""
        self.problems.append(problem)
        if id_:
            self.ids.add((problem.file, id_))
        else:
            self.files.add(problem.file)


def read(folder: Path) -> tuple[Record, Unread]:
    """All of data/ that can be read as a Record, and what can't.

    Raises DataError only where nothing can be read at all: no folder, or no usable record.toml.
    """
    unread = Unread()
    about = _about(folder)
    rows = [placed for table in TABLES for placed in _table(folder, table, unread)]
    stories = [story for language in LANGUAGES for kind in TOLD for story in _stories(folder, language, kind, unread)]
    return dataclasses.replace(about, rows=tuple(rows), stories=tuple(stories)), unread


def _about(folder: Path) -> Record:
    name = "record.toml"
    try:
        if not folder.is_dir():
            raise DataError([Problem("DATA_DIR", 0, f"the folder {folder} does not exist")])
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


def _table(folder: Path, table: type[Row], unread: Unread) -> Iterator[Placed]:
    text = _text(folder, table.file, unread)
    if text is None:
        return
    expected = [column.name for column in dataclasses.fields(table)]
    lines = csv.reader(text.splitlines(keepends=True), strict=True)
    try:
        header = next(lines, None) or []
        if header != expected:
            unread.note(Problem(table.file, 1, _header_problem(header, expected)))
            return
        for cells in lines:
            yield from _row(table, cells, lines.line_num, unread)
    except csv.Error as error:
        unread.note(Problem(table.file, lines.line_num, f"not a CSV line: {error}"))


def _text(folder: Path, file: str, unread: Unread) -> str | None:
    try:
        text = (folder / file).read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        unread.note(Problem(file, 0, "the file is missing"))
    except OSError as error:
        unread.note(Problem(file, 0, f"can't be read: {error.strerror}"))
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        unread.note(Problem(file, line, "not UTF-8"))
    else:
        return text
    return None


def _header_problem(header: list[str], expected: list[str]) -> str:
    missing = [name for name in expected if name not in header]
    unknown = [name for name in header if name not in expected]
    said = [f"missing column {name!r}" for name in missing] + [f"unknown column {name!r}" for name in unknown]
    return "; ".join(said) or f"columns out of order: expected {', '.join(expected)}"


def _row(table: type[Row], cells: list[str], line: int, unread: Unread) -> Iterator[Placed]:
    fields = dataclasses.fields(table)
    if not any(cells):
        return
    id_ = _id_of(table, cells)
    if len(cells) != len(fields):
        unread.note(Problem(table.file, line, f"{len(cells)} cells where {len(fields)} belong"), id_=id_)
        return
    values: dict[str, Any] = {}
    for column, cell in zip(fields, cells, strict=True):
        try:
            values[column.name] = _value(_hints(table)[column.name], cell.strip())
        except ValueError as error:
            unread.note(Problem(table.file, line, f"{column.name}: {error}"), id_=id_)
    if len(values) == len(fields):
        yield Placed(table(**values), table.file, line)


def _id_of(table: type[Row], cells: list[str]) -> str:
    """What a row is called in its first cell; nothing where that is no name, or an open quote swallowed other rows."""
    is_named = {"id", "needed"}.intersection(marks_of(table, dataclasses.fields(table)[0].name))
    return cells[0].strip() if is_named and "\n" not in "".join(cells) else ""


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


def marks_of(table: type[Row], column: str) -> tuple[Any, ...]:
    """What a column's type says of it beyond its Python type: Refers, OneOf, "id", "needed"."""
    base, marks = _unwrap(_hints(table)[column])
    if get_origin(base) is tuple:
        return _unwrap(get_args(base)[0])[1]
    return marks


def _stories(folder: Path, language: str, kind: str, unread: Unread) -> Iterator[Story]:
    file = f"{language}/{kind}.toml"
    text = _text(folder, file, unread)
    if text is None:
        return
    try:
        entries = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        unread.note(Problem(file, 0, f"not TOML: {error}"))
        return
    for id_, entry in entries.items():
        line = _line_of(text, id_)
        if not isinstance(entry, dict):
            unread.note(Problem(file, line, f"{id_} stands outside of a [table]"), id_=id_)
            continue
        try:
            yield _story(kind, id_, language, cast("dict[str, Any]", entry), line)
        except (TypeError, ValueError) as error:
            unread.note(Problem(file, line, f"[{id_}] {error}"), id_=id_)


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


def _texts(entry: Mapping[str, Any], name: str) -> tuple[str, ...]:
    value = entry.get(name, [])
    if not isinstance(value, list):
        raise TypeError(f"{name} is a list")
    return tuple(map(str, cast("list[object]", value)))


def _line_of(text: str, id_: str) -> int:
    head = text.partition(f"[{id_}]")[0]
    return head.count("\n") + 1

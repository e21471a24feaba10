"""One built set of facts: an immutable SQLite file that is opened, asked and closed."""

import hashlib
import re
import sqlite3
import threading
import weakref
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from functools import cache
from importlib import resources
from pathlib import Path
from urllib.parse import quote

from bot.errors import EditionError

APPLICATION_ID = 0x48534544  # "HSED", so that a foreign SQLite file is told from ours
# What an edition's tables and their contents depend on besides data/.
SHAPED_BY = (
    "facts/schema.sql", "facts/derive.sql", "facts/rows.py", "facts/naming.py", "facts/build.py", "words/__init__.py",
)  # fmt: skip
Cell = str | int | float | None
Labels = Mapping[tuple[str, str], tuple[str, str, str, str]]  # en, ru, hint_en, hint_ru


class Facts:
    """An open edition, for the length of one answer. `labels` holds every record's names, by kind and id."""

    def __init__(self, connection: sqlite3.Connection, labels: Labels) -> None:
        """Wrap a connection that somebody else closes."""
        self._connection = connection
        self.labels = labels

    def rows(self, sql: str, **values: Cell) -> list[sqlite3.Row]:
        """All rows of a select with named parameters (`:name`)."""
        return self._connection.execute(sql, values).fetchall()

    def row(self, sql: str, **values: Cell) -> sqlite3.Row | None:
        """The first row, or None."""
        found: sqlite3.Row | None = self._connection.execute(sql, values).fetchone()
        return found

    def count(self, sql: str, **values: Cell) -> int:
        """The first column of the first row as a number."""
        found = self.row(sql, **values)
        return int(found[0] or 0) if found else 0


class Edition:
    """One built set of facts, named by the digest of its data."""

    def __init__(self, path: Path) -> None:
        """Look the whole file through once. Raises EditionError where it is no whole edition."""
        self.path = path
        self._labels: Labels = {}
        self._kept = threading.local()
        try:
            with self.open() as facts:
                _check(facts, path.name)
                about = facts.row("select version, as_of, digest from record")
                rows = facts.rows("select kind, id, en, ru, hint_en, hint_ru from label")
        except sqlite3.Error as error:
            raise EditionError(f"{path.name} can't be read as an edition: {error}") from error
        if about is None:
            raise EditionError(f"{path.name} is an unfinished edition")
        self._labels = {(row[0], row[1]): tuple(row)[2:] for row in rows}
        self.version: str = about["version"]
        self.as_of: str = about["as_of"]
        self.digest: str = about["digest"]

    @contextmanager
    def open(self) -> Generator[Facts]:
        """The facts, read-only, for the length of a `with`.

        Each thread keeps its connection for as long as the edition lives: opening one anew and preparing every
        statement again took a third of a reply's time, and an immutable file can't go stale.
        """
        connection: sqlite3.Connection | None = getattr(self._kept, "connection", None)
        if connection is None:
            # `immutable` alone would create a missing file, `mode=ro` alone would look for a journal.
            address = f"file:{quote(str(self.path))}?mode=ro&immutable=1"
            connection = sqlite3.connect(address, uri=True, check_same_thread=False)
            connection.row_factory = sqlite3.Row
            self._kept.connection = connection
            weakref.finalize(self, connection.close)
        yield Facts(connection, self._labels)


def _check(facts: Facts, name: str) -> None:
    if facts.count("pragma application_id") != APPLICATION_ID:
        raise EditionError(f"{name} is a database, but no edition of Handshake's")
    found = facts.row("pragma quick_check(1)")  # 10 ms for the whole record
    if found is None or found[0] != "ok":
        raise EditionError(f"{name} is damaged: {found[0] if found else 'it is empty'}")
    held = {row[0] for row in facts.rows("select name from sqlite_schema where type in ('table', 'view')")}
    missing = _tables() - held
    if missing:
        raise EditionError(f"{name} lacks the table {', '.join(sorted(missing))}")
    if facts.count("pragma user_version") != shape():
        raise EditionError(f"{name} was built by another version of Handshake")


@cache
def shape() -> int:
    """A number that changes with the code that builds editions, so that an edition of other code is not read."""
    digest = hashlib.sha256()
    for name in SHAPED_BY:
        digest.update(own(name).encode())
    return int.from_bytes(digest.digest()[:4]) >> 1  # SQLite keeps a signed number of 32 bits


@cache
def _tables() -> frozenset[str]:
    return frozenset(re.findall(r"^create (?:table|view|virtual table) (\w+)", own("facts/schema.sql"), re.MULTILINE))


def own(name: str) -> str:
    """A file of the bot itself."""
    return resources.files("bot").joinpath(name).read_text(encoding="utf-8")

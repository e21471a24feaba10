"""data/ → one finished edition, named by the digest of its data. Same data, same digest."""

import hashlib
import itertools
import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from bot.errors import DataError, EditionError
from bot.facts.check import check
from bot.facts.edition import APPLICATION_ID, Edition, own, shape
from bot.facts.model import TABLES, TOLD, Record
from bot.facts.read import LANGUAGES, read
from bot.facts.rows import rows


def digest_of(folder: Path) -> str:
    """Sixteen hexadecimal digits over every file that an edition is made of, and over the shape of editions."""
    digest = hashlib.sha256()
    digest.update(str(shape()).encode())
    files = [
        "record.toml",
        *(table.file for table in TABLES),
        *(f"{language}/{kind}.toml" for language in LANGUAGES for kind in TOLD),
    ]
    for name in files:
        content = _content(folder / name)
        digest.update(f"\n{name} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()[:16]


def _content(path: Path) -> bytes:
    """A file's bytes with one kind of line end; nothing where there is none to read, which `read` will tell."""
    try:
        return path.read_bytes().replace(b"\r\n", b"\n")
    except OSError:
        return b""


def ready(data: Path, state: Path) -> Edition:
    """The edition of a data folder: the built one where it is unchanged, else a new one.

    Raises DataError with every problem, EditionError where the state folder can't be written.
    """
    digest = digest_of(data)
    path = path_of(state, digest)
    if path.is_file():
        try:
            return Edition(path)
        except EditionError:
            pass  # a broken file is no reason to refuse: it can be built again
    return build(data, state)


def path_of(state: Path, digest: str) -> Path:
    """Where the edition with this digest is kept."""
    return state / f"edition-{digest}.db"


def checked(data: Path) -> Record:
    """The record of a data folder without a problem. Raises DataError with every problem."""
    record, unread = read(data)
    if problems := check(record, unread):
        raise DataError(problems)
    return record


def build(data: Path, state: Path) -> Edition:
    """A finished edition in the state folder. Raises DataError or EditionError; leaves no half-built file."""
    digest = digest_of(data)  # before the record is read: what changes between the two is another edition
    return build_from(checked(data), digest, state)


def build_from(record: Record, digest: str, state: Path) -> Edition:
    """The edition of a checked record, which was read after its digest. Raises EditionError; leaves no half."""
    path = path_of(state, digest)
    draft = path.with_suffix(f".{os.getpid()}.part")
    try:
        state.mkdir(parents=True, exist_ok=True)
        draft.unlink(missing_ok=True)
        _write(record, digest, draft)
        _flush(draft)
        draft.replace(path)
    except (OSError, sqlite3.Error) as error:
        with suppress(OSError):  # where there is no folder there is no draft
            draft.unlink(missing_ok=True)
        reason = error.strerror if isinstance(error, OSError) else error
        raise EditionError(f"STATE_DIR {state} can't be written: {reason}") from error
    return Edition(path)


def _flush(path: Path) -> None:
    """Onto the disk with it: a name that outlives a power cut must not stand for half a file."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _write(record: Record, digest: str, path: Path) -> None:
    from sqlite_utils import Database  # takes 60 ms to import, and only a build needs it

    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        db = Database(connection)
        connection.execute("pragma journal_mode = off")
        connection.execute("pragma synchronous = off")
        connection.execute("pragma foreign_keys = on")
        connection.execute(f"pragma application_id = {APPLICATION_ID}")
        connection.execute(f"pragma user_version = {shape()}")
        connection.executescript(own("facts/schema.sql"))
        with db.atomic():
            connection.execute("pragma defer_foreign_keys = on")
            for table, group in itertools.groupby(rows(record, digest), key=lambda row: row[0]):
                db.table(table).insert_all((values for _, values in group), batch_size=500)
        with db.atomic():
            for statement in own("facts/derive.sql").split(";\n"):
                if statement.strip():
                    connection.execute(statement)
        connection.execute("analyze")

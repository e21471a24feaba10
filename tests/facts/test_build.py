import errno
import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.errors import DataError, EditionError
from bot.facts import build as building
from bot.facts.build import build, digest_of, path_of, ready
from bot.facts.edition import Edition
from tests import DATA


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DATA, tmp_path / "data"))


def connect(edition: Edition) -> closing[sqlite3.Connection]:
    return closing(sqlite3.connect(f"file:{edition.path}?mode=ro&immutable=1", uri=True))


def test_same_data_gives_the_same_digest_and_the_same_facts(edition: Edition, folder: Path, tmp_path: Path) -> None:
    again = build(folder, tmp_path / "state")
    assert again.digest == edition.digest
    with connect(edition) as one, connect(again) as other:
        assert list(one.iterdump()) == list(other.iterdump())


def test_line_ends_do_not_change_the_digest_but_a_letter_does(folder: Path) -> None:
    before = digest_of(folder)
    path = folder / "people.csv"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert digest_of(folder) == before
    path.write_bytes(path.read_bytes().replace(b"Gagarin", b"Gagarim"))
    assert digest_of(folder) != before


def test_files_that_are_not_facts_do_not_change_the_digest(folder: Path) -> None:
    before = digest_of(folder)
    (folder / "README.md").write_text("other words")
    (folder / "people.csv~").write_text("")
    assert digest_of(folder) == before


def test_every_table_is_strict(edition: Edition) -> None:
    with connect(edition) as connection:
        tables = connection.execute(
            "select name, strict from pragma_table_list where type = 'table' and schema = 'main'"
        ).fetchall()
    loose = {name for name, strict in tables if not strict and not name.startswith(("sqlite_", "search"))}
    assert len(tables) > 15
    assert not loose


def test_every_reference_leads_somewhere_and_the_file_is_sound(edition: Edition) -> None:
    with connect(edition) as connection:
        assert connection.execute("pragma foreign_key_check").fetchall() == []
        assert connection.execute("pragma integrity_check").fetchall() == [("ok",)]
        assert connection.execute("pragma journal_mode").fetchone()[0] in ("delete", "off")


def test_an_edition_can_not_be_written(edition: Edition) -> None:
    with edition.open() as facts, pytest.raises(sqlite3.OperationalError, match="readonly"):
        facts.rows("delete from mission returning id")


def test_an_unchanged_edition_is_reused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = ready(DATA, tmp_path)
    written = first.path.stat().st_mtime_ns
    monkeypatch.setattr(building, "build", lambda *_: pytest.fail("built again"))
    again = ready(DATA, tmp_path)
    assert (again.path, again.path.stat().st_mtime_ns) == (first.path, written)


@pytest.mark.parametrize("content", [b"", b"not a database", b"SQLite format 3\x00" + bytes(4000)])
def test_a_broken_edition_is_built_again(tmp_path: Path, content: bytes) -> None:
    path = path_of(tmp_path, digest_of(DATA))
    path.write_bytes(content)
    edition = ready(DATA, tmp_path)
    assert edition.path == path
    with edition.open() as facts:
        assert facts.count("select count(*) from mission") >= 367


def test_half_an_edition_is_built_again(edition: Edition, tmp_path: Path) -> None:
    path = path_of(tmp_path, digest_of(DATA))
    whole = edition.path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    with ready(DATA, tmp_path).open() as facts:
        assert facts.count("select count(*) from seat") >= 1428


def test_changed_data_becomes_another_edition_beside_the_old_one(folder: Path, tmp_path: Path) -> None:
    state = tmp_path / "state"
    old = ready(folder, state)
    path = folder / "missions.csv"
    path.write_text(path.read_text().replace("Vostok-1,", "Vostok-1; First flight,", 1))
    new = ready(folder, state)
    assert new.digest != old.digest
    assert old.path.is_file()


def test_bad_data_makes_no_edition(folder: Path, tmp_path: Path) -> None:
    (folder / "eras.csv").unlink()
    with pytest.raises(DataError):
        ready(folder, tmp_path / "state")
    assert not (tmp_path / "state").exists() or not any((tmp_path / "state").iterdir())


def test_when_the_disk_refuses_nothing_half_built_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(EditionError, match="No space left"):
        build(DATA, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_when_the_database_refuses_nothing_half_built_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: object, __: str, path: Path) -> None:
        path.write_bytes(b"half")
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(building, "_write", full)
    with pytest.raises(EditionError, match="disk is full"):
        build(DATA, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_state_folder_that_is_a_file_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "var").write_text("")
    with pytest.raises(EditionError, match="can't be written"):
        build(DATA, tmp_path / "var")


def test_an_edition_that_is_not_there_is_told_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(EditionError, match="can't be read"):
        Edition(tmp_path / "edition-0.db")
    assert list(tmp_path.iterdir()) == []

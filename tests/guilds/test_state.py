"""state.db: opened once, written as a whole, never replaced when it is broken."""

import asyncio
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.errors import StateError
from bot.guilds.state import FILE, LOCK, State, backup


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[State]:
    state = State(tmp_path)
    yield state
    state.close()


def note(connection: sqlite3.Connection) -> None:
    connection.execute("create table if not exists note (text text) strict")
    connection.execute("insert into note values ('kept')")


def notes(connection: sqlite3.Connection) -> int:
    return int(connection.execute("select count(*) from note").fetchone()[0])


async def test_work_is_kept(tmp_path: Path) -> None:
    state = State(tmp_path)
    await state.do(note)
    state.close()
    again = State(tmp_path)
    assert await again.do(notes) == 1
    again.close()


async def test_work_that_fails_leaves_nothing(opened: State) -> None:
    await opened.do(note)

    def half(connection: sqlite3.Connection) -> None:
        note(connection)
        raise LookupError

    with pytest.raises(LookupError):
        await opened.do(half)
    assert await opened.do(notes) == 1


async def test_work_that_nobody_waits_for_is_done_all_the_same(opened: State) -> None:
    task = asyncio.create_task(opened.do(note))
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await opened.do(notes) == 1


def test_a_second_process_is_refused_and_a_broken_lock_is_no_loss(tmp_path: Path) -> None:
    first = State(tmp_path)
    with pytest.raises(StateError, match="Another bot is running"):
        State(tmp_path)
    first.close()
    (tmp_path / LOCK).write_bytes(b"no database at all" * 100)
    State(tmp_path).close()


@pytest.mark.parametrize("harm", ["noise", "truncated", "foreign"])
def test_a_broken_file_is_refused_and_left_as_it_is(tmp_path: Path, harm: str) -> None:
    state = State(tmp_path)
    state.do_now(note)
    state.close()
    path = tmp_path / FILE
    if harm == "foreign":
        path.unlink()
        with sqlite3.connect(path) as foreign:
            foreign.execute("create table theirs (x)")
        foreign.close()
    else:
        whole = path.read_bytes()
        path.write_bytes(b"noise " * 2000 if harm == "noise" else whole[: len(whole) - 4096])
    before = path.read_bytes()
    with pytest.raises(StateError, match="backup"):
        State(tmp_path)
    assert path.read_bytes() == before


def test_a_backup_is_a_database_made_while_another_writes(tmp_path: Path, opened: State) -> None:
    opened.do_now(note)
    target = tmp_path / "copy.db"
    backup(tmp_path, target)
    opened.do_now(note)
    with sqlite3.connect(target) as copy:
        assert notes(copy) == 1
    copy.close()
    assert not target.with_name("copy.db.part").exists()


def test_nothing_is_copied_from_nowhere(tmp_path: Path) -> None:
    with pytest.raises(StateError, match="nothing to copy"):
        backup(tmp_path, tmp_path / "copy.db")
    assert not (tmp_path / "copy.db").exists()

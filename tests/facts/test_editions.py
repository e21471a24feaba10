"""Which editions are kept, which one is gone back to, and with which one a bot begins."""

import os
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path

import pytest

from bot.errors import DataError, EditionError, Problem
from bot.facts import build as building
from bot.facts.build import build, digest_of, path_of
from bot.facts.edition import Edition
from bot.facts.editions import JOURNAL, at_start, journal, last_good, note_served, remove_others, step_back
from tests import DATA

AT = "2026-11-25T20:00:00+00:00"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A state folder with five editions whose data differ in one word, and the data of the last."""
    home = tmp_path_factory.mktemp("built")
    data = Path(shutil.copytree(DATA, home / "data"))
    for number in range(5):
        rename(data, f"Vostok-1; Flight {number}")
        edition = build(data, home / "var")
        os.utime(edition.path, (number + 1, number + 1))
    return home


@pytest.fixture
def home(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "home"))


def rename(data: Path, aliases: str) -> None:
    lines = (DATA / "missions.csv").read_text().splitlines(keepends=True)
    cells = lines[1].split(",")
    cells[3] = aliases
    (data / "missions.csv").write_text("".join([lines[0], ",".join(cells), *lines[2:]]))


def digests(state: Path) -> list[str]:
    """Those that are there, the oldest first."""
    files = sorted(state.glob("edition-*.db"), key=lambda path: path.stat().st_mtime)
    return [path.stem.removeprefix("edition-") for path in files]


def break_data(data: Path) -> None:
    (data / "eras.csv").unlink()


def went_back(state: Path) -> str:
    edition = step_back(state)
    assert edition is not None
    return edition.digest


def none_wrong(_: Edition) -> Iterable[Problem]:
    return ()


def test_the_last_three_that_were_served_are_kept(home: Path) -> None:
    state = home / "var"
    every = digests(state)
    assert len(every) == 5
    for digest in every:
        note_served(state, digest, at=AT)
    remove_others(state)
    assert set(digests(state)) == set(every[2:])
    assert journal(state).digests == tuple(reversed(every[2:]))


def test_serving_again_what_is_served_changes_nothing(home: Path) -> None:
    state = home / "var"
    note_served(state, digests(state)[0], at=AT)
    before = journal(state)
    note_served(state, digests(state)[0], at="later")
    assert journal(state) == before


def test_going_back_leads_to_the_one_before_and_then_to_the_one_before_that(home: Path) -> None:
    state = home / "var"
    first, second, third = digests(state)[:3]
    for digest in (first, second, third):
        note_served(state, digest, at=AT)
    assert went_back(state) == second
    assert (journal(state).digests, journal(state).withdrawn) == ((second, first), third)
    remove_others(state)
    assert set(digests(state)) == {first, second, third}
    assert went_back(state) == first
    assert step_back(state) is None
    assert journal(state).digests == (first,)


def test_going_back_passes_over_a_broken_one(home: Path) -> None:
    state = home / "var"
    first, second, third = digests(state)[:3]
    for digest in (first, second, third):
        note_served(state, digest, at=AT)
    os.truncate(path_of(state, second), 4096)
    assert went_back(state) == first


def test_what_was_withdrawn_is_not_served_at_the_next_start_but_changed_data_are(home: Path) -> None:
    state, data = home / "var", home / "data"
    for digest in digests(state):
        note_served(state, digest, at=AT)
    newest, before = journal(state).digests[:2]
    assert newest == digest_of(data)
    step_back(state)
    start = at_start(data, state, none_wrong)
    assert (start.edition.digest, start.withdrawn, start.problems) == (before, True, ())
    rename(data, "Vostok-1; Mended")
    start = at_start(data, state, none_wrong)
    assert (start.edition.digest, start.withdrawn) == (digest_of(data), False)


def test_broken_data_are_answered_from_the_last_good_edition(home: Path) -> None:
    state, data = home / "var", home / "data"
    digest = digests(state)[1]
    note_served(state, digest, at=AT)
    break_data(data)
    start = at_start(data, state, none_wrong)
    assert start.edition.digest == digest
    assert Problem("eras.csv", 0, "the file is missing") in start.problems


@pytest.mark.parametrize("content", [None, "", "no json", '{"served": 1}', '{"served": [["../x", ""]]}'])
def test_without_a_journal_it_is_the_newest_whole_file(home: Path, content: str | None) -> None:
    state = home / "var"
    if content is not None:
        (state / JOURNAL).write_text(content)
    *_, before, newest = digests(state)
    os.truncate(path_of(state, newest), 100_000)
    found = last_good(state)
    assert found is not None
    assert found.digest == before


def test_without_any_edition_broken_data_are_refused_with_every_problem(home: Path) -> None:
    break_data(home / "data")
    (home / "data" / "posts.csv").unlink()
    with pytest.raises(DataError) as caught:
        at_start(home / "data", home / "empty", none_wrong)
    assert {problem.file for problem in caught.value.problems} >= {"eras.csv", "posts.csv"}


def test_a_first_start_is_not_held_up_but_a_new_edition_is_verified_where_there_is_another(home: Path) -> None:
    data, state = home / "data", home / "var"
    wrong = [Problem("missions.csv", 2, "its reply is too long")]
    first = at_start(data, home / "empty", lambda _: pytest.fail("verified"))
    assert first.edition.digest == digest_of(data)
    note_served(state, digests(state)[0], at=AT)
    start = at_start(data, state, lambda _: wrong)
    assert (start.edition.digest, start.problems) == (digests(state)[0], tuple(wrong))
    assert at_start(data, state, none_wrong).edition.digest == digest_of(data)


def spoil_half(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def spoil_end(path: Path) -> None:
    os.truncate(path, path.stat().st_size - 4096)


def spoil_middle(path: Path) -> None:
    with path.open("rb+") as file:
        file.seek(path.stat().st_size // 2)
        file.write(b"noise" * 4000)


def change(statement: str) -> Callable[[Path], None]:
    def spoil(path: Path) -> None:
        with closing(sqlite3.connect(path)) as connection:
            connection.execute(statement)
            connection.commit()

    return spoil


def foreign(path: Path) -> None:
    path.unlink()
    change("create table theirs (x)")(path)


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (spoil_half, "malformed"),
        (spoil_end, "malformed|damaged"),
        (spoil_middle, "malformed|damaged"),
        (foreign, "no edition of Handshake"),
        (lambda path: path.write_bytes(b""), "no edition of Handshake"),
        (lambda path: path.write_text("words " * 1000), "not a database"),
        (change("drop table seat"), "lacks the table seat"),
        (change("drop view stay"), "lacks the table stay"),
        (change("delete from record"), "unfinished"),
        (change("pragma user_version = 1"), "another version"),
        (lambda path: path.unlink(), "unable to open"),
    ],
)
def test_a_broken_edition_is_told_in_a_sentence_and_built_again(
    home: Path, spoil: Callable[[Path], None], said: str
) -> None:
    data, state = home / "data", home / "var"
    path = path_of(state, digest_of(data))
    note_served(state, digest_of(data), at=AT)
    spoil(path)
    with pytest.raises(EditionError, match=said):
        Edition(path)
    assert at_start(data, state, none_wrong).edition.digest == digest_of(data)


def test_where_the_folder_can_not_be_written_the_served_edition_is_still_good(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data, state = home / "data", home / "var"
    note_served(state, digests(state)[0], at=AT)
    rename(data, "Vostok-1; Newer")

    def full(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(building, "_write", full)
    start = at_start(data, state, none_wrong)
    assert start.edition.digest == digests(state)[0]
    assert "disk is full" in start.problems[0].text


def test_a_journal_that_can_not_be_written_is_told_and_the_old_one_stays(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = home / "var"
    first, second = digests(state)[:2]
    note_served(state, first, at=AT)

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(EditionError, match="No space left"):
        note_served(state, second, at=AT)
    assert journal(state).digests == (first,)
    assert path_of(state, second).is_file()


def test_only_old_drafts_are_removed(home: Path) -> None:
    state = home / "var"
    young, old = state / "edition-0.1.part", state / "edition-1.2.part"
    for path in (young, old):
        path.write_text("half")
    os.utime(old, (time.time() - 1000,) * 2)
    remove_others(state)
    assert young.is_file()
    assert not old.exists()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_data_without_permission_are_told_by_file(home: Path) -> None:
    (home / "data" / "eras.csv").chmod(0)
    with pytest.raises(DataError) as caught:
        at_start(home / "data", home / "empty", none_wrong)
    assert Problem("eras.csv", 0, "can't be read: Permission denied") in caught.value.problems


def test_a_file_removed_under_an_answer_is_no_loss(home: Path) -> None:
    state = home / "var"
    edition = Edition(path_of(state, digests(state)[0]))
    with edition.open() as facts:
        edition.path.unlink()
        assert facts.count("select count(*) from seat") >= 1428
    with edition.open() as facts:
        assert facts.count("select count(*) from person") > 600

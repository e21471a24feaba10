import shutil
from pathlib import Path

import pytest

from bot.errors import DataError
from bot.facts.model import TOLD, Mission, Nation
from bot.facts.read import Unread, marks_of, read
from tests import DATA


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DATA, tmp_path / "data"))


def test_the_record_reads_without_a_problem_and_every_row_knows_its_line() -> None:
    record, unread = read(DATA)
    assert unread == Unread()
    first = next(placed for placed in record.rows if isinstance(placed.row, Mission))
    assert (first.file, first.line) == ("missions.csv", 2)


def test_the_whole_record_is_there() -> None:
    record, _ = read(DATA)
    lines = [placed.file for placed in record.rows]
    assert lines.count("missions.csv") >= 367
    assert lines.count("seats.csv") >= 1428
    assert lines.count("expeditions.csv") >= 75
    assert lines.count("people.csv") >= 651
    assert lines.count("events.csv") >= 74


def test_windows_line_ends_and_a_byte_order_mark_change_nothing(folder: Path) -> None:
    before, _ = read(folder)
    for path in folder.glob("*.csv"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert read(folder) == (before, Unread())


def test_a_list_in_a_cell_is_split_and_an_empty_cell_is_unknown(folder: Path) -> None:
    with (folder / "missions.csv").open("a", encoding="utf-8") as missions:
        missions.write("test-1,Test 1,,A; B ;,soyuz,usa,,,,,completed,yes,cosmos-book; mcdowell-population\n")
    mission = read(folder)[0].rows
    row = next(placed.row for placed in mission if isinstance(placed.row, Mission) and placed.row.id == "test-1")
    assert row.aliases == ("A", "B")
    assert row.launch is None
    assert row.sources == ("cosmos-book", "mcdowell-population")


def test_stories_that_are_missing_as_a_whole_are_missing_files(folder: Path) -> None:
    shutil.rmtree(folder / "ru")
    assert {str(problem) for problem in read(folder)[1].problems} == {
        f"ru/{kind}.toml: the file is missing" for kind in TOLD
    }


def test_what_can_not_be_read_is_known_by_its_name_where_it_has_one(folder: Path) -> None:
    append(folder / "nations.csv", "atlantis,Atlantis\nmu,Mu,Му,,,sea\n,Nowhere,,,,")
    append(folder / "seats.csv", "vostok-1,gagarin")
    append(folder / "eras.csv", 'again,"1999\nnever,1999",,X,Х')
    append(folder / "en/people.toml", '[gagarin-2]\nsources = ["cosmos-book"]')
    (folder / "posts.csv").write_bytes(b"\xff")
    _, unread = read(folder)
    assert unread.ids == {("nations.csv", "atlantis"), ("nations.csv", "mu"), ("en/people.toml", "gagarin-2")}
    assert unread.files == {"nations.csv", "seats.csv", "eras.csv", "posts.csv"}


def append(path: Path, text: str) -> None:
    path.write_text(f"{path.read_text().rstrip()}\n{text}\n")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "can't be read"),
        (b"as_of = '2026-01-01'", "is missing"),
        (b"as_of = 3", "expected string"),
        (b"version = '1'\nas_of = '2026'\ntitle = ''\nlicence = ''", "not a day"),
        (b"version = '1'\nas_of = '2026-13-01'\ntitle = ''\nlicence = ''", "month"),
        (b"\xff", "utf-8"),
        (b"version =", "Invalid value"),
    ],
)
def test_without_a_usable_record_toml_nothing_is_read(folder: Path, content: bytes | None, said: str) -> None:
    (folder / "record.toml").unlink()
    if content is not None:
        (folder / "record.toml").write_bytes(content)
    with pytest.raises(DataError) as caught:
        read(folder)
    assert [problem.file for problem in caught.value.problems] == ["record.toml"]
    assert said in caught.value.problems[0].text


def test_a_missing_folder_is_told_as_such(tmp_path: Path) -> None:
    with pytest.raises(DataError) as caught:
        read(tmp_path / "nowhere")
    assert list(map(str, caught.value.problems)) == [f"DATA_DIR: the folder {tmp_path / 'nowhere'} does not exist"]


def test_what_a_column_may_hold_is_read_from_its_type() -> None:
    assert [mark.words for mark in marks_of(Nation, "side")] == [("", "us", "ru")]

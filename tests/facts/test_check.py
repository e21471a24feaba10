"""Every kind of broken data, as a small patch to a copy of data/, is found in its file and row."""

import csv
import io
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.errors import DataError, Problem
from bot.facts.build import checked
from tests import DATA

Change = Callable[[bytes], bytes]


@dataclass(frozen=True)
class Broken:
    """A fault: what to do to which file, and the row and words that the problem must have. Row -1: the last line."""

    name: str
    file: str
    change: Change
    row: int
    said: str


def cell(row: str, column: str, value: str, *, key: str = "id") -> Change:
    """Another value for one cell of the row with this key (`a/b`: of the first two columns)."""

    def change(content: bytes) -> bytes:
        header, *rows = csv.reader(io.StringIO(content.decode()))
        for cells in rows:
            if row in (cells[header.index(key)] if key in header else "", "/".join(cells[:2])):
                cells[header.index(column)] = value
                break
        else:
            raise AssertionError(f"no row {row}")
        return table([header, *rows])

    return change


def table(rows: list[list[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode()


def added(line: str) -> Change:
    return lambda content: content.rstrip(b"\n") + b"\n" + line.encode() + b"\n"


def replaced(old: str, new: str) -> Change:
    def change(content: bytes) -> bytes:
        assert old.encode() in content
        return content.replace(old.encode(), new.encode(), 1)

    return change


def only(text: str) -> Change:
    return lambda _: text.encode()


STORY = '\n[{}]\ntitle = "{}"\ntext = "Told."\nsources = [{}]\n'
BROKEN = [
    Broken("unknown id", "seats.csv", cell("vostok-1/gagarin", "person", "nobody"), 2, "'nobody' is not in people"),
    Broken("unknown id in a list", "missions.csv", cell("apollo-soyuz", "destination", "salyut-99"), 0, "'salyut-99'"),
    Broken("unknown role", "seats.csv", cell("vostok-1/gagarin", "role", "stowaway"), 2, "'stowaway' is not in roles"),
    Broken("a role without its Russian", "roles.csv", cell("pilot", "name_ru", "", key="name_en"), 0, "name_ru is empty"),
    Broken("unknown place", "people.csv", cell("gagarin", "birth_place", "Atlantis"), 2, "'Atlantis' is not in places"),
    Broken("a birthplace without its Russian", "places.csv", cell("Moscow", "name_ru", "", key="name_en"), 0,
           "name_ru is empty"),
    Broken("a birthplace without a source", "places.csv", cell("Moscow", "sources", "", key="name_en"), 0, "no source"),
    Broken("unknown nation", "people.csv", cell("gagarin", "nation", "atlantis"), 2, "'atlantis' is not in nations"),
    Broken("unknown source", "people.csv", cell("gagarin", "sources", "hearsay"), 2, "'hearsay' is not in sources"),
    Broken("no source", "missions.csv", cell("vostok-1", "sources", ""), 2, "no source"),
    Broken("landing before launch", "missions.csv", cell("vostok-1", "landing", "1961-04-11"), 2, "is before launch"),
    Broken("death before birth", "people.csv", cell("gagarin", "death", "1933"), 2, "is before birth"),
    Broken("launch in the future", "missions.csv", cell("vostok-1", "launch", "2999"), 2, "is after the record's as_of"),
    Broken("two flights at once", "seats.csv", added("vostok-2,gagarin,pilot,vostok-3,ussr,cosmos-book\n"
           "vostok-3,gagarin,pilot,vostok-3,ussr,cosmos-book"), -1, "while still up from vostok-2"),
    Broken("a crew without a launch", "missions.csv", cell("vostok-1", "launch", ""), 0, "has no launch date"),
    Broken("alias of another", "missions.csv", cell("vostok-2", "aliases", "Vostok 1"), 3, "is the name of vostok-1"),
    Broken("alias twice", "missions.csv", cell("vostok-2", "aliases", "V; V"), 3, "is written 2 times"),
    Broken("name of another", "missions.csv", cell("vostok-2", "name_en", "Vostok 1"), 3, "already belongs to vostok-1"),
    Broken("a name without letters", "people.csv", cell("gagarin", "name_en", "—"), 2, "has no letter or digit"),
    Broken("no name in Russian", "people.csv", cell("armstrong", "name_ru", ""), 0, "name_ru is empty, and in English"),
    Broken("a Russian name in Latin letters", "people.csv", cell("armstrong", "name_ru", "Neil Armstrong"), 0,
           "name_ru is in Latin letters: 'Neil Armstrong'"),
    Broken("a Russian flight in Latin letters", "missions.csv", cell("vostok-1", "name_ru", "Vostok 1"), 2,
           "name_ru is in Latin letters"),
    Broken("a flight in other Latin letters than in English", "missions.csv", cell("sts-71", "name_ru", "STS 71"), 0,
           "name_ru is in Latin letters"),
    Broken("an agreement without its name in Russian", "agreements.csv", cell("agreement-1962", "name_ru", ""), 0,
           "name_ru is empty"),
    Broken("a place without its name in Russian", "agreements.csv", cell("agreement-1962", "place_ru", ""), 0,
           "place_ru is empty"),
    Broken("an office without its name in Russian", "posts.csv", cell("keldysh", "title_ru", "", key="person"), 0,
           "title_ru is empty"),
    Broken("bad date", "people.csv", cell("gagarin", "birth", "9 March 1934"), 2, "birth: '9 March 1934' is not a date"),
    Broken("30 February", "people.csv", cell("gagarin", "birth", "1934-02-30"), 2, "birth: day"),
    Broken("year 0", "people.csv", cell("gagarin", "birth", "0000"), 2, "birth: year"),
    Broken("month 0", "people.csv", cell("gagarin", "birth", "1934-00"), 2, "birth:"),
    Broken("digits of another script", "people.csv", cell("gagarin", "birth", "١٩٣٤"), 2, "birth:"),
    Broken("unknown column", "eras.csv", replaced("name_ru", "nom_ru"), 1, "unknown column 'nom_ru'"),
    Broken("missing column", "eras.csv", replaced(",name_ru", ""), 1, "missing column 'name_ru'"),
    Broken("columns out of order", "eras.csv", replaced("id,start", "start,id"), 1, "columns out of order"),
    Broken("too few cells", "eras.csv", added("x,1999"), -1, "2 cells where 5 belong"),
    Broken("too many cells", "eras.csv", added("x,1999,,X,Х,more"), -1, "6 cells where 5 belong"),
    Broken("an open quote", "eras.csv", added('x,1999,,"X,Х'), -1, "not a CSV line"),
    Broken("bad encoding", "people.csv",
           lambda content: content.replace("Юрий".encode(), "Юрий".encode("cp1251"), 1), 2, "not UTF-8"),
    Broken("an empty file", "eras.csv", lambda _: b"", 1, "missing column"),
    Broken("a control character", "people.csv", cell("gagarin", "birth_place", "Klu\x07shino"), 2, "control character"),
    Broken("id twice", "nations.csv", added("usa,Again,,,,,"), -1, "for the second time"),
    Broken("seat twice", "seats.csv", added("vostok-1,gagarin,pilot,vostok-1,ussr,cosmos-book"), -1, "second time"),
    Broken("no id", "nations.csv", added(",Nowhere,,,,,"), -1, "id: is empty"),
    Broken("an id in capitals", "nations.csv", added("USA2,Again,,,,,"), -1, "'USA2' is no id"),
    Broken("an id too long", "nations.csv", added("x" * 61 + ",Again,,,,,"), -1, "is no id"),
    Broken("a word not in the list", "missions.csv", cell("vostok-1", "status", "fine"), 2, "'fine' is none of"),
    Broken("no number", "expeditions.csv", cell("1", "number", "one", key="number"), 2, "number:"),
    Broken("an empty name", "nations.csv", cell("usa", "name_en", ""), 2, "name_en: is empty"),
    Broken("a dispute about nothing", "disputes.csv",
           added("mission/none,landing,,1999,,cosmos-book,1998,,mcdowell-population,open"), -1, "is not in data/"),
    Broken("a dispute that does not hold the table's value", "disputes.csv",
           added("mission/vostok-1,launch,,1999,,cosmos-book,1998,,mcdowell-population,open"), -1,
           "the dispute says '1999'"),
    Broken("a dispute in words that are English only", "disputes.csv",
           added("mission/vostok-1,height,высота,about 300 km,,cosmos-book,327 km,327 км,cosmos-book,open"), -1,
           "value_ru: 'about 300 km' is not said in Russian"),
    Broken("a dispute about what is English only", "disputes.csv",
           added("mission/vostok-1,height,,300,,cosmos-book,327,,cosmos-book,open"), -1,
           "field_ru: 'height' is not said in Russian"),
    Broken("a story of nobody", "en/people.toml", only(STORY.format("nobody", "", '"cosmos-book"')), 0,
           "[nobody] is not in people.csv"),
    Broken("a story without a source", "en/people.toml", only(STORY.format("gagarin", "", "")), 0, "no source"),
    Broken("a Russian story in English", "ru/people.toml", only(STORY.format("gagarin", "", '"cosmos-book"')), 0,
           "[gagarin] is not told in Russian letters"),
    Broken("a story with an unknown source", "en/people.toml", only(STORY.format("gagarin", "", '"x"')), 0,
           "'x' is not in sources"),
    Broken("a story without text", "en/people.toml", only('\n[gagarin]\nsources = ["cosmos-book"]'), 2, "text is missing"),
    Broken("a story with an unknown field", "en/people.toml",
           only('\n[gagarin]\ntext = "T"\nauthor = "me"\nsources = ["cosmos-book"]'), 0, "unknown field author"),
    Broken("a question that is too long", "en/people.toml",
           only('\n[gagarin]\ntext = "T"\nsources = ["cosmos-book"]\nasked = ["' + "x" * 101 + '"]'), 0, "asked: a question"),
    Broken("questions that are no list", "en/people.toml",
           only('\n[gagarin]\ntext = "T"\nsources = ["cosmos-book"]\nasked = "why"'), 2, "asked is a list"),
    Broken("no TOML", "en/people.toml", added("[gagarin"), 0, "not TOML"),
    Broken("an event without its story", "events.csv", added("untold,1999,talks,,,,,cosmos-book"), -1, "is not told"),
    Broken("an event's title too long", "en/events.toml", replaced('title = "', 'title = "' + "x" * 81), 0,
           "needs a title"),
]  # fmt: skip


def problems_of(folder: Path) -> tuple[Problem, ...]:
    try:
        checked(folder)
    except DataError as error:
        return error.problems
    return ()


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    copy = tmp_path / "data"
    shutil.copytree(DATA, copy)
    yield copy
    shutil.rmtree(copy)


def test_the_data_is_clean() -> None:
    assert problems_of(DATA) == ()


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: broken.name)
def test_broken_data_is_found_where_it_is(folder: Path, broken: Broken) -> None:
    path = folder / broken.file
    path.write_bytes(broken.change(path.read_bytes()))
    last = len(path.read_bytes().rstrip(b"\n").split(b"\n"))
    row = {0: None, -1: last}.get(broken.row, broken.row)
    found = problems_of(folder)
    assert any(
        broken.said in problem.text and (row is None or (problem.file, problem.row) == (broken.file, row))
        for problem in found
    ), [str(problem) for problem in found[:5]]


def test_a_missing_file_is_a_problem_of_the_file(folder: Path) -> None:
    (folder / "eras.csv").unlink()
    assert Problem("eras.csv", 0, "the file is missing") in problems_of(folder)


TWICE = '\n[gagarin]\ntext = "T"\n[gagarin]\ntext = "T"\n'
TYPING_ERROR = "missions: 'apolo-soyuz' is not in missions"


@pytest.mark.parametrize(
    ("file", "change", "said", "left_out"),
    [
        ("missions.csv", cell("apollo-soyuz", "launch", "1975-13-15"), "launch: month must be in 1..12", ""),
        ("missions.csv", cell("soyuz-19", "landing", "soon"), "landing: 'soon' is not a date", ""),
        ("people.csv", cell("stafford", "gender", "?"), "gender: '?' is none of", ""),
        ("eras.csv", cell("before-1972", "start", ""), "start: ", ""),
        ("expeditions.csv", cell("1", "start", "2000-13", key="number"), "start: ", ""),
        ("seats.csv", cell("vostok-1/gagarin", "sources", "a\x07"), "sources: a control character", ""),
        ("sources.csv", cell("cosmos-book", "kind", "hearsay"), "kind: 'hearsay' is none of", ""),
        ("en/events.toml", replaced('text = """', 'txt = """'), "unknown field txt", ""),
        ("en/events.toml", replaced('title = "', "title = "), "not TOML", "en/events.toml"),
        ("ru/events.toml", replaced('title = "', "title = "), "not TOML", "ru/events.toml"),
        ("en/people.toml", added(TWICE), "not TOML", "en/people.toml"),
        ("events.csv", replaced("date", "day"), "unknown column 'day'", "events.csv"),
        ("people.csv", lambda _: b"\xff", "not UTF-8", "people.csv"),
        ("things.csv", lambda _: b"\xff", "not UTF-8", "things.csv"),
        ("nations.csv", lambda _: b"\xff", "not UTF-8", "nations.csv"),
        ("sources.csv", lambda _: b"\xff", "not UTF-8", "sources.csv"),
        ("roles.csv", replaced("pilot,", 'pilot,"'), "", "roles.csv"),
    ],
)
def test_what_only_follows_from_what_can_not_be_read_is_left_out(
    folder: Path, file: str, change: Change, said: str, left_out: str
) -> None:
    (folder / file).write_bytes(change((folder / file).read_bytes()))
    cause, *rest = problems_of(folder)
    assert cause.file == file
    assert said in cause.text
    assert len(rest) == bool(left_out), [str(problem) for problem in rest[:5]]
    for note in rest:
        told = rf"not checked because {left_out} can't be read whole: [\d,]+ mentions? of what may stand there"
        assert re.fullmatch(told, note.text)


def test_of_files_that_can_not_be_read_one_line_at_the_end_tells_and_other_problems_are_told_too(folder: Path) -> None:
    for file in ("people.csv", "en/events.toml"):
        (folder / file).write_bytes(b"\xff")
    events = folder / "events.csv"
    events.write_bytes(cell("apollo-soyuz-docking", "missions", "apolo-soyuz")(events.read_bytes()))
    *found, note = problems_of(folder)
    assert [(problem.file, problem.text) for problem in found] == [
        ("en/events.toml", "not UTF-8"), ("events.csv", TYPING_ERROR), ("people.csv", "not UTF-8"),
    ]  # fmt: skip
    assert note.file == "data"
    assert "because en/events.toml and people.csv can't be read" in note.text


def test_beside_a_row_that_can_not_be_read_references_to_others_are_checked(folder: Path) -> None:
    for file, change in (
        ("missions.csv", cell("apollo-soyuz", "launch", "1975-13-15")),
        ("events.csv", cell("apollo-soyuz-docking", "missions", "apolo-soyuz")),
    ):
        (folder / file).write_bytes(change((folder / file).read_bytes()))
    assert [(problem.file, problem.text) for problem in problems_of(folder)] == [
        ("events.csv", TYPING_ERROR), ("missions.csv", "launch: month must be in 1..12"),
    ]  # fmt: skip


def test_every_problem_is_told_and_in_order(folder: Path) -> None:
    for broken in ("bad date", "no source", "unknown column"):
        fault = next(one for one in BROKEN if one.name == broken)
        (folder / fault.file).write_bytes(fault.change((folder / fault.file).read_bytes()))
    found = problems_of(folder)
    assert {problem.file for problem in found} >= {"people.csv", "missions.csv", "eras.csv"}
    assert list(found) == sorted(found, key=lambda problem: (problem.file, problem.row, problem.text))

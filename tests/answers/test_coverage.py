"""The report's figures, counted a second time straight from the editors' files."""

import csv
import datetime as dt
import itertools
import os
import subprocess
import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator

import pytest

from bot.answers.coverage import Coverage, coverage
from bot.facts.edition import Edition
from tests import DATA, ROOT

CITING = ("things", "people", "posts", "missions", "seats", "expeditions", "dockings", "agreements", "events")
TOLD = {"events": "event", "missions": "mission", "people": "person", "agreements": "agreement", "things": "thing"}
Cells = dict[str, str]


def table(name: str) -> list[Cells]:
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def stories(kind: str, language: str) -> dict[str, dict[str, list[str]]]:
    return tomllib.loads((DATA / language / f"{kind}.toml").read_text())


def cited(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(";") if part.strip()]


@pytest.fixture(scope="module")
def found(edition: Edition) -> Coverage:
    with edition.open() as facts:
        return coverage(facts)


def joint_missions() -> set[str]:
    sides = {row["id"]: row["side"] for row in table("nations")}
    aboard: defaultdict[str, set[str]] = defaultdict(set)
    for seat in table("seats"):
        for craft in (seat["mission"], seat["landed_in"]):
            aboard[craft].add(sides.get(seat["nation"], ""))
    return {craft for craft, found in aboard.items() if craft and {"us", "ru"} <= found}


def entries() -> Iterator[tuple[str, bool]]:
    """Every date with an entry, and whether it is about cooperation."""
    joint = joint_missions()
    up, down = ({seat[way] for seat in table("seats")} for way in ("mission", "landed_in"))
    for mission in table("missions"):
        if mission["orbital"] == "yes":
            yield from ((mission["launch"], mission["id"] in joint) for _ in "1" if mission["id"] in up)
            yield from ((mission["landing"], mission["id"] in joint) for _ in "1" if mission["id"] in down)
    yield from ((event["date"], True) for event in table("events"))
    yield from ((each["start"], True) for each in table("expeditions") if each["dates_mean"] == "station")
    yield from ((person[what], False) for person in table("people") for what in ("birth", "death"))


def days(*, cooperative: bool) -> set[str]:
    return {date[5:10] for date, is_joint in entries() if len(date) >= 10 and (is_joint or not cooperative)}


def citations() -> Iterator[tuple[str, str]]:
    """Every record (`kind/id`, empty for a place and for a side of a dispute) with a work that it cites."""
    keys = {
        "posts": lambda row: f"person/{row['person']}",
        "dockings": lambda row: f"mission/{row['mission']}",
        "seats": lambda row: f"seat/{row['mission']}/{row['person']}",
        "expeditions": lambda row: f"expedition/{row['number']}",
    }
    for name in CITING:
        for row in table(name):
            record = keys[name](row) if name in keys else f"{TOLD[name]}/{row['id']}"
            yield from ((record, source) for source in cited(row["sources"]))
    for kind, language in itertools.product(TOLD, ("en", "ru")):
        for id_, story in stories(kind, language).items():
            yield from ((f"{TOLD[kind]}/{id_}", source) for source in story["sources"])
    for row in table("places"):
        yield from (("", source) for source in cited(row["sources"]))
    for row in table("disputes"):
        yield from (("", source) for column in ("sources", "other_sources") for source in cited(row[column]))


def test_no_row_is_without_a_source(found: Coverage) -> None:
    assert found.without_source == ()
    for name in (*CITING, "disputes"):
        assert [row for row in table(name) if not cited(row["sources"])] == [], name


def test_days_of_the_year_are_those_of_the_files(found: Coverage) -> None:
    every = {f"{dt.date(2000, 1, 1) + dt.timedelta(days=number):%m-%d}" for number in range(366)}
    assert found.days == len(days(cooperative=False))
    assert found.empty_days == tuple(sorted(every - days(cooperative=False)))
    assert found.cooperative_days == len(days(cooperative=True))


def test_what_is_unknown_is_counted_as_the_files_have_it(found: Coverage) -> None:
    people, seats = table("people"), table("seats")
    sides = {row["id"]: row["side"] for row in table("nations")}
    flown = {seat["person"] for seat in seats}
    assert found.without_birth == tuple(person["id"] for person in people if not person["birth"])
    assert found.without_death == tuple(
        person["id"]
        for person in people
        if person["id"] in flown and sides.get(person["nation"]) and not person["death"]
        if person["birth"] and int(person["birth"][:4]) < 1945
    )
    assert found.without_role == tuple(f"{seat['mission']}/{seat['person']}" for seat in seats if not seat["role"])
    assert found.without_site == tuple(mission["id"] for mission in table("missions") if not mission["site"])


def test_citations_are_counted_by_work(found: Coverage) -> None:
    counts = Counter(source for _, source in citations())
    assert found.sources == tuple(sorted(counts.items(), key=lambda each: (-each[1], each[0]))[:15])


def test_a_record_is_thin_where_every_work_is_a_public_file_of_unclear_origin(found: Coverage) -> None:
    secondary = {row["id"] for row in table("sources") if row["kind"] == "secondary"}
    works: defaultdict[str, set[str]] = defaultdict(set)
    for record, source in citations():
        works[record].add(source)
    assert set(found.thin) == {record for record, its in works.items() if record and its <= secondary}


def test_stories_told_and_missing_are_those_of_the_files(found: Coverage) -> None:
    counted = {(told.kind, told.language): told for told in found.stories}
    assert len(counted) == len(TOLD) * 2
    for name, kind in TOLD.items():
        ids = {row["id"] for row in table(name)}
        for language in ("en", "ru"):
            told = counted[kind, language]
            assert (told.told, told.of) == (len(stories(name, language)), len(ids))
            if name in ("events", "agreements"):
                assert set(told.missing) == ids - stories(name, language).keys()


def test_disputes_are_open_or_settled(found: Coverage) -> None:
    counts = Counter(row["status"] for row in table("disputes"))
    assert (found.open_disputes, found.settled_disputes) == (counts["open"], counts["settled"])


def test_check_prints_the_report(found: Coverage, edition: Edition) -> None:
    settings = {"PYTHONPATH": str(ROOT), "DATA_DIR": str(DATA), "STATE_DIR": str(edition.path.parent)}
    done = subprocess.run(
        [sys.executable, "-m", "bot", "check", "--report"],
        capture_output=True, check=True, encoding="utf-8", env={**os.environ, **settings},
    )  # fmt: skip
    lines = done.stdout.splitlines()
    assert lines[0].startswith("No problems.")
    for line in (
        f"days of the year with an entry: {found.days} of 366",
        f"days with a cooperative one: {found.cooperative_days}",
        f"people without a birth date: {len(found.without_birth)}",
        f"seats without a role: {len(found.without_role)}",
        f"missions without a launch site: {len(found.without_site)}",
        f"thin records (every source is secondary): {len(found.thin)}",
        "rows without a source: 0",
        f"disputes: {found.open_disputes} open, {found.settled_disputes} settled",
    ):
        assert any(printed.startswith(line) for printed in lines), line

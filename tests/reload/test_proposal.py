"""What a changed record would change, and that a reply which can't be shown is refused at its row."""

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.app import checks
from bot.errors import Problem
from bot.facts.build import build, path_of
from bot.facts.edition import Edition
from bot.historian import Historian
from bot.questions import PersonCard, Question, ThingCard
from bot.reload.proposal import Proposal, Refusal, from_json, to_json
from bot.reload.propose import MOST_EXAMPLES, propose
from bot.reload.rehearse import Checks
from bot.replies.reply import Reply
from tests import DATA


@pytest.fixture(scope="module")
def proposal(tmp_path_factory: pytest.TempPathFactory, edition: Edition) -> Proposal:
    """Gagarin is born in another place, a source and a thing are new, and the record is a day newer."""
    home = tmp_path_factory.mktemp("proposal")
    data = Path(shutil.copytree(DATA, home / "data"))
    replace(data / "people.csv", '"Klushino, Russian SFSR, Soviet Union"', "Smolensk")
    append(data / "things.csv", "test-pad,launch site,Test Pad,Стартовый стол,,,,,,,cosmos-book")
    append(data / "sources.csv", "new-work,A new work,,,,book")
    replace(data / "record.toml", edition.as_of, str(dt.date.fromisoformat(edition.as_of) + dt.timedelta(days=1)))
    told = propose(data, home / "var", base=edition, checks=checks())
    assert isinstance(told, Proposal), told.problems
    assert path_of(home / "var", told.digest).is_file()
    return told


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def append(path: Path, line: str) -> None:
    path.write_text(f"{path.read_text().rstrip()}\n{line}\n")


def test_records_are_told_by_what_happened_to_them(proposal: Proposal) -> None:
    assert proposal.added == ("source/new-work", "thing/test-pad")
    assert proposal.changed == ("person/gagarin",)
    assert proposal.removed == ()


def test_replies_that_change_are_told_with_the_words_that_differ(proposal: Proposal, edition: Edition) -> None:
    assert proposal.base == edition.digest != proposal.digest
    assert proposal.rehearsed > 10_000
    assert len(proposal.reworded) > 1000
    example = next(each for each in proposal.examples if (each.question, each.language) == ("person:gagarin", "en"))
    assert example.before[0] == "- **Born:** 9 March 1934, Klushino, Russian SFSR, Soviet Union"
    assert example.after[0] == "- **Born:** 9 March 1934, Smolensk"


def test_replies_that_change_alike_are_one_example(proposal: Proposal) -> None:
    assert len(proposal.examples) < MOST_EXAMPLES


def test_a_proposal_and_a_refusal_survive_json(proposal: Proposal) -> None:
    for told in (proposal, Refusal((Problem("people.csv", 2, "no «source»"),), 1.5)):
        assert from_json(to_json(told)) == told
        assert "\n" not in to_json(told)


def test_a_long_line_is_shown_around_what_differs() -> None:
    from bot.reload.propose import _windows

    before, after = "x" * 300 + "old" + "y" * 300, "x" * 300 + "new" + "y" * 300
    ((old,), (new,)) = _windows([before], [after], around=40)
    assert (old, new) == ("…" + "x" * 40 + "old" + "y" * 40 + "…", "…" + "x" * 40 + "new" + "y" * 40 + "…")


def test_every_fault_of_a_reply_is_told_with_file_and_row(tmp_path: Path, edition: Edition) -> None:
    data = Path(shutil.copytree(DATA, tmp_path / "data"))
    replace(data / "en" / "people.toml", '[gagarin]\ntext = """', '[gagarin]\ntext = """' + "word " * 1000)

    def wrong(question: Question, reply: Reply, language: str) -> Iterator[str]:
        if question == PersonCard("titov-gherman"):
            if language == "ru":
                raise LookupError("no word for it")
            yield "is dull"

    def whole(historian: Historian) -> Iterator[Problem]:
        yield Problem("patterns/en", 3, f"nothing is understood as of {historian.edition.as_of}")

    every = checks()
    told = propose(data, tmp_path / "var", base=edition, checks=Checks((*every.replies, wrong), (whole,)))
    assert isinstance(told, Refusal)
    assert {str(problem) for problem in told.problems} >= {
        "people.csv:2: the reply to person:gagarin (en) is shown shortened",
        "people.csv:3: the reply to person:titov-gherman (en) is dull",
        "people.csv:3: the reply to person:titov-gherman (ru) can't be said: LookupError: no word for it",
        f"patterns/en:3: nothing is understood as of {edition.as_of}",
    }
    assert any("person:gagarin (en) is too long: " in problem.text for problem in told.problems)
    assert len(told.problems) == 5


def test_an_edition_released_by_the_historian_is_gone(tmp_path: Path) -> None:
    import weakref

    historian = Historian(build(DATA, tmp_path / "one"))
    old = weakref.ref(historian.edition)
    historian.reply(ThingCard("iss"), language="en", today=dt.date(2026, 11, 23))
    historian.serve(build(DATA, tmp_path / "two"))
    assert old() is None

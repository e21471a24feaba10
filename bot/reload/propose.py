"""data/ → a proposal: read, check, build beside the served edition, rehearse every reply, compare; in ten seconds."""

import dataclasses
import datetime as dt
import difflib
import time
from collections.abc import Iterable
from pathlib import Path

from bot.answers.search import about
from bot.errors import DataError, EditionError, Problem
from bot.facts.build import build_from, checked, digest_of
from bot.facts.compare import differences
from bot.facts.dates import parse
from bot.facts.edition import Edition
from bot.facts.editions import problems_of
from bot.facts.model import Record
from bot.questions import Question, to_text
from bot.reload.proposal import Example, Proposal, Refusal
from bot.reload.rehearse import Checks, rehearse
from bot.reload.said import Replies, Said, keep, kept

MOST_EXAMPLES = 30
AROUND = 40  # characters of a long line that are shown on each side of what differs


def propose(data: Path, state: Path, *, base: Edition | None, checks: Checks, processes: int = 1) -> Proposal | Refusal:
    """What serving data/ instead of `base` would change; the new edition is finished in the state folder."""
    begun = time.monotonic()
    try:
        digest = digest_of(data)
        record = checked(data)
        edition = build_from(record, digest, state)
        today = day_of(edition)
        rehearsal = rehearse(edition, today=today, checks=checks, record=record, processes=processes)
    except (DataError, EditionError) as error:
        return Refusal(problems_of(error), time.monotonic() - begun)
    if rehearsal.problems:
        return Refusal(in_order(rehearsal.problems), time.monotonic() - begun)
    keep(edition.path, rehearsal.said, today=today)
    before = base if base and base.digest != edition.digest else None
    proposal = _proposal(edition, base or edition, old=_said_by(before, today), new=rehearsal.said)
    return dataclasses.replace(proposal, base=base.digest if base else "", seconds=time.monotonic() - begun)


def verified(edition: Edition, record: Record | None, checks: Checks, *, processes: int = 1) -> tuple[Problem, ...]:
    """Every problem with the replies of an edition; none where this code has said them all before."""
    if kept(edition.path, today=day_of(edition)) is not None:
        return ()
    done = rehearse(edition, today=day_of(edition), checks=checks, record=record, processes=processes)
    return in_order(done.problems)


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """By file and row."""
    return tuple(sorted(problems, key=lambda problem: (problem.file, problem.row, problem.text)))


def day_of(edition: Edition) -> dt.date:
    """The day up to which an edition was kept: replies are rehearsed as of then, so that only data change them."""
    as_of = parse(edition.as_of)
    return dt.date(as_of.year, as_of.month or 1, as_of.day or 1)


def _said_by(edition: Edition | None, today: dt.date) -> Replies:
    if edition is None:
        return {}
    return kept(edition.path, today=today) or rehearse(edition, today=today, checks=Checks((), ())).said


def _proposal(edition: Edition, base: Edition, *, old: Replies, new: Replies) -> Proposal:
    with base.open() as before, edition.open() as after:
        changes = differences(before, after)
        held = dataclasses.asdict(about(after))
    reworded = [key for key, said in old.items() if key in new and new[key] != said]
    return Proposal(
        digest=edition.digest,
        base="",
        version=edition.version,
        as_of=edition.as_of,
        held=tuple((name, value) for name, value in held.items() if isinstance(value, int)),
        rehearsed=len(new),
        added=changes.added,
        changed=changes.changed,
        removed=changes.removed,
        reworded=tuple(f"{to_text(question)} ({language})" for question, language in reworded),
        examples=_examples(reworded, old, new),
        seconds=0.0,
    )


def _examples(reworded: Iterable[tuple[Question, str]], old: Replies, new: Replies) -> tuple[Example, ...]:
    """Of replies that change alike only the first, so that one new date in all of them is one example."""
    found: dict[object, Example] = {}
    for question, language in reworded:
        lines = list(difflib.ndiff(_lines(old[question, language]), _lines(new[question, language])))
        before = [line[2:] for line in lines if line.startswith("- ")]
        after = [line[2:] for line in lines if line.startswith("+ ")]
        alike = _windows(before, after, around=0)
        if alike not in found:
            found[alike] = Example(to_text(question), language, *_windows(before, after, around=AROUND))
        if len(found) == MOST_EXAMPLES:
            break
    return tuple(found.values())


def _windows(before: list[str], after: list[str], *, around: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The lines, of long ones only as many characters around what differs."""
    if len(before) != len(after):
        return tuple(before), tuple(after)
    pairs = [_window(old, new, around) for old, new in zip(before, after, strict=True)]
    return tuple(old for old, _ in pairs), tuple(new for _, new in pairs)


def _window(old: str, new: str, around: int) -> tuple[str, str]:
    start = _alike(old, new)
    end = _alike(old[start:][::-1], new[start:][::-1])
    return _cut(old, start - around, end - around), _cut(new, start - around, end - around)


def _cut(line: str, before: int, after: int) -> str:
    """The line without so many characters at its beginning and at its end."""
    start, end = max(before, 0), len(line) - max(after, 0)
    return f"{'…' if start else ''}{line[start:end]}{'…' if end < len(line) else ''}"


def _alike(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (left, right) in pairs if left != right), min(len(one), len(other)))


def _lines(said: Said) -> list[str]:
    return [line for line in said.text.splitlines() if line] + [f"[{label}]" for label in said.labels]

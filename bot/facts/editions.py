"""The editions of a state folder: which were served, which are kept, and with which one to begin."""

import json
import os
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from bot.errors import DataError, EditionError, Problem
from bot.facts.build import digest_of, path_of, ready
from bot.facts.edition import Edition

KEPT = 3
JOURNAL = "editions.json"
STALE_SECONDS = 120.0  # a build takes one or two; an older draft is of a process that was killed
Verify = Callable[[Edition], Iterable[Problem]]


@dataclass(frozen=True, slots=True)
class Journal:
    """The editions that were served, the newest first, and when (UTC); and the one that was withdrawn, if any."""

    served: tuple[tuple[str, str], ...] = ()
    withdrawn: str = ""

    @property
    def digests(self) -> tuple[str, ...]:
        """Which were served."""
        return tuple(digest for digest, _ in self.served)


@dataclass(frozen=True, slots=True)
class Start:
    """The edition to begin with; and where it is not that of data/, why: problems, or that an owner went back."""

    edition: Edition
    problems: tuple[Problem, ...] = ()
    withdrawn: bool = False


def at_start(data: Path, state: Path, verify: Verify) -> Start:
    """The edition of data/, unless it is broken or was withdrawn; then the last good one.

    What was never served is verified first where there is another one to serve instead.
    Raises DataError or EditionError where there is no edition at all.
    """
    past = journal(state)
    if past.withdrawn and past.withdrawn == digest_of(data) and (last := last_good(state)):
        return Start(last, withdrawn=True)
    try:
        edition = ready(data, state)
    except (DataError, EditionError) as error:
        if last := last_good(state):
            return Start(last, problems_of(error))
        raise
    if edition.digest in past.digests or not (last := last_good(state, but=edition.digest)):
        return Start(edition)
    problems = tuple(verify(edition))
    return Start(last, problems) if problems else Start(edition)


def problems_of(error: DataError | EditionError) -> tuple[Problem, ...]:
    """Every problem that an error tells of."""
    return error.problems if isinstance(error, DataError) else (Problem("edition", 0, str(error)),)


def journal(state: Path) -> Journal:
    """What was served from a folder; nothing where that was never written or can't be read."""
    try:
        told = json.loads((state / JOURNAL).read_text(encoding="utf-8"))
        return Journal(tuple((str(digest), str(at)) for digest, at in told["served"]), str(told["withdrawn"]))
    except (OSError, ValueError, KeyError, TypeError):
        return Journal()


def note_served(state: Path, digest: str, *, at: str) -> None:
    """Write down that an edition is served from now on. Raises EditionError where that can't be written."""
    past = journal(state)
    if past.digests[:1] != (digest,):
        before = tuple(served for served in past.served if served[0] != digest)
        _write(state, Journal(((digest, at), *before)[:KEPT]))


def step_back(state: Path) -> Edition | None:
    """The edition that was served before this one and still can be, if there is one; it is noted as served.

    Raises EditionError where that can't be written.
    """
    now, *earlier = journal(state).served or (("", ""),)
    for place, (digest, _) in enumerate(earlier):
        if edition := _opened(state, digest):
            _write(state, Journal(tuple(earlier[place:]), withdrawn=now[0]))
            return edition
    return None


def last_good(state: Path, *, but: str = "") -> Edition | None:
    """The last edition but one that was served and is still whole; without a journal the newest whole file."""
    others = (digest for digest in _candidates(state) if digest != but)
    return next((edition for digest in others if (edition := _opened(state, digest))), None)


def remove_others(state: Path, *, but: str = "") -> None:
    """Remove the editions that are neither in the journal nor `but`, with what is kept beside them, and old drafts."""
    past = journal(state)
    kept = {path_of(state, digest).stem for digest in (*past.digests, past.withdrawn, but)}
    for path in state.glob("edition-*"):
        is_draft = path.suffix == ".part"
        if _age_seconds(path) > STALE_SECONDS if is_draft else path.stem not in kept:
            with suppress(OSError):  # in use elsewhere, or not ours: it is tried again the next time
                path.unlink()


def _candidates(state: Path) -> Iterable[str]:
    served = journal(state).digests
    if served:
        return served
    files = sorted(state.glob("edition-*.db"), key=_age_seconds)
    return [path.stem.removeprefix("edition-") for path in files]


def _opened(state: Path, digest: str) -> Edition | None:
    try:
        edition = Edition(path_of(state, digest))
    except EditionError:
        return None
    return edition if edition.digest == digest else None


def _age_seconds(path: Path) -> float:
    try:
        return time.time() - path.stat().st_mtime
    except OSError:  # removed by another process meanwhile
        return 0.0


def _write(state: Path, past: Journal) -> None:
    """As a whole or not at all."""
    draft = state / f"{JOURNAL}.part"
    try:
        with draft.open("w", encoding="utf-8") as file:
            json.dump({"served": past.served, "withdrawn": past.withdrawn}, file, indent=1)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(state / JOURNAL)
    except OSError as error:
        raise EditionError(f"{state / JOURNAL} can't be written: {error.strerror}") from error

"""The running bot's side of a reload: a process of its own proposes, the historian is given what was accepted."""

import asyncio
import logging
import os
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.errors import EditionError, Problem, ReloadError
from bot.facts.build import path_of
from bot.facts.edition import Edition
from bot.facts.editions import Start, journal, note_served, remove_others, step_back
from bot.historian import Historian
from bot.reload.own import own_digest
from bot.reload.proposal import Proposal, Refusal, from_json

LONGEST_SECONDS = 600.0  # a proposal takes ten; Discord lets a deferred answer wait for 900
RESTART = "the bot's own files have changed since it started: restart it, and it takes the new data too"

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Kept:
    """An edition that can be served: its digest, since when it was (UTC), and whether it is now."""

    digest: str
    since: datetime | None
    is_served: bool


class Renewal:
    """Reloads one historian from one data folder, one reload at a time."""

    def __init__(self, historian: Historian, *, data: Path, state: Path, start: Start) -> None:
        """Hold what is reloaded; `start` tells how the served edition came to be served."""
        self.historian = historian
        self.start = start
        self.state = state
        self._data = data
        self._own = own_digest()
        self._turn = asyncio.Lock()

    async def propose(self) -> Proposal | Refusal:
        """What data/ would change, found out in another process, which nobody here waits for but the caller."""
        async with self._turn:
            told = await self._propose()
            if isinstance(told, Proposal):
                await asyncio.to_thread(remove_others, self.state, but=told.digest)
            return told

    async def accept(self, digest: str, *, instead_of: str) -> Edition:
        """Serve a proposed edition, which was compared with `instead_of`; requests under way keep theirs.

        Raises ReloadError("superseded") where another one is served meanwhile, EditionError where it is gone.
        """
        async with self._turn:
            if self.historian.edition.digest != instead_of:
                raise ReloadError("superseded")
            edition = await asyncio.to_thread(Edition, path_of(self.state, digest))
            await asyncio.to_thread(note_served, self.state, digest, at=now())
            return await self._serve(edition)

    async def roll_back(self) -> Edition:
        """Serve the edition before this one. Raises ReloadError("nothing-earlier") where there is none."""
        async with self._turn:
            edition = await asyncio.to_thread(step_back, self.state)
            if edition is None:
                raise ReloadError("nothing-earlier")
            return await self._serve(edition, withdrawn=True)

    async def reload(self) -> Proposal | Refusal:
        """Propose, and accept whatever is not refused."""
        told = await self.propose()
        if isinstance(told, Refusal):
            return told
        try:
            await self.accept(told.digest, instead_of=told.base)
        except (ReloadError, EditionError) as error:
            return Refusal((Problem("edition", 0, str(error)),), told.seconds)
        return told

    def kept(self) -> tuple[Kept, ...]:
        """The editions that were served and can be again, the newest first."""
        served = self.historian.edition.digest
        return tuple(
            Kept(digest, _moment(at), digest == served)
            for digest, at in journal(self.state).served
            if path_of(self.state, digest).is_file()
        )

    async def _serve(self, edition: Edition, *, withdrawn: bool = False) -> Edition:
        await asyncio.to_thread(self.historian.serve, edition)
        self.start = Start(edition, withdrawn=withdrawn)
        await asyncio.to_thread(remove_others, self.state)
        log.info("serving edition %s", edition.digest)
        return edition

    async def _propose(self) -> Proposal | Refusal:
        begun = time.monotonic()
        if await asyncio.to_thread(own_digest) != self._own:
            return Refusal((Problem("bot", 0, RESTART),), time.monotonic() - begun)
        try:
            return from_json(await self._ask_another_process())
        except OSError as error:
            text = f"no process can be started to read the data: {error.strerror}"
        except (ValueError, KeyError, TypeError):
            text = "the process that reads the data ended without an answer; the log tells why"
        return Refusal((Problem("bot", 0, text),), time.monotonic() - begun)

    async def _ask_another_process(self) -> str:
        """What `python -m bot propose` prints, under the settings we began with; nothing where it takes too long."""
        settings = {"DATA_DIR": str(self._data), "STATE_DIR": str(self.state), "DISCORD_TOKEN": ""}
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "propose", self.historian.edition.digest,
            env={**os.environ, **settings}, stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE,
        )  # fmt: skip
        try:
            async with asyncio.timeout(LONGEST_SECONDS):
                output, _ = await process.communicate()
        except TimeoutError:
            return ""
        finally:
            with suppress(ProcessLookupError):
                process.kill()  # only where it still runs: we were cancelled, or it took too long
            await process.wait()
        return output.decode("utf-8", "replace")


def now() -> str:
    """This moment in UTC, as it is kept."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None

"""The shell's door to a running bot: SIGHUP asks for a reload, a file in the state folder tells what came of it.

Which process is ours is told by two things in `bot.pid`: its id and the moment it began, since ids are given anew.
"""

import asyncio
import json
import logging
import os
import signal
import subprocess
import time
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from bot.errors import StateError
from bot.reload.proposal import Proposal, Refusal, from_json, to_json

PID = "bot.pid"
OUTCOME = "reload.json"
WAIT_SECONDS = 660.0  # longer than a proposal may take
LOOK_SECONDS = 0.1
Reload = Callable[[], Awaitable[Proposal | Refusal]]

log = logging.getLogger(__name__)


@asynccontextmanager
async def listening(state: Path, reload: Reload) -> AsyncGenerator[None]:
    """Reload on SIGHUP for the length of a `with`; what is asked for during a reload is done after it."""
    if not hasattr(signal, "SIGHUP"):  # Windows: there /admin is the only door
        yield
        return
    asked = asyncio.Event()
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGHUP, asked.set)
    task = asyncio.create_task(_answer(state, reload, asked))
    pid = state / PID
    pid.write_text(f"{os.getpid()} {began(os.getpid())}", encoding="utf-8")  # only now can a signal be taken
    try:
        yield
    finally:
        pid.unlink(missing_ok=True)
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
        loop.remove_signal_handler(signal.SIGHUP)


async def _answer(state: Path, reload: Reload, asked: asyncio.Event) -> None:
    while True:
        await asked.wait()
        asked.clear()
        begun = time.time()
        told = await reload()
        try:
            _write(state / OUTCOME, json.dumps({"begun": begun, "told": to_json(told)}))
        except OSError as error:
            log.warning("%s can't be written (%s): whoever asked for the reload is not told", OUTCOME, error.strerror)


def ask_running(state: Path) -> Proposal | Refusal:
    """What came of the reload that the running bot was asked for. Raises StateError where none runs or answers."""
    pid = running(state)
    if pid is None:
        raise StateError(f"No bot is running on {state}: its next start takes the new data.")
    since = time.time()
    os.kill(pid, signal.SIGHUP)
    while time.time() - since < WAIT_SECONDS:
        if told := _outcome(state / OUTCOME, since=since):
            return told
        if running(state) != pid:
            raise StateError("The bot ended before it answered.")
        time.sleep(LOOK_SECONDS)
    raise StateError(f"The bot did not answer within {WAIT_SECONDS:.0f} seconds; its log may tell why.")


def running(state: Path) -> int | None:
    """The process id of the bot that runs on a state folder and takes signals, if one does."""
    try:
        pid, _, moment = (state / PID).read_text(encoding="utf-8").partition(" ")
        return int(pid) if moment and began(int(pid)) == moment else None
    except (OSError, ValueError):
        return None


def began(pid: int) -> str:
    """When a process began, in a form of the system's own; empty where there is none."""
    stat = Path(f"/proc/{pid}/stat")
    if Path("/proc/self/stat").exists():
        try:
            return stat.read_text().rpartition(")")[2].split()[19]  # man 5 proc: starttime, in ticks since the boot
        except OSError:
            return ""
    found = subprocess.run(["ps", "-o", "lstart=", "-p", str(pid)], capture_output=True, text=True, check=False)  # noqa: S603, S607
    return found.stdout.strip()


def _outcome(path: Path, *, since: float) -> Proposal | Refusal | None:
    try:
        outcome = json.loads(path.read_text(encoding="utf-8"))
        return from_json(outcome["told"]) if outcome["begun"] >= since else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _write(path: Path, text: str) -> None:
    draft = path.with_suffix(".part")
    draft.write_text(text, encoding="utf-8")
    draft.replace(path)

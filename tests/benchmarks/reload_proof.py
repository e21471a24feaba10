"""A reload put to the proof with the real bot over the loopback: broken facts, reloads under load, kills at random.

Run with `python -m tests.benchmarks.reload_proof` (half an hour; `--help` tells the counts). Prints figures; ends with
status 1 where a reply failed, was mixed of two editions, or a bot did not come back. Judges no latency and no memory.
"""

import asyncio
import contextlib
import datetime as dt
import os
import random
import shutil
import signal
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import click

from bot.facts.build import ready
from bot.facts.editions import journal
from bot.historian import Historian
from bot.questions import question
from bot.reload.shell import OUTCOME
from tests import DATA, ROOT
from tests.discord_server import BotProcess, LoopbackDiscord, Response
from tests.discord_server.messages import walk
from tests.facts.test_check import BROKEN, Broken

QUESTIONS = (
    ("mission", {"name": "vostok-1"}), ("person", {"name": "gagarin"}), ("mission", {"name": "apollo-soyuz"}),
    ("person", {"name": "stafford"}), ("craft", {"name": "mir"}), ("event", {"name": "apollo-soyuz-docking"}),
    ("expedition", {"number": 1}), ("history", {"year": 1975}), ("agreement", {"name": "agreement-1962"}),
)  # fmt: skip
ASKERS = 2
PAUSE_SECONDS = 0.02  # of an asker between two questions
AFTER_SECONDS = 1.0  # what follows a swap counts as the reload's: the replies that were kept in memory are gone
QUIET_SECONDS = 5.0
MEGABYTE = 1_000_000
WAIT = 600.0


@dataclass(frozen=True)
class Home:
    """A data folder that can be written in two ways, and a state folder."""

    data: Path
    state: Path

    def write(self, *, other: bool) -> None:
        """Write the facts as they are, or with another name for the first flight and two other words of its pilot."""
        for name in ("missions.csv", "people.csv", "en/people.toml"):
            text = (DATA / name).read_text(encoding="utf-8")
            if other:
                text = text.replace("vostok-1,Vostok 1,", "vostok-1,Vostok 1 Renamed,")
                text = text.replace('"Klushino, Russian SFSR, Soviet Union"', "Smolensk")
                text = text.replace('[gagarin]\ntext = """\n', '[gagarin]\ntext = """\nRenamed. ')
            draft = self.data / f"{name}.draft"
            draft.write_text(text, encoding="utf-8")
            draft.replace(self.data / name)


@dataclass
class Figures:
    """What was seen: latencies in milliseconds, memory in bytes, and what must not be."""

    quiet: list[float] = field(default_factory=list)
    during: list[float] = field(default_factory=list)
    reload_seconds: list[float] = field(default_factory=list)
    memory: list[int] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


@contextlib.contextmanager
def home() -> Iterator[Home]:
    with tempfile.TemporaryDirectory() as folder:
        yield Home(Path(shutil.copytree(DATA, Path(folder) / "data")), Path(folder) / "var")


@contextlib.asynccontextmanager
async def running(server: LoopbackDiscord, there: Home) -> AsyncIterator[BotProcess]:
    settings = {"DATA_DIR": str(there.data), "HOME_GUILD_ID": str(server.guild.id)}
    async with BotProcess(server, state=there.state, folder=ROOT, environment=settings, timeout=120) as bot:
        async with asyncio.timeout(30):
            while not server.commands.get(server.guild.id):
                await asyncio.sleep(0.02)
        yield bot


def text_of(response: Response) -> str:
    return "\n".join(part["content"] for part in walk(response.components) if part["type"] == 10)


def expected(there: Home) -> dict[str, tuple[str, ...]]:
    """What each question is answered by the two editions."""
    historians = []
    for other in (False, True):
        there.write(other=other)
        historians.append(Historian(ready(there.data, there.state)))
    there.write(other=False)
    today = dt.datetime.now(dt.UTC).date()
    found = {}
    for name, options in QUESTIONS:
        asked = question(name, {key: str(value) for key, value in options.items()})
        replies = (historian.reply(asked, language="en", today=today) for historian in historians)
        found[f"{name} {options}"] = tuple(reply.text for reply in replies)
    assert sum(len(set(texts)) == 2 for texts in found.values()) >= 2, "the two editions answer alike"
    return found


async def reload(server: LoopbackDiscord) -> tuple[Response, float]:
    """/admin reload and its confirmation, and the seconds that both took."""
    begun = time.perf_counter()
    owner = server.world.owner
    shown = await server.slash("admin", {}, subcommand="reload", user=owner, timeout=WAIT)
    await shown.settled(timeout=WAIT)
    ids = [part["custom_id"] for part in walk(shown.components) if part["type"] == 2]
    if not ids:
        return shown, time.perf_counter() - begun
    return await server.press(ids[0], message=shown, user=owner), time.perf_counter() - begun


async def ask(
    server: LoopbackDiscord, answers: dict[str, tuple[str, ...]], into: Sequence[list[float]], wrong: list[str]
) -> None:
    """Ask one question after another until cancelled; `into[-1]` takes the latencies."""
    while True:
        name, options = random.choice(QUESTIONS)
        try:
            response = await server.slash(name, dict(options))
        except TimeoutError:
            wrong.append(f"/{name} {options} was not answered")
            continue
        into[-1].append(response.latency_seconds * 1000)
        if text_of(response) not in answers[f"{name} {options}"]:
            wrong.append(f"/{name} {options}: {text_of(response)[:200]}")
        await asyncio.sleep(PAUSE_SECONDS)


async def reloads_under_load(times: int, *, quiet_seconds: float = QUIET_SECONDS) -> Figures:
    """So many reloads while questions are asked, with a quiet time after each."""
    figures = Figures()
    with home() as there:
        answers = expected(there)
        async with LoopbackDiscord() as server, running(server, there) as bot:
            warm_up: list[float] = []
            into = [warm_up]
            askers = [asyncio.create_task(ask(server, answers, into, figures.wrong)) for _ in range(ASKERS)]
            await asyncio.sleep(quiet_seconds)
            for number in range(times):
                there.write(other=number % 2 == 0)
                into[-1] = figures.during
                served, seconds = await reload(server)
                if not text_of(served).startswith("### Reloaded"):
                    figures.wrong.append(f"reload {number}: {text_of(served)[:300]}")
                figures.reload_seconds.append(seconds)
                await asyncio.sleep(AFTER_SECONDS)
                into[-1] = figures.quiet
                await asyncio.sleep(quiet_seconds)
                figures.memory.append(bot.memory_bytes())
                forget(server)
                if number % 10 == 9:
                    tell(figures)
            for task in askers:
                task.cancel()
            await asyncio.gather(*askers, return_exceptions=True)
        if "Traceback" in bot.stderr:
            figures.wrong.append(bot.stderr[-2000:])
    return figures


def forget(server: LoopbackDiscord) -> None:
    """Let go of what the loopback Discord has recorded and nobody waits for: it would grow to gigabytes."""
    for kept in (server.requests, server.store.by_id, server.store.by_channel):
        kept.clear()
    by_token = server.responses.by_token
    for token in [token for token, response in by_token.items() if response.answered.is_set()]:
        del by_token[token]


async def refusals(cases: Sequence[Broken]) -> list[str]:
    """What was wrong with the refusals of broken facts, each patched into the real ones under a running bot."""
    wrong = []
    with home() as there:
        async with LoopbackDiscord() as server, running(server, there) as bot:
            before = text_of(await server.slash("mission", {"name": "vostok-1"}))
            for case in cases:
                path = there.data / case.file
                whole = path.read_bytes()
                path.write_bytes(case.change(whole))
                last = len(path.read_bytes().rstrip(b"\n").split(b"\n"))
                refused, _ = await reload(server)
                lines = attached(server, refused)
                place = {0: "", -1: f"{case.file}:{last}: "}.get(case.row, f"{case.file}:{case.row}: ")
                if not any(line.startswith(place) and case.said in line for line in lines):
                    wrong.append(f"{case.name}: {lines[:5]}")
                if text_of(await server.slash("mission", {"name": "vostok-1"})) != before:
                    wrong.append(f"{case.name}: the old edition does not answer")
                path.write_bytes(whole)
        if "Traceback" in bot.stderr:
            wrong.append(bot.stderr[-2000:])
    return wrong


def attached(server: LoopbackDiscord, response: Response) -> list[str]:
    files = response.message["attachments"] if response.message else []
    return [
        line for file in files for line in server.store.files[int(file["id"])].content.decode("utf-8-sig").splitlines()
    ]


async def kills(times: int, *, longest: float = 0.0) -> tuple[int, list[str]]:
    """How many of so many kills hit a reload under way, and what was wrong with the starts after them.

    `longest` is how many seconds a reload takes; without it one is timed first.
    """
    wrong: list[str] = []
    hit = 0
    with home() as there:
        answers = expected(there)
        for number in range(times + 2):
            async with LoopbackDiscord() as server, running(server, there) as bot:
                for name, options in QUESTIONS[:2]:
                    if text_of(await server.slash(name, dict(options))) not in answers[f"{name} {options}"]:
                        wrong.append(f"start {number}: /{name} is answered otherwise")
                if "Traceback" in bot.stderr or not journal(there.state).served:
                    wrong.append(f"start {number}: {bot.stderr[-500:]}")
                there.write(other=number % 2 == 0)
                if number == 0:
                    longest = longest or (await reload(server))[1]
                elif number <= times:
                    click.echo(f"\rkill {number} of {times}; bad starts so far: {len(wrong)}", nl=False, err=True)
                    hit += await kill_while_it_reloads(bot, there, random.uniform(0, longest * 1.1))
    return hit, wrong


async def kill_while_it_reloads(bot: BotProcess, there: Home, seconds: float) -> bool:
    """Whether the reload was still under way. Every other time the process that reads the facts is killed as well."""
    told = there.state / OUTCOME
    told.unlink(missing_ok=True)
    bot.process.send_signal(signal.SIGHUP)
    await asyncio.sleep(seconds)
    is_under_way = not told.exists()
    children = children_of(bot.pid)
    await bot.kill()
    for child in children if random.random() < 0.5 else ():
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
    return is_under_way


def children_of(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def p99(values: Sequence[float]) -> float:
    return statistics.quantiles(values, n=100)[98]


def tell(figures: Figures) -> None:
    quiet, during = p99(figures.quiet), p99(figures.during)
    click.echo(f"reloads: {len(figures.reload_seconds)}, median {statistics.median(figures.reload_seconds):.1f} s")
    click.echo(
        f"replies: {len(figures.during)} during reloads, {len(figures.quiet)} without; wrong: {len(figures.wrong)}"
    )
    click.echo(
        f"p50: {statistics.median(figures.during):.2f} ms during, {statistics.median(figures.quiet):.2f} ms without"
    )
    click.echo(f"p99: {during:.2f} ms during, {quiet:.2f} ms without: {during / quiet:.2f} times")
    if len(figures.memory) >= 20:
        early, late = statistics.median(figures.memory[5:15]), statistics.median(figures.memory[-10:])
        click.echo(
            f"memory: {early / MEGABYTE:.1f} MB after ten, {late / MEGABYTE:.1f} MB after all: {late / early - 1:+.1%}"
        )


@click.command()
@click.option("--reloads", default=100, show_default=True)
@click.option("--kill", "kill_times", default=100, show_default=True)
@click.option("--refusals/--no-refusals", "with_refusals", default=True)
def main(*, reloads: int, kill_times: int, with_refusals: bool) -> None:
    """Put it to the proof."""
    wrong: list[str] = []
    if with_refusals:
        found = asyncio.run(refusals(BROKEN))
        click.echo(f"kinds of broken facts: {len(BROKEN)}; refused with file and row: {len(BROKEN) - len(found)}")
        wrong += found
    if reloads:
        figures = asyncio.run(reloads_under_load(reloads))
        tell(figures)
        wrong += figures.wrong
    if kill_times:
        hit, found = asyncio.run(kills(kill_times))
        click.echo(f"kills: {kill_times}, {hit} of them before the reload was done; bad starts: {len(found)}")
        wrong += found
    for line in wrong[:20]:
        click.echo(line, err=True)
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()

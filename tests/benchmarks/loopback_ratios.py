"""The real bot beside the floor of discord.py, over the loopback, alternating in one run. Judges nothing.

Run with `python -m tests.benchmarks.loopback_ratios`. Each figure is the bot's over the floor's, or the bot's less it.
"""

import asyncio
import csv
import statistics
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import click

from tests import DATA, ROOT
from tests.discord_server import FLOOR_BOT, BotProcess, LoopbackDiscord, Response

WARM_CALLS = 400
STARTS = 7
WARM_UP_CALLS = 30
MEGABYTE = 1_000_000
Asked = Callable[[LoopbackDiscord, str], Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class Pair:
    """The bot under test and the floor, each on a Discord of its own."""

    bot: LoopbackDiscord
    floor: LoopbackDiscord
    bot_process: BotProcess
    floor_process: BotProcess


async def mission(server: LoopbackDiscord, name: str) -> Response:
    return await server.slash("mission", {"name": name})


async def completion(server: LoopbackDiscord, typed: str) -> Response:
    return await server.autocomplete("mission", {"name": typed}, focused="name")


@asynccontextmanager
async def running(state: Path) -> AsyncIterator[Pair]:
    """Both bots, ready, warmed up with what is not measured."""
    async with (
        LoopbackDiscord() as ours,
        LoopbackDiscord() as theirs,
        real(ours, state) as bot,
        floor(theirs) as other,
    ):
        for _ in range(WARM_UP_CALLS):
            for server in (ours, theirs):
                await mission(server, "apollo-soyuz")
                await completion(server, "apollo")
        yield Pair(ours, theirs, bot, other)


def real(server: LoopbackDiscord, state: Path) -> BotProcess:
    return BotProcess(server, state=state, folder=ROOT)


def floor(server: LoopbackDiscord) -> BotProcess:
    return BotProcess(server, command=FLOOR_BOT)


async def latencies(pair: Pair, ask: Asked, texts: Sequence[str]) -> tuple[float, float]:
    """The median milliseconds of the bot and of the floor, asked in turn."""
    taken: tuple[list[float], list[float]] = ([], [])
    for text in texts:
        for server, times in zip((pair.bot, pair.floor), taken, strict=True):
            times.append((await ask(server, text)).latency_seconds * 1000)
    return statistics.median(taken[0]), statistics.median(taken[1])


async def starts(state: Path) -> tuple[float, float]:
    """The median seconds from start to ready of the bot and of the floor, started in turn; the edition is ready."""
    taken: tuple[list[float], list[float]] = ([], [])
    async with LoopbackDiscord() as ours, LoopbackDiscord() as theirs:
        for _ in range(STARTS):
            for process, times in zip((real(ours, state), floor(theirs)), taken, strict=True):
                started = time.perf_counter()
                async with process:
                    times.append(time.perf_counter() - started)
    return statistics.median(taken[0][1:]), statistics.median(taken[1][1:])  # the first ones fill the disk cache


def missions() -> list[str]:
    """Every mission's id, so that each is asked for once; the one of the warm-up aside."""
    with (DATA / "missions.csv").open(encoding="utf-8", newline="") as file:
        return [row["id"] for row in csv.DictReader(file) if row["id"] != "apollo-soyuz"]


def beginnings(ids: Sequence[str]) -> list[str]:
    """What somebody would have typed on the way to each mission, every text once."""
    return list(dict.fromkeys(id_[:length].replace("-", " ").strip() for id_ in ids for length in (2, 4, 7, 9)))


def line(name: str, bot: float, other: float, unit: str, *, ratio: bool) -> str:
    told = f"{bot / other:5.2f} times" if ratio else f"{bot - other:+5.2f} {unit}"
    return f"{name:26} {told:14} (bot {bot:.2f} {unit}, floor {other:.2f} {unit})"


async def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        state = Path(folder)
        async with running(state) as pair:
            for name, ask, texts in (
                ("/mission warm, p50", mission, ["apollo-soyuz"] * WARM_CALLS),
                ("/mission cold, p50", mission, missions()),
                ("autocomplete, p50", completion, beginnings(missions())),
            ):
                click.echo(line(name, *await latencies(pair, ask, texts), "ms", ratio=True))
            memory = [process.memory_bytes() / MEGABYTE for process in (pair.bot_process, pair.floor_process)]
        click.echo(line("start to ready", *await starts(state), "s", ratio=False))
        click.echo(line("memory after all that", memory[0], memory[1], "MB", ratio=False))


if __name__ == "__main__":
    asyncio.run(main())

"""10,000 posts due in one minute, at Discord's limit of 50 requests a second: `python -m` this, about four minutes."""

import asyncio
import dataclasses
import datetime as dt
import sqlite3
import tempfile
from pathlib import Path

import click

from bot.facts.build import ready
from bot.guilds import destinations
from bot.guilds.destinations import MOST_IN_A_SERVER
from bot.guilds.state import State
from tests import DATA, ROOT
from tests.discord_server import BotProcess, LoopbackDiscord
from tests.reliability.scene import SENDS, due_now

PER_SECOND = 50
SAMPLE_SECONDS = 5.0


@click.command()
@click.option("--count", default=10_000, show_default=True)
def main(count: int) -> None:
    """Print how long it took beside the limit's own time, the refusals, and the memory at each tenth."""
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(measure(Path(folder), count))


async def measure(folder: Path, count: int) -> None:
    """Run the real bot."""
    ready(DATA, folder)
    async with LoopbackDiscord() as server:
        channels = [_channels(server, number) for number in range(-(-count // MOST_IN_A_SERVER))]
        _fill(folder, [each for group in channels for each in group][:count])
        server.faults.limit_globally(PER_SECOND)
        async with BotProcess(server, state=folder, folder=ROOT, timeout=120) as bot:
            memory: list[tuple[int, float]] = []
            while (sent := len(_sends(server))) < count:
                memory.append((sent, bot.memory_bytes() / 2**20))
                await asyncio.sleep(SAMPLE_SECONDS)
            memory.append((sent, bot.memory_bytes() / 2**20))
    _report(server, count, memory)


def _channels(server: LoopbackDiscord, number: int) -> list[tuple[int, int]]:
    guild = server.world.add_guild(f"Server {number}")
    return [(guild.id, server.world.add_channel(guild.id, f"posts-{each}")) for each in range(MOST_IN_A_SERVER)]


def _fill(folder: Path, channels: list[tuple[int, int]]) -> None:
    now = dt.datetime.now(dt.UTC)
    settings = due_now(0)

    def work(connection: sqlite3.Connection) -> None:
        for guild, channel in channels:
            chosen = dataclasses.replace(settings, channel_id=channel)
            destinations.add(connection, guild, chosen, set_up_by=1, now=now - dt.timedelta(hours=1))

    state = State(folder)
    state.do_now(work)
    state.close()


def _sends(server: LoopbackDiscord) -> list[float]:
    return [request.received for request in server.sent("POST", SENDS[0]) if request.status == 200]


def _report(server: LoopbackDiscord, count: int, memory: list[tuple[int, float]]) -> None:
    times = sorted(_sends(server))
    posts = sum(map(len, server.messages.values()))
    took, limit = times[-1] - times[0], count / PER_SECOND
    click.echo(f"{len(times)} sends, {posts} messages in {took:.1f} s: {took / limit:.3f} of the limit's {limit:.0f} s")
    click.echo(f"answers 429: {server.faults.statuses.count(429)}, invalid: {server.faults.invalid_requests}")
    for tenth in range(11):
        sent, mebibytes = min(memory, key=lambda each: abs(each[0] - tenth * count / 10))
        click.echo(f"{sent:6} sent: {mebibytes:.1f} MiB")


if __name__ == "__main__":
    main()

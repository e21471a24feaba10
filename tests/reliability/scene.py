"""A real bot with posts that are due now, on a loopback Discord, and what has become of them."""

import asyncio
import contextlib
import dataclasses
import datetime as dt
import resource
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from bot.guilds import destinations
from bot.guilds.destinations import Settings
from bot.guilds.state import FILE, State
from tests import ROOT
from tests.discord_server import BotProcess, LoopbackDiscord
from tests.discord_server.faults import Fault
from tests.discord_server.world import FORUM, NEWS, READ_HISTORY, TEXT

SENDS = ("/channels/*/messages", "/channels/*/threads")  # a forum's post is a thread
SETTLED_SECONDS = 60.0
LATER = dt.timedelta(minutes=10)


def due_now(channel: int) -> Settings:
    """A post that was due two minutes ago, in a zone where it is about noon: no midnight is near."""
    due = dt.datetime.now(dt.UTC) - dt.timedelta(minutes=2)
    offset = 12 - due.hour
    return Settings(channel, 12, due.minute, f"Etc/GMT{-offset:+d}" if offset else "Etc/GMT")


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of one post: how many messages there are, and what the ledger says."""

    messages: int
    outcome: str | None
    reason: str

    @property
    def is_right(self) -> bool:
        """Exactly one message that the ledger knows of, or at most one and a stated reason."""
        if self.outcome == "sent":
            return self.messages == 1
        return self.messages <= 1 and self.outcome is not None and bool(self.reason)


@dataclass(slots=True)
class Scene:
    """One server with a post in a text, an announcement and a forum channel, and one with thread and pin."""

    server: LoopbackDiscord
    folder: Path
    channels: dict[int, int] = field(default_factory=dict)  # by destination

    def process(self) -> BotProcess:
        """A bot on this state."""
        return BotProcess(self.server, state=self.folder, folder=ROOT)

    def add(self, **more: object) -> int:
        """One more destination, due two minutes ago, in a channel of its own; its channel."""
        kind = {"forum": FORUM, "news": NEWS}.get(str(more.pop("channel", "")), TEXT)
        channel = self.server.world.add_channel(self.server.guild.id, f"posts-{len(self.channels)}", kind=kind)
        now = dt.datetime.now(dt.UTC)
        offset = 12 - now.hour  # a zone where it is about noon, so that no midnight is near
        due = now - dt.timedelta(minutes=2)
        zone = f"Etc/GMT{-offset:+d}" if offset else "Etc/GMT"
        settings = dataclasses.replace(Settings(channel, (due.hour + offset) % 24, due.minute, zone), **more)
        state = State(self.folder)
        one = state.do_now(
            lambda connection: destinations.add(
                connection, self.server.guild.id, settings, set_up_by=self.server.person.id, now=now - LATER * 6
            )
        )
        state.close()
        self.channels[one.id] = channel
        return channel

    def rows(self, sql: str) -> list[tuple[object, ...]]:
        """What a select on the state finds, also while the bot runs."""
        with closing(sqlite3.connect(f"file:{self.folder / FILE}?mode=ro", uri=True, timeout=5)) as connection:
            return connection.execute(sql).fetchall()

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """Nobody can write the state meanwhile."""
        with closing(sqlite3.connect(self.folder / FILE, timeout=10, isolation_level=None)) as connection:
            connection.execute("begin immediate")
            yield

    @contextlib.contextmanager
    def disk_full(self, process: BotProcess) -> Iterator[None]:
        """The bot's files can't grow meanwhile, as on a full disk."""
        resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (1, resource.RLIM_INFINITY))
        yield
        with contextlib.suppress(ProcessLookupError):
            resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))

    def pass_ten_minutes(self) -> None:
        """The claims are ten minutes old, and Discord has forgotten every nonce."""
        with closing(sqlite3.connect(self.folder / FILE, timeout=10)) as connection, connection:
            for number, claimed in connection.execute("select id, claimed from post where outcome is null").fetchall():
                moved = dt.datetime.fromisoformat(claimed) - LATER
                connection.execute("update post set claimed = ? where id = ?", (moved.isoformat(), number))
        self.server.store._nonces.clear()

    def hide_history(self) -> None:
        """The bot may no longer read what was written in its channels."""
        for channel in self.channels.values():
            self.server.world.deny_bot(channel, READ_HISTORY)

    async def settled(self) -> None:
        """Return once every post has an outcome."""
        async with asyncio.timeout(SETTLED_SECONDS):
            while len(self.rows("select id from post where outcome is not null")) < len(self.channels):
                await asyncio.sleep(0.05)

    async def arrived(self, faults: list[Fault]) -> None:
        """Return once every post has met one of these faults."""
        async with asyncio.timeout(SETTLED_SECONDS):
            while sum(len(fault.requests) for fault in faults) < len(self.channels):
                await asyncio.sleep(0.02)

    def fates(self) -> list[Fate]:
        """What became of each post."""
        told = {row[0]: row[1:] for row in self.rows("select destination, outcome, reason from post")}
        found = []
        for one, channel in self.channels.items():
            outcome, reason = told.get(one, (None, ""))
            threads = [each for each, it in self.server.world.channels.items() if it.get("parent_id") == str(channel)]
            is_forum = self.server.world.channels[channel]["type"] == FORUM
            count = len(threads) if is_forum else len(self.server.messages.get(channel, ()))
            found.append(Fate(count, outcome and str(outcome), str(reason)))
        return found


@contextlib.asynccontextmanager
async def scene(folder: Path) -> AsyncIterator[Scene]:
    """A new scene in a folder that may hold a built edition; its state is begun anew."""
    for path in list(folder.glob("state.*")):  # noqa: ASYNC240  # a test may wait
        path.unlink()
    async with LoopbackDiscord() as server:
        made = Scene(server, folder)
        made.add()
        made.add(channel="news", publish=True, language="ru")
        made.add(channel="forum")
        made.add(thread=True, pin=True)
        yield made

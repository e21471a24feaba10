"""A copy of the data to change, a state folder of its own and the real bot upon both."""

import asyncio
import shutil
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
import pytest_asyncio

from tests import DATA, ROOT
from tests.discord_server import BotProcess, LoopbackDiscord, Response
from tests.discord_server.messages import walk

Shell = Callable[..., Awaitable["Run"]]


@dataclass(frozen=True)
class Run:
    """One finished run of the command line."""

    status: int
    stdout: str
    stderr: str


@dataclass(frozen=True)
class Home:
    """Folders of one bot."""

    data: Path
    state: Path

    def say(self, aliases: str) -> None:
        """Give the first mission other aliases, which makes another edition without another word in a reply."""
        lines = (DATA / "missions.csv").read_text().splitlines(keepends=True)
        cells = lines[1].split(",")
        cells[3] = aliases
        (self.data / "missions.csv").write_text("".join([lines[0], ",".join(cells), *lines[2:]]))

    def call(self, name: str) -> None:
        """Call the first mission by another name."""
        lines = (DATA / "missions.csv").read_text().splitlines(keepends=True)
        cells = lines[1].split(",")
        cells[1] = name
        (self.data / "missions.csv").write_text("".join([lines[0], ",".join(cells), *lines[2:]]))


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(Path(shutil.copytree(DATA, tmp_path / "data")), tmp_path / "var")


@pytest_asyncio.fixture
async def server() -> AsyncIterator[LoopbackDiscord]:
    async with LoopbackDiscord() as started:
        yield started


def process(server: LoopbackDiscord, home: Home, **environment: str) -> BotProcess:
    settings = {"DATA_DIR": str(home.data), "HOME_GUILD_ID": str(server.guild.id), **environment}
    return BotProcess(server, state=home.state, folder=ROOT, environment=settings)


@pytest_asyncio.fixture
async def bot(server: LoopbackDiscord, home: Home) -> AsyncIterator[BotProcess]:
    async with process(server, home) as started:
        yield started
    assert "Traceback" not in started.stderr
    assert server.unknown == []


async def shell(bot: BotProcess, *arguments: str) -> Run:
    """Run `python -m bot …` with a bot's settings."""
    environment = {name: value for name, value in bot.environment.items() if name != "DISCORD_TOKEN"}
    pipe = asyncio.subprocess.PIPE
    run = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", *arguments, env=environment, cwd=ROOT, stdout=pipe, stderr=pipe
    )
    stdout, stderr = await run.communicate()
    return Run(run.returncode or 0, stdout.decode(), stderr.decode())


def text_of(response: Response) -> str:
    return "\n".join(part["content"] for part in walk(response.components) if part["type"] == 10)

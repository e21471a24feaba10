"""A bot as a real process: started with an environment, watched, measured and ended."""

import asyncio
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from .server import LoopbackDiscord

BOT = (sys.executable, "-m", "bot", "run")
FLOOR_BOT = (sys.executable, str(Path(__file__).with_name("floor_bot.py")))
_IMPORTABLE = str(Path(__file__).resolve().parents[__name__.count(".")])
TRIAL_BOT = (
    sys.executable,
    "-c",
    f"import sys; sys.path.insert(0, {_IMPORTABLE!r}); from {__package__}.trial_bot import main; main()",
)
TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")


class BotExitedError(Exception):
    """The process ended before it was ready; holds its exit status and what it wrote to stderr."""

    def __init__(self, status: int, stderr: str) -> None:
        super().__init__(f"the bot ended with status {status}:\n{stderr[-4000:]}")
        self.status, self.stderr = status, stderr


class BotProcess:
    """One run of a bot against a server; as a context manager it starts and is ready.

    `environment` is laid over ours, from which DISCORD_* is taken out first. `state` becomes STATE_DIR.
    """

    def __init__(
        self,
        server: LoopbackDiscord,
        *,
        command: Sequence[str] = BOT,
        environment: Mapping[str, str] | None = None,
        state: Path | None = None,
        folder: Path | None = None,
        timeout: float = 30.0,
    ) -> None:
        self.server, self.command, self.folder, self.timeout = server, command, folder, timeout
        ours = {key: value for key, value in os.environ.items() if not key.startswith("DISCORD_")}
        wanted = {"DISCORD_TOKEN": server.token, "DISCORD_API_BASE": server.api_base, "PYTHONUNBUFFERED": "1"}
        stated = {} if state is None else {"STATE_DIR": str(state)}
        self.environment = ours | wanted | stated | dict(environment or {})
        self._output = {"stdout": bytearray(), "stderr": bytearray()}
        self._process: asyncio.subprocess.Process | None = None
        self._readers: list[asyncio.Task[None]] = []

    @property
    def process(self) -> asyncio.subprocess.Process:
        """The running process; start it first."""
        if self._process is None:
            raise RuntimeError("the bot was not started")
        return self._process

    @property
    def pid(self) -> int:
        """The process id."""
        return self.process.pid

    @property
    def status(self) -> int | None:
        """The exit status: None while it runs, negative after a signal."""
        return self.process.returncode

    @property
    def stdout(self) -> str:
        """What it wrote so far."""
        return self._output["stdout"].decode(errors="replace")

    @property
    def stderr(self) -> str:
        """What it wrote so far."""
        return self._output["stderr"].decode(errors="replace")

    async def __aenter__(self) -> Self:
        """Start and wait until ready."""
        try:
            await self.start()
            await self.wait_ready()
        except BaseException:
            await self.kill()
            raise
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End it, with force when asking doesn't help."""
        await self.terminate()

    async def start(self) -> None:
        """Start the process, without waiting for anything."""
        self._identified = self.server.gateway.identified
        pipe = asyncio.subprocess.PIPE
        self._process = process = await asyncio.create_subprocess_exec(
            *self.command, env=self.environment, cwd=self.folder, stdout=pipe, stderr=pipe
        )
        streams = {"stdout": process.stdout, "stderr": process.stderr}
        for name, stream in streams.items():
            if stream is not None:
                self._readers.append(asyncio.create_task(self._keep(stream, self._output[name])))

    async def wait_ready(self) -> None:
        """Return once every shard was sent READY and its guilds, and commands are registered.

        Raises BotExitedError when the process ends first, TimeoutError after `timeout` seconds.
        """
        async with asyncio.timeout(self.timeout):
            while not self._ready():
                if self.status is not None:
                    await self.wait()
                    raise BotExitedError(self.status, self.stderr)
                await asyncio.sleep(0.01)

    def _ready(self) -> bool:
        begun = self.server.gateway.identified - self._identified
        return begun >= self.server.rest.shards and any(self.server.commands.values())

    async def wait(self) -> int:
        """The exit status, once the process has ended and all its output is here."""
        status = await self.process.wait()
        await asyncio.gather(*self._readers)
        return status

    async def terminate(self, *, timeout: float = 10.0) -> int | None:
        """The exit status after SIGTERM, or after SIGKILL when it takes longer than `timeout` seconds."""
        return await self._end(signal.SIGTERM, timeout)

    async def kill(self) -> int | None:
        """The exit status after SIGKILL."""
        return await self._end(signal.SIGKILL, 10.0)

    async def _end(self, how: signal.Signals, timeout: float) -> int | None:
        if self._process is None:
            return None
        if self._process.returncode is None:
            self._process.send_signal(how)
        try:
            async with asyncio.timeout(timeout):
                return await self.wait()
        except TimeoutError:
            self._process.kill()
            return await self.wait()

    def memory_bytes(self, *, peak: bool = False) -> int:
        """The resident memory now, or the highest so far."""
        name = "VmHWM:" if peak else "VmRSS:"
        lines = Path(f"/proc/{self.pid}/status").read_text().splitlines()
        return next(int(line.split()[1]) * 1024 for line in lines if line.startswith(name))

    def cpu_seconds(self) -> float:
        """The processor time used so far, in steps of the kernel's clock (mostly 10 ms)."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS_PER_SECOND

    async def _keep(self, stream: asyncio.StreamReader, kept: bytearray) -> None:
        while part := await stream.read(65536):
            kept += part

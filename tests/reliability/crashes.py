"""Where the bot is killed while it posts, what has passed when it is started again, and what failures it meets."""

import asyncio
import contextlib
import random
from collections.abc import Awaitable, Callable
from pathlib import Path

from tests.discord_server import BotProcess
from tests.discord_server.faults import Fault
from tests.reliability.scene import SENDS, Fate, Scene, scene

MANY = 1000
RANDOM_SECONDS = 3.2  # from the start of the process past the settlement of its posts
Kill = Callable[[Scene, BotProcess], Awaitable[None]]
Restart = Callable[[Scene], None]


async def before_claim(on: Scene, process: BotProcess) -> None:
    """The state can't be written when the posts are due."""
    with on.locked():
        await asyncio.sleep(2.5 + random.random())
        await process.kill()


async def after_claim(on: Scene, process: BotProcess) -> None:
    """Claimed, and the requests never reach Discord."""
    faults = [on.server.faults.lose("POST", path, times=MANY) for path in SENDS]
    await _kill_when_arrived(on, process, faults)


async def while_sending(on: Scene, process: BotProcess) -> None:
    """The requests are under way, and reach Discord after the bot has died."""
    faults = [on.server.faults.hold("POST", path, times=MANY) for path in SENDS]
    await _kill_when_arrived(on, process, faults)


async def after_send(on: Scene, process: BotProcess) -> None:
    """Discord has the messages, the bot has no answer."""
    faults = [on.server.faults.hold("POST", path, times=MANY, stored=True) for path in SENDS]
    await _kill_when_arrived(on, process, faults)


async def before_settle(on: Scene, process: BotProcess) -> None:
    """The bot has the answers and can't write them down."""
    faults = [on.server.faults.hold("POST", path, times=MANY, stored=True) for path in SENDS]
    await on.arrived(faults)
    with on.locked():
        _release(faults)
        await asyncio.sleep(0.3 + random.random() / 2)
        await process.kill()


async def full_disk(on: Scene, process: BotProcess) -> None:
    """The bot has the answers, and the disk is full."""
    faults = [on.server.faults.hold("POST", path, times=MANY, stored=True) for path in SENDS]
    await on.arrived(faults)
    with on.disk_full(process):
        _release(faults)
        await asyncio.sleep(0.5)
        await process.kill()
    assert "disk" in process.stderr


async def at_random(on: Scene, process: BotProcess) -> None:
    """Anywhere, three times over."""
    await asyncio.sleep(random.random() * RANDOM_SECONDS)
    await process.kill()
    for _ in range(2):
        again = on.process()
        await again.start()
        await asyncio.sleep(1.0 + random.random() * RANDOM_SECONDS)
        await again.kill()


async def at_random_while_posting(on: Scene, process: BotProcess) -> None:
    """Anywhere from the first claim on."""
    for path in SENDS:
        on.server.faults.delay("POST", path, seconds=random.random() / 5, times=MANY, stored=random.random() < 0.5)
    async with asyncio.timeout(30):
        while not on.rows("select id from post"):
            await asyncio.sleep(0.005)
    await asyncio.sleep(random.random() * 0.4)
    await process.kill()


async def while_asked_to_stop(on: Scene, process: BotProcess) -> None:
    """Not killed but asked to end (SIGTERM) while it sends."""
    faults = [on.server.faults.delay("POST", path, seconds=0.5, times=MANY, stored=True) for path in SENDS]
    await on.arrived(faults)
    await process.terminate()


async def _kill_when_arrived(on: Scene, process: BotProcess, faults: list[Fault]) -> None:
    await on.arrived(faults)
    await process.kill()
    _release(faults)
    await asyncio.sleep(0.1)


def _release(faults: list[Fault]) -> None:
    for fault in faults:
        fault.release()


def at_once(on: Scene) -> None:
    """Started again at once: Discord still knows the nonces."""


def later(on: Scene) -> None:
    """Started again ten minutes later."""
    on.pass_ten_minutes()


def later_without_history(on: Scene) -> None:
    """The same, and the bot may not read the channels' history."""
    on.pass_ten_minutes()
    on.hide_history()


KILLS: dict[str, Kill] = {
    "before claim": before_claim,
    "after claim": after_claim,
    "while sending": while_sending,
    "after send": after_send,
    "before settle": before_settle,
    "disk full on settle": full_disk,
    "at random, three times": at_random,
    "at random while posting": at_random_while_posting,
    "SIGTERM while sending": while_asked_to_stop,
}
RESTARTS: dict[str, Restart] = {
    "at once": at_once,
    "10 minutes later": later,
    "10 minutes later, no history": later_without_history,
}


async def crash(folder: Path, kill: Kill, restart: Restart) -> list[Fate]:
    """The fates of four posts after one crash."""
    async with scene(folder) as on:
        process = on.process()
        try:
            await process.start()
            if kill is not at_random:
                await process.wait_ready()
            await kill(on, process)
        finally:
            await process.kill()
        on.server.faults.clear()
        restart(on)
        async with on.process() as again:
            await on.settled()
        assert "Traceback" not in again.stderr
        return on.fates()


async def server_errors(on: Scene) -> None:
    """Each send is answered with 500 once."""
    for path in SENDS:
        on.server.faults.answer("POST", path, status=500, times=2)


async def server_errors_that_lie(on: Scene) -> None:
    """Each send is carried out and answered with 502."""
    for path in SENDS:
        on.server.faults.answer("POST", path, status=502, times=2, stored=True)


async def unavailable(on: Scene) -> None:
    """Each send is answered with 503, which discord.py does not try again."""
    for path in SENDS:
        on.server.faults.answer("POST", path, status=503, times=3)


async def rate_limits(on: Scene) -> None:
    """Sends are answered with 429."""
    for path in SENDS:
        on.server.faults.rate_limit("POST", path, retry_after=0.4, times=3)


async def cut_connections(on: Scene) -> None:
    """Sends are carried out and the connection is cut."""
    for path in SENDS:
        on.server.faults.cut("POST", path, times=2)


async def forbidden(on: Scene) -> None:
    """One channel is closed to the bot."""
    path = f"/channels/{next(iter(on.channels.values()))}/messages"
    on.server.faults.answer(
        "POST", path, status=403, body={"code": 50013, "message": "Missing Permissions"}, times=MANY
    )


async def gone(on: Scene) -> None:
    """One channel was deleted."""
    path = f"/channels/{next(iter(on.channels.values()))}/messages"
    on.server.faults.answer("POST", path, status=404, body={"code": 10003, "message": "Unknown Channel"}, times=MANY)


async def dropped_gateway(on: Scene) -> None:
    """The gateway is dropped again and again while the bot posts."""
    for _ in range(6):
        await asyncio.sleep(0.5)
        with contextlib.suppress(LookupError):
            await on.server.gateway.drop()


FAILURES: dict[str, Callable[[Scene], Awaitable[None]]] = {
    "500, then well": server_errors,
    "502 after it was carried out": server_errors_that_lie,
    "503, then well": unavailable,
    "429, then well": rate_limits,
    "connection cut after it was carried out": cut_connections,
    "403 in one channel": forbidden,
    "404 in one channel": gone,
    "gateway dropped six times": dropped_gateway,
}


async def fail(folder: Path, failure: Callable[[Scene], Awaitable[None]]) -> list[Fate]:
    """The fates of four posts that met a failure."""
    async with scene(folder) as on:
        if failure is not dropped_gateway:
            await failure(on)
        async with on.process() as process:
            if failure is dropped_gateway:
                await failure(on)
            await on.settled()
        assert "Traceback" not in process.stderr
        return on.fates()

"""The real bot: started on broken data, asked from a shell to reload, refused and renewed."""

import os
import re
import signal
from pathlib import Path

import pytest

from bot.facts.build import digest_of
from bot.facts.editions import journal
from bot.reload.shell import PID, began, running
from tests.discord_server import BotExitedError, BotProcess, LoopbackDiscord
from tests.reload.conftest import Home, process, shell, text_of

FIRST = {"name": "vostok-1"}


async def title(server: LoopbackDiscord) -> str:
    """The English one; the other script may stand beside it."""
    return text_of(await server.slash("mission", FIRST)).splitlines()[0].partition(" · ")[0]


async def test_a_shell_has_it_serve_changed_data_and_tells_what_changed(
    server: LoopbackDiscord, bot: BotProcess, home: Home
) -> None:
    assert await title(server) == "### Vostok 1"
    home.call("Vostok the First")
    for _ in range(5):  # signals in a row do no harm
        bot.process.send_signal(signal.SIGHUP)
    run = await shell(bot, "reload")
    assert (run.status, run.stderr) == (0, "")
    assert f"digest {digest_of(home.data)}" in run.stdout
    assert re.search(
        r"records: 0 added, 1 changed \(mission/vostok-1\), 0 removed|^Nothing changed", run.stdout, re.MULTILINE
    )
    assert await title(server) == "### Vostok the First"
    assert journal(home.state).digests[0] == digest_of(home.data)


async def test_broken_data_are_refused_with_every_problem_and_the_old_edition_answers(
    server: LoopbackDiscord, bot: BotProcess, home: Home
) -> None:
    before, files = journal(home.state), sorted(home.state.glob("edition-*"))
    home.call("")
    (home.data / "eras.csv").unlink()
    run = await shell(bot, "reload")
    assert (run.status, run.stderr) == (1, "")
    assert {"eras.csv: the file is missing", "missions.csv:2: name_en: is empty"} == set(run.stdout.splitlines())
    assert await title(server) == "### Vostok 1"
    assert (journal(home.state), sorted(home.state.glob("edition-*"))) == (before, files)


async def test_it_starts_on_the_last_good_edition_where_the_data_are_broken(
    server: LoopbackDiscord, home: Home
) -> None:
    async with process(server, home):
        pass
    (home.data / "eras.csv").unlink()
    async with process(server, home) as bot:
        assert await title(server) == "### Vostok 1"
        assert "ERROR bot.app: eras.csv: the file is missing" in bot.stderr


async def test_without_any_edition_it_ends_with_status_two_and_every_problem(
    server: LoopbackDiscord, home: Home
) -> None:
    (home.data / "eras.csv").unlink()
    (home.data / "posts.csv").unlink()
    with pytest.raises(BotExitedError) as ended:
        await process(server, home).__aenter__()
    assert ended.value.status == 2
    assert {"eras.csv: the file is missing", "posts.csv: the file is missing"} < set(ended.value.stderr.splitlines())
    assert "Traceback" not in ended.value.stderr


async def test_only_a_process_that_began_when_it_says_is_ours(tmp_path: Path) -> None:
    assert running(tmp_path) is None
    own = began(os.getpid())
    assert own
    (tmp_path / PID).write_text(f"{os.getpid()} {own}")
    assert running(tmp_path) == os.getpid()
    for other in (f"{os.getpid()} {own}1", f"{os.getpid()}", f"{os.getpid()} ", "999999999 5", "x y", ""):
        (tmp_path / PID).write_text(other)
        assert running(tmp_path) is None


async def test_a_bot_that_was_killed_is_not_signalled(server: LoopbackDiscord, home: Home) -> None:
    async with process(server, home) as bot:
        await bot.kill()
        assert (home.state / PID).is_file()
        run = await shell(bot, "reload")
        assert (run.status, run.stdout) == (2, "")
        assert "No bot is running" in run.stderr

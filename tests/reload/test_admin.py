"""/admin over the loopback: who may, what a reload shows and does, going back, the status."""

import asyncio
import re
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing

import pytest
import pytest_asyncio

from bot.facts.build import digest_of
from bot.facts.editions import journal
from tests.discord_server import BotProcess, LoopbackDiscord, NotOfferedError, Response, available, validate
from tests.discord_server.messages import walk
from tests.discord_server.world import ADMINISTRATOR, Person
from tests.reload.conftest import Home, process, text_of

FIRST = {"name": "vostok-1"}
WAIT = 600.0  # a busy machine takes its time


@pytest_asyncio.fixture
async def bot(server: LoopbackDiscord, home: Home) -> AsyncIterator[BotProcess]:
    deputy = str(server.world.person.id)
    async with process(server, home, OWNER_IDS=f"{deputy}, 12345678901234567") as started:
        await offered(server)
        yield started
    assert "Traceback" not in started.stderr
    assert server.unknown == []
    if available():
        assert [line for request in server.requests for line in validate(request)] == []


async def offered(server: LoopbackDiscord) -> None:
    async with asyncio.timeout(10):
        while not server.commands.get(server.guild.id):
            await asyncio.sleep(0.02)


async def admin(server: LoopbackDiscord, command: str, **options: object) -> Response:
    user = server.world.owner
    response = await server.slash("admin", dict(options), subcommand=command, user=user, timeout=WAIT)
    return await response.settled(timeout=WAIT)


async def title(server: LoopbackDiscord) -> str:
    """The English one; the other script may stand beside it."""
    return text_of(await server.slash("mission", FIRST)).splitlines()[0].partition(" · ")[0]


def button(response: Response) -> str | None:
    return next((part["custom_id"] for part in walk(response.components) if part["type"] == 2), None)


def attached(server: LoopbackDiscord, response: Response) -> str:
    assert response.message is not None
    (attachment,) = response.message["attachments"]
    (shown,) = [part["file"]["url"] for part in walk(response.components) if part["type"] == 13]
    assert shown.endswith(f"/{attachment['filename']}")
    return server.store.files[int(attachment["id"])].content.decode("utf-8-sig")


def uses(home: Home) -> list[tuple[int, str, int]]:
    with closing(sqlite3.connect(home.state / "state.db")) as connection:
        return connection.execute("select user_id, command, admitted from use order by id").fetchall()


async def test_it_is_registered_at_home_only_and_for_administrators(server: LoopbackDiscord, bot: BotProcess) -> None:
    assert "admin" not in {command["name"] for command in server.commands[None].values()}
    (command,) = server.commands[server.guild.id].values()
    assert command["name"] == "admin"
    assert command["default_member_permissions"] == str(ADMINISTRATOR)
    assert command["name_localizations"] == {"ru": "управление"}
    (request,) = server.sent("PUT", "/applications/*/guilds/*/commands")
    assert not request.body[0].keys() & {"contexts", "integration_types"}
    with pytest.raises(NotOfferedError):
        await server.slash("admin", subcommand="status", user=server.world.add_person("thomas"))


async def test_whoever_is_no_owner_is_turned_away_by_us_and_written_down(
    server: LoopbackDiscord, bot: BotProcess, home: Home
) -> None:
    manager = server.world.add_person("manager", permissions=ADMINISTRATOR)
    for command in ("reload", "rollback", "status", "reports"):
        response = await server.slash("admin", subcommand=command, user=manager)
        assert response.ephemeral
        assert "owners of the bot" in text_of(response)
    deputy = Person(server.world.person.id, "valentina", ADMINISTRATOR)
    response = await server.slash("admin", subcommand="status", user=deputy, locale="ru")
    assert text_of(response).startswith("### Состояние")
    assert "**Чаще всего спрашивали" in text_of(response)
    told = [(manager.id, command, 0) for command in ("reload", "rollback", "status", "reports")]
    assert uses(home) == [*told, (deputy.id, "status", 1)]


async def test_a_reload_shows_what_would_change_and_serves_it_once_confirmed(
    server: LoopbackDiscord, bot: BotProcess, home: Home
) -> None:
    before = digest_of(home.data)
    home.call("Vostok the First")
    tried = await admin(server, "reload", dry_run=True)
    assert tried.type == 5
    assert tried.ephemeral
    assert button(tried) is None
    assert "**Records changed:** 1 (mission/vostok-1)" in text_of(tried)
    shown = await admin(server, "reload")
    assert re.search(r"```diff\n- ### Vostok 1\b.*\n(.*\n)*\+ ### Vostok the First", text_of(shown))
    assert "~ mission/vostok-1\n" in attached(server, shown)
    assert await title(server) == "### Vostok 1"
    confirm = button(shown)
    assert confirm == f"serve:{digest_of(home.data)}:{before}"
    stranger = await server.press(confirm, message=shown, user=server.world.add_person("thomas"))
    assert "owners of the bot" in text_of(stranger)
    assert await title(server) == "### Vostok 1"
    served = await server.press(confirm, message=shown, user=server.world.owner)
    assert served.type == 7
    assert text_of(served).startswith("### Reloaded")
    assert button(served) is None
    assert await title(server) == "### Vostok the First"
    assert journal(home.state).digests[:2] == (digest_of(home.data), before)

    back = await admin(server, "rollback")
    assert text_of(back).startswith("### Gone back")
    assert await title(server) == "### Vostok 1"
    assert "nothing to go back to" in text_of(await admin(server, "rollback"))
    status = text_of(await admin(server, "status"))
    assert "since an owner went back" in status
    assert re.search(rf"`{before}` since <t:\d+:f>, served now", status)
    assert re.search(r"\*\*Memory:\*\* \d\d+ MB", status)
    assert "1 server\n" in status
    assert re.search(r"start:\*\* Vostok 1\b[^;]* \(3\)", status)
    assert [command for _, command, admitted in uses(home) if admitted] == [
        "reload dry_run", "reload", f"serve {digest_of(home.data)}", "rollback", "rollback", "status",
    ]  # fmt: skip


async def test_broken_facts_are_told_all_at_once_and_change_nothing(
    server: LoopbackDiscord, bot: BotProcess, home: Home
) -> None:
    home.call("")
    (home.data / "eras.csv").unlink()
    refused = await admin(server, "reload")
    assert text_of(refused).startswith("### The facts can't be served")
    lines = attached(server, refused).splitlines()
    assert {"eras.csv: the file is missing", "missions.csv:2: name_en: is empty"} <= set(lines)
    assert f"{len(lines)} problems were found" in text_of(refused)
    assert button(refused) is None
    assert await title(server) == "### Vostok 1"


async def test_unchanged_facts_have_nothing_to_confirm_and_a_late_confirmation_is_refused(
    server: LoopbackDiscord, home: Home
) -> None:
    async with process(server, home):
        await offered(server)
        same = await admin(server, "reload")
        assert "Nothing." in text_of(same)
        assert button(same) is None
        home.call("Vostok the First")
        shown = await admin(server, "reload")
        confirm, buttons = button(shown), shown.components
        assert confirm is not None
        assert shown.message is not None
        path = home.state / f"edition-{digest_of(home.data)}.db"
        path.rename(home.state / "away")
        gone = await server.press(confirm, message=shown, user=server.world.owner)
        assert "can't be read as an edition" in text_of(gone)
        assert await title(server) == "### Vostok 1"
    (home.state / "away").rename(path)
    async with process(server, home):  # which takes the new facts by itself
        await offered(server)
        assert await title(server) == "### Vostok the First"
        shown.message["components"] = buttons
        late = await server.press(confirm, message=shown, user=server.world.owner)
        assert "Another edition is served meanwhile" in text_of(late)


async def test_a_former_home_loses_the_command_and_one_without_the_bot_is_no_harm(
    server: LoopbackDiscord, home: Home
) -> None:
    other = server.world.add_guild("Other")
    async with process(server, home):
        await offered(server)
    async with process(server, home, HOME_GUILD_ID=str(other.id)):
        async with asyncio.timeout(10):
            while not server.commands.get(other.id):
                await asyncio.sleep(0.02)
    assert server.commands[server.guild.id] == {}
    server.faults.answer("PUT", "/applications/*/guilds/*/commands", status=403)
    async with process(server, home, HOME_GUILD_ID="123456789012345678") as bot:
        assert await title(server) == "### Vostok 1"
        assert "does not let us register /admin" in bot.stderr

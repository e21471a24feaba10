"""Posts as Discord gets them from the real bot process."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest
import pytest_asyncio

from bot.guilds.destinations import Kind
from bot.guilds.state import backup
from bot.schedule.delivery import MARKS_FROM
from tests.discord_server import available, validate
from tests.discord_server.messages import walk
from tests.discord_server.payloads import Json
from tests.discord_server.world import SEND_MESSAGES
from tests.reliability.scene import Scene, scene

ROLE = 4242


@pytest_asyncio.fixture
async def on(state: Path) -> AsyncIterator[Scene]:
    async with scene(state) as made:
        yield made


def message_in(on: Scene, channel: int) -> Json:
    (found,) = on.server.messages[channel]
    return found


async def test_a_post_is_plain_text_with_buttons_that_work_for_anyone(on: Scene) -> None:
    mentioning, digest = on.add(role_id=ROLE), on.add(kind=Kind.DIGEST, language="ru")
    async with on.process():
        await on.settled()
        message = message_in(on, mentioning)
        assert message["content"].startswith(f"<@&{ROLE}>\n### ")
        assert len(message["content"]) <= 2000
        assert message["components"][0]["id"] > MARKS_FROM
        assert message_in(on, digest)["content"].startswith("### Ближайшая неделя")
        for channel, prefix in ((mentioning, "en:"), (digest, "ru:")):
            buttons = [part for part in walk(message_in(on, channel)["components"]) if part["type"] == 2]
            assert buttons
            assert all(button["custom_id"].startswith(prefix) for button in buttons)
            pressed = await on.server.press(buttons[0]["custom_id"], message=message_in(on, channel))
            shown = "".join(part.get("content", "") for part in walk(pressed.components))
            assert shown.startswith("### ")
            assert bool(re.search("[а-яё]", shown.partition("\n")[0])) == (prefix == "ru:")


async def test_a_post_may_mention_its_role_and_nobody_else(on: Scene) -> None:
    mentioning = on.add(role_id=ROLE)
    async with on.process():
        await on.settled()
    for request in on.server.sent("POST", "/channels/*/messages"):
        roles = [str(ROLE)] if request.path == f"/channels/{mentioning}/messages" else []
        assert request.body["allowed_mentions"] == {"parse": [], "roles": roles}
        assert request.body["enforce_nonce"] is True
        assert len(request.body["nonce"]) <= 25


async def test_each_kind_of_channel_gets_its_post(on: Scene) -> None:
    text, news, forum, threaded = on.channels.values()
    async with on.process():
        await on.settled()
    threads = {int(each["parent_id"]): each for each in on.server.world.channels.values() if each.get("parent_id")}
    assert not message_in(on, text)["flags"]
    assert message_in(on, news)["flags"] & 2  # published
    assert threads[forum]["name"].startswith("On this day: ")
    assert message_in(on, int(threads[forum]["id"]))["content"].startswith("### On this day: ")
    assert message_in(on, threaded)["pinned"]
    assert threads[threaded]["id"] == message_in(on, threaded)["id"]


async def test_what_may_not_be_done_besides_is_noted_and_no_reason_to_fail(on: Scene) -> None:
    for path in ("/channels/*/messages/*/crosspost", "/channels/*/messages/*/threads", "/channels/*/messages/pins/*"):
        on.server.faults.answer("*", path, status=403, times=9)
    async with on.process():
        await on.settled()
    assert sorted(fate.reason for fate in on.fates()) == ["", "", "no-thread not-pinned", "not-published"]
    assert all(fate.messages == 1 for fate in on.fates())


@pytest.mark.parametrize("where", ["system channel", "person"])
async def test_a_server_is_told_once_that_its_posts_are_suspended(on: Scene, where: str) -> None:
    channel = next(iter(on.channels.values()))
    told = on.server.world.add_channel(on.server.guild.id, "system")
    if where == "system channel":
        on.server.world.guilds[on.server.guild.id]["system_channel_id"] = str(told)
    else:
        told = on.server.world.direct_channel(on.server.person)
    on.server.world.deny_bot(channel, SEND_MESSAGES)
    async with on.process():
        await on.settled()
    assert f"<#{channel}>" in message_in(on, told)["content"]
    assert [fate.outcome for fate in on.fates()] == ["failed", "sent", "sent", "sent"]


async def test_a_server_that_is_left_keeps_its_settings_and_one_that_is_unavailable_is_not_left(on: Scene) -> None:
    guild = on.server.guild.id

    async def left(count: int) -> None:
        async with asyncio.timeout(10):
            while len(on.rows("select id from destination where left is not null")) != count:
                await asyncio.sleep(0.02)

    async with on.process():
        await on.settled()
        await on.server.gateway.dispatch("GUILD_DELETE", {"id": str(guild), "unavailable": True}, guild_id=guild)
        await on.server.gateway.dispatch("GUILD_CREATE", on.server.world.guild_create(guild), guild_id=guild)
        await asyncio.sleep(0.5)
        await left(0)
        await on.server.gateway.dispatch("GUILD_DELETE", {"id": str(guild)}, guild_id=guild)
        await left(4)
        joined = {key: value for key, value in on.server.world.guild_create(guild).items() if key != "unavailable"}
        await on.server.gateway.dispatch("GUILD_CREATE", joined, guild_id=guild)
        await left(0)


async def test_a_copy_of_the_state_is_made_while_posts_are_written(on: Scene, tmp_path: Path) -> None:
    import sqlite3

    async with on.process():
        backup(on.folder, tmp_path / "during.db")
        await on.settled()
        backup(on.folder, tmp_path / "after.db")
    for name, posts in (("during.db", None), ("after.db", 4)):
        with closing(sqlite3.connect(tmp_path / name)) as copy:
            assert copy.execute("pragma integrity_check").fetchone()[0] == "ok"
            assert copy.execute("select count(*) from destination").fetchone()[0] == 4
            found = copy.execute("select count(*) from post where outcome = 'sent'").fetchone()[0]
            assert posts is None or found == posts


async def test_every_request_is_as_discord_describes_it(on: Scene) -> None:
    if not available():
        pytest.skip("Discord's OpenAPI description (../shared/discord-openapi.json) is not at hand")
    on.server.world.deny_bot(on.add(role_id=ROLE), SEND_MESSAGES)
    async with on.process():
        await on.settled()
    assert [line for request in on.server.requests for line in validate(request)] == []
    assert on.server.unknown == []

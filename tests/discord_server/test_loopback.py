"""The loopback Discord, tried with real discord.py processes."""

import asyncio
import struct
from collections.abc import AsyncIterator

import aiohttp
import pytest
import pytest_asyncio

from . import (
    FLOOR_BOT,
    TRIAL_BOT,
    BotExitedError,
    BotProcess,
    LoopbackDiscord,
    NotOfferedError,
    Snowflakes,
    available,
    validate,
)
from .world import SEND_MESSAGES

pytestmark = pytest.mark.asyncio


@pytest_asyncio.fixture
async def server() -> AsyncIterator[LoopbackDiscord]:
    async with LoopbackDiscord(guild_locale="ru") as started:
        yield started


@pytest_asyncio.fixture
async def floor(server: LoopbackDiscord) -> AsyncIterator[BotProcess]:
    async with BotProcess(server, command=FLOOR_BOT) as bot:
        yield bot


@pytest_asyncio.fixture
async def trial(server: LoopbackDiscord) -> AsyncIterator[BotProcess]:
    async with BotProcess(server, command=TRIAL_BOT) as bot:
        yield bot
    assert "Traceback" not in bot.stderr
    assert problems(server) == []
    assert server.unknown == []


def problems(server: LoopbackDiscord) -> list[str]:
    return [line for request in server.requests for line in validate(request)] if available() else []


async def test_floor_bot_registers_its_command_and_answers(server: LoopbackDiscord, floor: BotProcess) -> None:
    assert [command["name"] for command in server.commands[None].values()] == ["mission"]
    response = await server.slash("mission", {"name": "astp"}, locale="ru")
    assert response.type == 4
    assert response.content.startswith("Apollo-Soyuz")
    assert 0 < response.latency_seconds < 1
    assert server.messages[server.guild.text] == [response.message]
    assert floor.memory_bytes() > 10_000_000
    assert floor.cpu_seconds() > 0


async def test_autocompletion_brings_choices(server: LoopbackDiscord, floor: BotProcess) -> None:
    response = await server.autocomplete("mission", {"name": "so"}, focused="name")
    assert response.type == 8
    assert [choice["value"] for choice in response.choices] == ["Apollo-Soyuz", "Soyuz 19", "Shuttle-Mir"]


@pytest.mark.skipif(not available(), reason="no OpenAPI description at hand")
async def test_what_floor_bot_sends_is_as_discord_describes_it(server: LoopbackDiscord, floor: BotProcess) -> None:
    await server.slash("mission", {"name": "astp"})
    await server.autocomplete("mission", {"name": "so"}, focused="name")
    assert len(server.requests) >= 6
    assert problems(server) == []
    broken = server.sent("PUT", "/applications/*/commands")[0]
    broken.body[0]["name"] = "x" * 33
    assert len(validate(broken)) == 1


async def test_the_client_refuses_what_discord_would_not_offer(server: LoopbackDiscord, floor: BotProcess) -> None:
    for options in ({}, {"name": 5}, {"name": "astp", "year": 1975}):
        with pytest.raises(NotOfferedError):
            await server.slash("mission", options)
    with pytest.raises(NotOfferedError):
        await server.slash("missing")


@pytest.mark.parametrize("how", ["drop", "reconnect", "close"])
async def test_a_shard_that_lost_its_socket_resumes_and_gets_what_it_missed(
    server: LoopbackDiscord, floor: BotProcess, how: str
) -> None:
    match how:
        case "drop":
            await server.gateway.drop()
        case "reconnect":
            await server.gateway.reconnect()
        case "close":
            await server.gateway.close(4000)
    response = await server.slash("mission", {"name": "astp"}, timeout=10)
    await server.gateway.wait_resumed(1)
    assert response.content
    assert server.gateway.identified == 1


async def test_an_invalid_session_makes_the_bot_identify_anew(server: LoopbackDiscord, floor: BotProcess) -> None:
    await server.gateway.invalidate()
    await server.gateway.wait_identified(2)
    assert (await server.slash("mission", {"name": "astp"})).content


async def test_a_wrong_token_is_refused_by_rest_and_gateway(server: LoopbackDiscord) -> None:
    with pytest.raises(BotExitedError, match="Improper token"):
        async with BotProcess(server, command=FLOOR_BOT, environment={"DISCORD_TOKEN": "wrong"}):
            pass
    assert server.requests[0].status == 401
    assert server.faults.invalid_requests == 1
    async with aiohttp.ClientSession() as session, session.ws_connect(server.gateway.url) as ws:
        await ws.receive()
        await ws.send_json({"op": 2, "d": {"token": "wrong", "intents": 0}})
        assert (await ws.receive()).data == 4004


async def test_privileged_intents_close_with_4014(server: LoopbackDiscord) -> None:
    async with aiohttp.ClientSession() as session, session.ws_connect(server.gateway.url) as ws:
        await ws.receive()
        await ws.send_json({"op": 2, "d": {"token": server.token, "intents": 1 << 15}})
        assert (await ws.receive()).data == 4014


async def test_every_shard_is_served(server: LoopbackDiscord) -> None:
    server.rest.shards = 2
    guilds = [server.guild, *(server.world.add_guild(f"guild {number}") for number in range(3))]
    assert {(guild.id >> 22) % 2 for guild in guilds} == {0, 1}
    async with BotProcess(server, command=FLOOR_BOT):
        for guild in guilds:
            assert (await server.slash("mission", {"name": "astp"}, guild=guild)).content


async def test_a_429_is_obeyed(server: LoopbackDiscord, trial: BotProcess) -> None:
    fault = server.faults.rate_limit("POST", "/channels/*/messages", retry_after=0.3)
    response = await server.slash("post", {"channel": server.guild.text, "nonce": 1})
    await response.settled()
    first, second = server.sent("POST", "/channels/*/messages")
    assert (first.status, second.status) == (429, 200)
    assert second.received - first.received >= 0.3
    assert fault.requests == [first]
    assert server.faults.invalid_requests == 1


async def test_the_global_limit_can_be_real(server: LoopbackDiscord) -> None:
    server.faults.limit_globally(50)
    headers = {"Authorization": f"Bot {server.token}"}
    async with aiohttp.ClientSession(headers=headers) as session:
        statuses = [(await session.get(f"{server.api_base}/users/@me")).status for _ in range(55)]
        last = await session.get(f"{server.api_base}/users/@me")
        assert (await last.json())["global"] is True
    assert statuses == [200] * 50 + [429] * 5


async def test_the_same_nonce_posts_once(server: LoopbackDiscord, trial: BotProcess) -> None:
    options = {"channel": server.guild.news, "nonce": 19750717}
    told = [await (await server.slash("post", options)).settled() for _ in range(2)]
    assert len(server.messages[server.guild.news]) == 1
    assert told[0].content == server.messages[server.guild.news][0]["id"]
    # The second publication is refused, which shows that it was the same message.
    assert told[1].content == "HTTPException 40033"


async def test_a_message_can_be_stored_and_its_answer_lost(server: LoopbackDiscord, trial: BotProcess) -> None:
    server.faults.cut("POST", "/channels/*/messages")
    response = await server.slash("post", {"channel": server.guild.text, "nonce": 2})
    assert (await response.settled()).content.startswith("ServerDisconnectedError")
    assert len(server.messages[server.guild.text]) == 2  # the response and the post


async def test_a_held_request_waits_until_released(server: LoopbackDiscord, trial: BotProcess) -> None:
    fault = server.faults.hold("POST", "/channels/*/messages")
    response = await server.slash("post", {"channel": server.guild.news, "nonce": 3})
    await fault.wait_arrived()
    assert server.guild.news not in server.messages
    fault.release()
    await response.settled()
    assert len(server.messages[server.guild.news]) == 1


async def test_missing_permissions_are_refused(server: LoopbackDiscord, trial: BotProcess) -> None:
    server.world.deny_bot(server.guild.text, SEND_MESSAGES)
    response = await server.slash("post", {"channel": server.guild.text, "nonce": 4})
    assert (await response.settled()).content == "Forbidden 50013"


async def test_a_forum_post_becomes_a_thread(server: LoopbackDiscord, trial: BotProcess) -> None:
    response = await server.slash("post", {"channel": server.guild.forum, "nonce": 5})
    thread = int((await response.settled()).content)
    assert server.world.channels[thread]["parent_id"] == str(server.guild.forum)
    assert server.messages[thread][0]["attachments"][0]["description"] == "a picture"


async def test_buttons_menus_and_forms_work(server: LoopbackDiscord, trial: BotProcess) -> None:
    shown = await server.slash("buttons")
    pressed = await server.press("next", message=shown)
    assert (pressed.type, shown.content) == (7, "page 2")
    chosen = await server.select("menu", ["b"], message=shown)
    assert chosen.type == 6
    while not chosen.followups:
        await asyncio.sleep(0.01)
    assert chosen.followups[0]["content"] == "chose b"
    form = await server.press("form")
    assert form.type == 9
    written = await server.submit_modal(form, {"answer": "Leonov"})
    assert (written.content, written.ephemeral) == ("you wrote Leonov", True)


async def test_a_deferral_settles_and_files_arrive(server: LoopbackDiscord, trial: BotProcess) -> None:
    response = await (await server.slash("slow")).settled()
    assert (response.type, response.content, response.ephemeral) == (5, "done", True)
    while not response.followups:
        await asyncio.sleep(0.01)
    attachment = response.followups[0]["attachments"][0]
    async with aiohttp.ClientSession() as session, session.get(attachment["url"]) as got:
        assert (await got.read()).startswith(b"\x89PNG")


async def test_layout_components_come_with_their_picture(server: LoopbackDiscord, trial: BotProcess) -> None:
    response = await server.slash("card")
    text, gallery = response.components[0]["components"]
    assert text["content"] == "**card**"
    assert gallery["items"][0]["media"]["url"].startswith(server.origin)
    assert response.files[0].name == "picture.png"


async def test_every_context_reaches_the_bot(server: LoopbackDiscord, trial: BotProcess) -> None:
    outside = server.world.add_guild("outside", bot=False)
    guild = await server.slash("where", locale="ru")
    direct = await server.slash("where", guild=None)
    group = await server.slash("where", context=2, locale="de")
    elsewhere = await server.slash("where", guild=outside, installs="user")
    home = server.guild.id
    assert [answer.content.split() for answer in (guild, direct, group, elsewhere)] == [
        ["guild", "ru", str(home), "TextChannel", "False", "True", "True"],
        ["bot", "en-US", "None", "DMChannel", "False", "False", "True"],
        ["private", "de", "None", "GroupChannel", "True", "False", "False"],
        ["guild", "en-US", str(outside.id), "TextChannel", "True", "False", "False"],
    ]


async def test_a_route_it_does_not_know_is_recorded(server: LoopbackDiscord) -> None:
    async with aiohttp.ClientSession() as session, session.get(f"{server.api_base}/nothing") as got:
        assert (got.status, await got.json()) == (404, {"message": "404: Not Found", "code": 0})
    assert [request.path for request in server.unknown] == ["/nothing"]


async def test_a_message_without_the_content_intent_has_no_text(server: LoopbackDiscord) -> None:
    async with aiohttp.ClientSession() as session, session.ws_connect(server.gateway.url) as ws:
        await ws.receive()
        await ws.send_json({"op": 2, "d": {"token": server.token, "intents": 1 << 9}})
        assert [(await ws.receive_json())["t"] for _ in range(2)] == ["READY", "GUILD_CREATE"]
        await server.say("secret")
        await server.say(f"<@{server.world.bot['id']}> who?")
        assert [(await ws.receive_json())["d"]["content"][-4:] for _ in range(2)] == ["", "who?"]


async def test_snowflakes_grow_and_hold_the_time() -> None:
    snowflakes = Snowflakes()
    made = [snowflakes.next() for _ in range(5000)]
    assert made == sorted(set(made))
    assert len(struct.pack(">Q", made[-1])) == 8

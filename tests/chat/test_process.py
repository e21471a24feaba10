"""The real bot process, `python -m bot run`, against the loopback Discord."""

import asyncio
import contextlib
import os
import re
import signal
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.questions import COMMANDS
from tests.discord_server import BotProcess, LoopbackDiscord, Response, available, validate
from tests.discord_server.messages import walk

ROOT = Path(__file__).parents[2]
CLOSING_SECONDS = 5.0
ASKED = {
    "mission": {"name": "apollo-soyuz"},
    "person": {"name": "кикина"},
    "craft": {"name": "Mir"},
    "agreement": {"name": "1992"},
    "event": {"name": "handshake"},
    "expedition": {"number": 1},
    "history": {"year": 1995},
    "onthisday": {"date": "07-17"},
    "chain": {"from": "stafford", "to": "кикина"},
    "aboard": {"date": "1975-07-17", "time": "16:19"},
    "compare": {"a": "sts-71", "b": "soyuz-19"},
    "records": {"topic": "longest-flight"},
    "cooperation": {"when": "1995"},
    "timeline": {},
    "search": {"text": "handshake"},
    "source": {"id": "abc"},
    "ask": {"question": "who flew on sts-71?"},
    "about": {},
    "help": {},
}


@pytest_asyncio.fixture
async def server() -> AsyncIterator[LoopbackDiscord]:
    async with LoopbackDiscord() as started:
        yield started


def process(server: LoopbackDiscord, state: Path, **environment: str) -> BotProcess:
    return BotProcess(server, state=state, folder=ROOT, environment=environment)


@pytest_asyncio.fixture
async def bot(server: LoopbackDiscord, state: Path) -> AsyncIterator[BotProcess]:
    async with process(server, state) as started:
        yield started
    assert "Traceback" not in started.stderr
    assert server.unknown == []


@contextlib.contextmanager
def broken(state: Path) -> Iterator[None]:
    """The edition is cut short under the running bot, which has it open, and then whole again."""
    editions = {path: path.read_bytes() for path in state.iterdir() if path.suffix == ".db"}
    assert editions
    for path in editions:
        os.truncate(path, 4096)
    yield
    for path, whole in editions.items():
        path.write_bytes(whole)


def text_of(response: Response) -> str:
    return "\n".join(part["content"] for part in walk(response.components) if part["type"] == 10)


def ids_of(response: Response) -> list[str]:
    """Of the buttons that ask something."""
    found = [part["custom_id"] for part in walk(response.components) if part["type"] == 2]
    return [custom_id for custom_id in found if not custom_id.startswith("report:")]


def turning(response: Response) -> list[str]:
    return [
        found
        for found in ids_of(response)
        if re.fullmatch(r"q:(history:[^:]*:\d+|onthisday:[^:]*|search:.+):\d+", found)
    ]


async def test_it_registers_each_command_for_servers_messages_and_user_installs(
    server: LoopbackDiscord, bot: BotProcess
) -> None:
    registered = {command["name"]: command for command in server.commands[None].values()}
    assert registered.keys() == COMMANDS.keys() | {"schedule", "privacy"}
    registered = {name: command for name, command in registered.items() if name in COMMANDS}
    for command in registered.values():
        assert command["integration_types"] == [0, 1]
        assert command["contexts"] == [0, 1, 2]
    numbers = [option for command in registered.values() for option in command["options"] if option["type"] == 4]
    assert len(numbers) == 2
    assert all({"min_value", "max_value"} <= option.keys() for option in numbers)
    assert [option["name"] for option in registered["source"]["options"]] == ["id", "private", "language"]


async def test_it_registers_again_only_where_the_commands_changed(server: LoopbackDiscord, state: Path) -> None:
    for _ in range(2):
        async with process(server, state):
            pass
    assert len(server.sent("PUT", "/applications/*/commands")) == 1
    (state / f"commands-{server.world.application_id}.sha").write_text("another")
    async with process(server, state):
        pass
    assert len(server.sent("PUT", "/applications/*/commands")) == 2


async def test_it_needs_no_privileged_intent_and_mentions_nobody(server: LoopbackDiscord, bot: BotProcess) -> None:
    assert server.gateway.identifies[0]["intents"] == 1 | 1 << 9 | 1 << 12  # guilds, messages there and in private
    response = await server.slash("search", {"text": "@everyone <@1>"})
    assert response.data["allowed_mentions"] == {"parse": []}


@pytest.mark.parametrize("command", ASKED)
async def test_it_answers_each_command_where_ever_it_is_asked(
    server: LoopbackDiscord, bot: BotProcess, command: str
) -> None:
    for scene in ({}, {"guild": None}, {"context": 2, "guild": None}):
        response = await server.slash(command, ASKED[command], **scene)
        assert response.type == 4
        assert text_of(response).startswith("The crew of **STS-71**" if command == "ask" else "### ")
        assert not response.ephemeral
        assert "went wrong" not in text_of(response)


async def test_a_private_answer_is_seen_only_by_who_asked(server: LoopbackDiscord, bot: BotProcess) -> None:
    for command, options in ASKED.items():
        assert (await server.slash(command, options | {"private": True})).ephemeral, command


async def test_it_completes_names_with_ids(server: LoopbackDiscord, bot: BotProcess) -> None:
    for command, typed in (("mission", "apollo-s"), ("person", "кикин"), ("craft", "mi"), ("history", "")):
        option = "era" if command == "history" else "name"
        choices = (await server.autocomplete(command, {option: typed}, focused=option)).choices
        assert 0 < len(choices) <= 25, command
        assert all(len(choice["name"]) <= 100 and len(choice["value"]) <= 100 for choice in choices)
    assert (await server.autocomplete("mission", {"name": "x" * 6000}, focused="name")).type == 8


async def test_a_button_asks_its_question_anew_for_anyone(server: LoopbackDiscord, bot: BotProcess) -> None:
    first = await server.slash("mission", {"name": "apollo-soyuz"})
    other = server.world.add_person("thomas")
    for custom_id in ids_of(first):
        pressed = await server.press(custom_id, message=first, user=other)
        assert pressed.type == 4
        assert text_of(pressed).startswith("### ")
        assert not pressed.ephemeral


async def test_a_button_of_a_private_answer_is_answered_privately(server: LoopbackDiscord, bot: BotProcess) -> None:
    first = await server.slash("mission", {"name": "apollo-soyuz", "private": True})
    assert (await server.press(ids_of(first)[0], message=first)).ephemeral


async def test_a_page_turns_in_place_for_who_asked_and_apart_for_others(
    server: LoopbackDiscord, bot: BotProcess
) -> None:
    first = await server.slash("history")
    before = text_of(first)
    other = await server.press(turning(first)[0], message=first, user=server.world.add_person("thomas"))
    assert other.type == 4
    assert other.ephemeral
    assert text_of(first) == before
    turned = await server.press(turning(first)[0], message=first)
    assert turned.type == 7
    assert text_of(turned) == text_of(other) != before
    back = await server.press(turning(turned)[0], message=turned)
    assert (back.type, text_of(back)) == (7, before)


async def test_a_button_works_after_a_restart(server: LoopbackDiscord, state: Path) -> None:
    async with process(server, state):
        first = await server.slash("mission", {"name": "apollo-soyuz"})
    async with process(server, state):
        pressed = await server.press(ids_of(first)[0], message=first)
        assert text_of(pressed).startswith("### ")


async def test_a_button_that_is_no_question_gets_a_private_sentence(server: LoopbackDiscord, bot: BotProcess) -> None:
    first = await server.slash("mission", {"name": "apollo-soyuz"})
    button = next(part for part in walk(first.components) if part["type"] == 2)
    button["custom_id"] = "q:forgotten:apollo-soyuz"
    pressed = await server.press("q:forgotten:apollo-soyuz", message=first)
    assert pressed.ephemeral
    assert text_of(pressed).startswith("### ")


async def test_bad_input_gets_a_sentence(server: LoopbackDiscord, bot: BotProcess) -> None:
    for command, options in (
        ("mission", {"name": "x" * 6000}),
        ("person", {"name": "@everyone **{{ 7*7 }}**' or 1=1 --"}),
        ("onthisday", {"date": "30 February"}),
        ("expedition", {"number": 999}),
        ("history", {"era": "\x00\x01"}),
        ("source", {"id": "nothing"}),
        ("search", {"text": "\"'*:()-^"}),
    ):
        response = await server.slash(command, options)
        assert text_of(response).startswith("### "), command
        assert "went wrong" not in text_of(response), command


async def test_a_failure_is_told_by_a_code_that_the_log_has(
    server: LoopbackDiscord, bot: BotProcess, state: Path
) -> None:
    secret = "valentina asks for luck"
    with broken(state):
        response = await server.slash("search", {"text": secret})
    assert response.ephemeral
    code = re.search(r"\*\*([A-Z]{6})\*\*", text_of(response))
    assert code is not None
    await asyncio.sleep(0.1)
    assert f"{code[1]}: /search failed" in bot.stderr
    assert secret not in bot.stderr
    assert (await server.slash("search", {"text": secret})).type == 4


async def test_a_command_we_no_longer_have_is_told_so(server: LoopbackDiscord, bot: BotProcess) -> None:
    command = next(iter(server.commands[None].values()))
    command["name"] = "former"
    response = await server.slash("former", ASKED["mission"])
    assert response.ephemeral
    assert "has changed" in text_of(response)


async def test_every_request_is_as_discord_describes_it(server: LoopbackDiscord, bot: BotProcess) -> None:
    if not available():
        pytest.skip("Discord's OpenAPI description (../shared/discord-openapi.json) is not at hand")
    for command, options in ASKED.items():
        for locale in ("en-US", "ru"):
            await server.slash(command, options, locale=locale)
        await server.slash(command, options | {"language": "ru"})
    first = await server.slash("mission", ASKED["mission"] | {"private": True, "language": "ru"})
    await server.press(ids_of(first)[0], message=first)
    paged = await server.slash("history")
    await server.press(turning(paged)[0], message=paged)
    await server.autocomplete("person", {"name": "a"}, focused="name")
    assert [line for request in server.requests for line in validate(request)] == []


async def test_a_wrong_token_ends_with_one_line(server: LoopbackDiscord, state: Path) -> None:
    bot = process(server, state, DISCORD_TOKEN="wrong")
    await bot.start()
    assert await bot.wait() == 2
    assert len(bot.stderr.splitlines()) == 1
    assert "DISCORD_TOKEN" in bot.stderr
    assert bot.stdout == ""


async def test_a_token_that_only_the_gateway_refuses_ends_with_one_line(server: LoopbackDiscord, state: Path) -> None:
    server.gateway.token = "newer"
    bot = process(server, state)
    await bot.start()
    assert await bot.wait() == 2
    assert "DISCORD_TOKEN" in bot.stderr.splitlines()[-1]
    assert "Traceback" not in bot.stderr


async def test_an_unreachable_discord_ends_with_one_line(server: LoopbackDiscord, state: Path) -> None:
    bot = process(server, state, DISCORD_API_BASE="http://127.0.0.1:9/api/v10")
    await bot.start()
    assert await bot.wait() == 2
    assert "can't be reached" in bot.stderr.splitlines()[-1]
    assert "Traceback" not in bot.stderr


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
async def test_it_closes_when_told_to(server: LoopbackDiscord, bot: BotProcess, how: signal.Signals) -> None:
    await server.slash("about")
    started = time.monotonic()
    bot.process.send_signal(how)
    assert await bot.wait() == 0
    assert time.monotonic() - started < CLOSING_SECONDS
    assert server.gateway.closes[-1] == 1000


async def test_an_answer_under_way_is_brought_before_it_closes(server: LoopbackDiscord, bot: BotProcess) -> None:
    held = server.faults.hold("POST", "/interactions/*/*/callback")
    asked = asyncio.create_task(server.slash("mission", {"name": "apollo-soyuz"}))
    await held.wait_arrived()
    bot.process.send_signal(signal.SIGTERM)
    async with asyncio.timeout(CLOSING_SECONDS):
        while not server.gateway.closes:
            await asyncio.sleep(0.01)
    held.release()
    assert "Apollo–Soyuz" in text_of(await asked)
    assert await bot.wait() == 0
    assert "Traceback" not in bot.stderr


async def test_a_failure_that_can_not_be_told_is_in_the_log_under_its_code(
    server: LoopbackDiscord, bot: BotProcess
) -> None:
    server.faults.cut("POST", "/interactions/*/*/callback", times=2, stored=False)
    asked = asyncio.create_task(server.slash("mission", {"name": "apollo-soyuz"}))
    async with asyncio.timeout(CLOSING_SECONDS):
        while "telling of a failure failed" not in bot.stderr:
            await asyncio.sleep(0.01)
    asked.cancel()
    assert "Apollo–Soyuz" in text_of(await server.slash("mission", {"name": "apollo-soyuz"}))
    assert await bot.terminate() == 0
    assert "never retrieved" not in bot.stderr
    assert len(re.findall(r"[A-Z]{6}: .+ failed", bot.stderr)) == 2


async def test_an_answer_that_is_cut_by_closing_is_no_error_of_ours(server: LoopbackDiscord, bot: BotProcess) -> None:
    held = server.faults.hold("POST", "/interactions/*/*/callback")
    asked = asyncio.create_task(server.slash("mission", {"name": "apollo-soyuz"}))
    await held.wait_arrived()
    started = time.monotonic()
    assert await bot.terminate() == 0
    assert time.monotonic() - started < CLOSING_SECONDS
    assert "Traceback" not in bot.stderr
    asked.cancel()


async def test_it_closes_while_it_logs_in(server: LoopbackDiscord, state: Path) -> None:
    held = server.faults.hold("GET", "/users/@me")
    bot = process(server, state)
    await bot.start()
    await held.wait_arrived()
    started = time.monotonic()
    assert await bot.terminate() == 0
    assert time.monotonic() - started < CLOSING_SECONDS
    assert "Traceback" not in bot.stderr


@pytest.mark.parametrize(
    ("command", "options", "name"),
    [
        ("chain", {"from": "stafford", "to": "kikina"}, "chain-stafford-kikina"),
        ("chain", {}, "handshakes"),
        ("cooperation", {"when": "1995"}, "cooperation-1995"),
        ("timeline", {}, "timeline"),
    ],
)
async def test_a_picture_comes_with_the_text_that_says_the_same(
    server: LoopbackDiscord, bot: BotProcess, command: str, options: dict[str, str], name: str
) -> None:
    for locale, language in (("en-US", "en"), ("ru", "ru")):
        response = await server.slash(command, options, locale=locale, guild=None)
        (file,) = response.files
        assert file.content.startswith(b"\x89PNG")
        assert file.name == f"{name}-{language}.png"
        (gallery,) = (part for part in walk(response.components) if part["type"] == 12)
        assert 100 < len(gallery["items"][0]["description"]) <= 1024
        assert response.latency_seconds < 2.0  # drawn within one; the machine may be busy


async def test_it_completes_what_can_be_compared_flown_and_flown_for(server: LoopbackDiscord, bot: BotProcess) -> None:
    async def values(command: str, option: str, typed: str) -> list[str]:
        return [
            choice["value"] for choice in (await server.autocomplete(command, {option: typed}, focused=option)).choices
        ]

    assert "kikina" in await values("chain", "from", "кикин")
    assert {"person/stafford", "mission/sts-71", "era/shuttle-mir"} <= {
        value for typed in ("staff", "sts-71", "shuttle") for value in await values("compare", "a", typed)
    }
    assert (await values("records", "nation", ""))[0] == "ru"
    assert "usa" in await values("records", "nation", "united")
    assert set(await values("records", "craft", "so")) >= {"soyuz"}
    assert "nasa" not in await values("records", "craft", "nasa")
    assert "seat-swaps" in await values("cooperation", "when", "seat")
    for option in ("a", "b"):
        assert len(await values("compare", option, "")) == 22  # eight of each kind, and all six eras


async def test_other_questions_are_answered_while_a_picture_is_drawn(server: LoopbackDiscord, bot: BotProcess) -> None:
    drawing = asyncio.create_task(server.slash("chain", {"from": "gagarin", "to": ""}))
    drawing_too = asyncio.create_task(server.slash("cooperation", {"when": "2001"}))
    plain = [(await server.slash("help")).latency_seconds for _ in range(5)]
    assert (await drawing).files
    assert (await drawing_too).files
    assert max(plain) < 0.5

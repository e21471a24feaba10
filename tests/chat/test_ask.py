"""Questions in words on Discord: /ask and its completion, mentions, direct messages; what is counted."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from tests.chat.test_process import process, text_of
from tests.discord_server import BotProcess, LoopbackDiscord
from tests.discord_server.messages import walk


@pytest_asyncio.fixture
async def server() -> AsyncIterator[LoopbackDiscord]:
    async with LoopbackDiscord() as started:
        yield started


@pytest_asyncio.fixture
async def bot(server: LoopbackDiscord, state: Path) -> AsyncIterator[BotProcess]:
    async with process(server, state) as started:
        yield started
    assert "Traceback" not in started.stderr


async def answers(server: LoopbackDiscord, channel: int, *, most: int = 1) -> list[dict[str, Any]]:
    """The bot's messages in a channel, once there are so many or a second has gone by without one more."""
    for _ in range(40):
        found = [each for each in server.messages[channel] if each["author"]["id"] == server.world.bot["id"]]
        if len(found) >= most:
            return found
        await asyncio.sleep(0.05)
    return [each for each in server.messages[channel] if each["author"]["id"] == server.world.bot["id"]]


def words_of(message: dict[str, Any]) -> str:
    return "\n".join(part["content"] for part in walk(message["components"]) if part["type"] == 10)


@pytest.mark.parametrize(
    ("question", "expected"),
    [("who commanded STS-71?", "Robert Gibson"), ("кто командир STS-71?", "командир\u00a0— **Роберт Гибсон")],
)
async def test_a_mention_is_answered_in_the_language_of_the_question(
    server: LoopbackDiscord, bot: BotProcess, question: str, expected: str
) -> None:
    asked = await server.say(f"<@{server.world.bot['id']}> {question}")
    (answer,) = await answers(server, server.guild.text)
    assert expected in words_of(answer)
    assert str(answer["message_reference"]["message_id"]) == asked["id"]
    (sent,) = server.sent("POST", "/channels/*/messages")
    assert sent.body["allowed_mentions"]["parse"] == []
    assert sent.body["allowed_mentions"].get("replied_user") in (False, None)


async def test_a_direct_message_needs_no_mention(server: LoopbackDiscord, bot: BotProcess) -> None:
    channel = server.world.direct_channel(server.person)
    await server.say("when was Kikina born", channel=channel)
    (answer,) = await answers(server, channel)
    assert "27 August 1984" in words_of(answer)


async def test_other_messages_are_left_alone(server: LoopbackDiscord, bot: BotProcess) -> None:
    await server.say("who commanded STS-71?")
    await server.say(f"<@{server.world.bot['id']}> who commanded STS-74?")
    found = await answers(server, server.guild.text)
    assert len(found) == 1
    assert "STS-74" in words_of(found[0])


async def test_who_asks_without_end_is_answered_a_few_times(server: LoopbackDiscord, bot: BotProcess) -> None:
    for number in range(9):
        await server.say(f"<@{server.world.bot['id']}> who flew on STS-{60 + number}?")
    await asyncio.sleep(1)
    assert len(await answers(server, server.guild.text, most=6)) == 6


async def test_ask_completes_to_questions_that_it_can_answer(server: LoopbackDiscord, bot: BotProcess) -> None:
    response = await server.autocomplete("ask", {"question": "stafford fl"}, focused="question")
    offered = [choice["value"] for choice in response.data["choices"]]
    assert "Who flew with Thomas Stafford?" in offered
    answered = await server.slash("ask", {"question": "Who flew with Thomas Stafford?"})
    assert "Vance Brand" in text_of(answered)


async def test_a_false_premise_is_corrected(server: LoopbackDiscord, bot: BotProcess) -> None:
    answered = await server.slash("ask", {"question": "did Gagarin fly on the shuttle?"})
    assert text_of(answered).startswith("**No**: Yuri Gagarin never flew on the Space Shuttle.")


async def test_the_chosen_language_wins_over_the_script(server: LoopbackDiscord, bot: BotProcess) -> None:
    answered = await server.slash("ask", {"question": "who commanded STS-71?", "language": "ru"})
    assert "командир\u00a0— **Роберт Гибсон" in text_of(answered)


@pytest.mark.parametrize(("switch", "count"), [("yes", 2), ("no", 0)])
async def test_declined_questions_are_counted_where_the_owner_wants_it(
    server: LoopbackDiscord, tmp_path: Path, switch: str, count: int
) -> None:
    async with process(server, tmp_path, COUNT_DECLINED=switch):
        for _ in range(2):
            answered = await server.slash("ask", {"question": "who won the super bowl"})
            assert "not in this record" in text_of(answered)
        await server.slash("ask", {"question": "who commanded STS-71?"})
    kept = sqlite3.connect(tmp_path / "state.db").execute("select words, count from declined").fetchall()
    assert kept == ([("who won the super bowl", count)] if count else [])

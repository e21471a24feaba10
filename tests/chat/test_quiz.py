"""The quiz in the real bot process, over the loopback Discord."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.chat.test_languages import spoken
from tests.chat.test_process import ids_of, process, text_of
from tests.discord_server import BotProcess, Guild, LoopbackDiscord, Response, available, validate
from tests.discord_server.messages import walk

PRIVATE = {"private": True}
VERDICTS = {"en": {"Correct", "Not this time"}, "ru": {"Верно", "Не угадали"}}
VERDICT = re.compile(r"### (Correct|Not this time|Верно|Не угадали)\n")
SCORE = re.compile(r"Your score: (\d+) of (\d+) right")


@pytest_asyncio.fixture
async def server() -> AsyncIterator[LoopbackDiscord]:
    async with LoopbackDiscord() as started:
        yield started


@pytest.fixture
def russian_guild(server: LoopbackDiscord) -> Guild:
    return server.world.add_guild("Байконур", locale="ru")


@pytest.fixture
def kept(tmp_path: Path, state: Path) -> Path:
    """A state folder of the test's own, with the session's edition."""
    for edition in state.glob("edition-*.db"):
        (tmp_path / edition.name).write_bytes(edition.read_bytes())
    return tmp_path


@pytest_asyncio.fixture
async def bot(server: LoopbackDiscord, russian_guild: Guild, kept: Path) -> AsyncIterator[BotProcess]:
    async with process(server, kept) as started:
        yield started
    assert "Traceback" not in started.stderr
    assert server.unknown == []


async def ask(server: LoopbackDiscord, number: int, **scene: object) -> Response:
    return await server.slash("quiz", {"number": number}, subcommand="play", **scene)  # type: ignore[arg-type]


def score(response: Response) -> tuple[int, int]:
    found = SCORE.search(text_of(response))
    assert found, text_of(response)
    return int(found[1]), int(found[2])


def verdict(response: Response) -> str:
    found = VERDICT.match(text_of(response))
    assert found, text_of(response)
    return found[1]


def reporting(response: Response) -> list[str]:
    ids = [part["custom_id"] for part in walk(response.components) if part["type"] == 2]
    return [custom_id for custom_id in ids if custom_id.startswith("report:")]


async def right_option(server: LoopbackDiscord, question: Response) -> str:
    """The id of the right option, found by somebody who presses all of them."""
    spy = server.world.add_person("spy")
    for custom_id in ids_of(question):
        if verdict(await server.press(custom_id, message=question, user=spy)) in ("Correct", "Верно"):
            return custom_id
    raise AssertionError(text_of(question))


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_a_press_is_answered_to_its_presser_alone_and_the_message_stays(
    server: LoopbackDiscord, bot: BotProcess, russian_guild: Guild, language: str
) -> None:
    guild = russian_guild if language == "ru" else server.guild
    question = await ask(server, 200_001, guild=guild)
    before = question.message["components"]
    assert not question.ephemeral
    assert spoken(question) == language
    assert len(ids_of(question)) == 4
    assert all(len(custom_id) <= 100 for custom_id in ids_of(question))
    locale = "ru" if language == "ru" else "en-GB"
    verdicts = set()
    for custom_id in ids_of(question):
        person = server.world.add_person("player")
        told = await server.press(custom_id, message=question, user=person, locale=locale)
        assert (told.type, told.ephemeral) == (4, True)
        verdicts.add(verdict(told))
        assert ("/источник" if language == "ru" else "/source") in text_of(told)
    assert verdicts == VERDICTS[language]
    assert question.message["components"] == before


async def test_an_answer_has_its_sources_and_a_mistake_of_it_can_be_reported_by_its_receipt(
    server: LoopbackDiscord, bot: BotProcess
) -> None:
    question = await ask(server, 200_011)
    assert not reporting(question), "it would give the answer away"
    told = await server.press(ids_of(question)[0], message=question)
    code = re.search(r"/source (\w+)", text_of(told))
    assert code
    assert f"q:source:{code[1]}" in ids_of(told)
    assert reporting(told) == [f"report:{code[1]}"]
    form = await server.press(f"report:{code[1]}", message=told)
    kept = await server.submit_modal(form, {"text": "That was another day.", "answer": False})
    assert kept.ephemeral
    assert "wrong" not in text_of(kept)


async def test_only_the_first_press_counts(server: LoopbackDiscord, bot: BotProcess) -> None:
    question = await ask(server, 200_002)
    right = await right_option(server, question)
    wrong = next(found for found in ids_of(question) if found != right)
    assert score(await server.press(wrong, message=question)) == (0, 1)
    again = await server.press(right, message=question)
    assert text_of(again).startswith("### Correct")
    assert "answered this question before" in text_of(again)
    assert score(again) == (0, 1)
    another = await ask(server, 200_003)
    assert score(await server.press(await right_option(server, another), message=another)) == (1, 2)


async def test_a_question_from_before_a_restart_is_still_answered_and_scores_are_kept(
    server: LoopbackDiscord, kept: Path
) -> None:
    async with process(server, kept):
        question = await ask(server, 200_004)
        first = score(await server.press(ids_of(question)[0], message=question))
    async with process(server, kept):
        again = await server.press(ids_of(question)[0], message=question)
        assert verdict(again) in VERDICTS["en"]
        assert score(again) == first


@pytest.mark.parametrize(
    "custom_id",
    [
        "q:answer:200005:site:0123456789:0123456789", "q:answer:200005:forgotten:0123456789:0123456789",
        "q:answer:x:site:0:0", "q:answer:200005", "ru:answer:200005:site:0123456789:0123456789",
    ],
)  # fmt: skip
async def test_an_option_that_is_none_gets_a_private_sentence_and_counts_nothing(
    server: LoopbackDiscord, bot: BotProcess, custom_id: str
) -> None:
    question = await ask(server, 200_005)
    next(part for part in walk(question.components) if part["type"] == 2)["custom_id"] = custom_id
    pressed = await server.press(custom_id, message=question)
    assert pressed.ephemeral
    assert not SCORE.search(text_of(pressed))
    assert spoken(pressed) == ("ru" if custom_id.startswith("ru") else "en")
    assert "wrong" not in text_of(pressed)
    assert "Nobody" in text_of(await server.slash("quiz", subcommand="top"))


async def test_the_question_of_the_day_is_the_same_in_every_server(
    server: LoopbackDiscord, bot: BotProcess, russian_guild: Guild
) -> None:
    here = await server.slash("quiz", subcommand="daily")
    there = await server.slash("quiz", subcommand="daily", guild=russian_guild)
    assert (spoken(here), spoken(there)) == ("en", "ru")
    assert ids_of(here) == ids_of(there)


async def test_without_a_number_any_question_is_asked_and_a_private_one_stays_private(
    server: LoopbackDiscord, bot: BotProcess
) -> None:
    asked = [await server.slash("quiz", PRIVATE, subcommand="play") for _ in range(4)]
    assert len({text_of(each) for each in asked}) > 1
    assert all(each.ephemeral for each in asked)
    told = await server.press(ids_of(asked[0])[0], message=asked[0])
    following = next(custom_id for custom_id in ids_of(told) if custom_id.startswith("q:quiz:"))
    assert (await server.press(following, message=told)).ephemeral


async def test_a_chosen_language_is_kept_from_question_to_answer(server: LoopbackDiscord, bot: BotProcess) -> None:
    question = await server.slash("quiz", {"number": 200_006, "language": "ru"}, subcommand="play")
    told = await server.press(ids_of(question)[0], message=question)
    assert spoken(question) == "ru"
    assert verdict(told) in VERDICTS["ru"]


async def test_the_standings_name_only_who_plays_here(
    server: LoopbackDiscord, bot: BotProcess, russian_guild: Guild
) -> None:
    thomas, alexei = server.world.add_person("thomas"), server.world.add_person("alexei")
    for guild, person in ((server.guild, thomas), (russian_guild, alexei)):
        question = await ask(server, 200_007, guild=guild)
        await server.press(ids_of(question)[0], message=question, user=person)
    here = text_of(await server.slash("quiz", subcommand="top"))
    assert f"<@{thomas.id}>" in here
    assert str(alexei.id) not in here
    everywhere = text_of(await server.slash("quiz", {"everywhere": True}, subcommand="top"))
    assert f"<@{thomas.id}>" in everywhere
    assert str(alexei.id) not in everywhere
    assert "another server" in everywhere
    outside = text_of(await server.slash("quiz", subcommand="top", guild=None, user=alexei))
    assert f"<@{alexei.id}>" in outside
    assert str(thomas.id) not in outside
    russian = await server.slash("quiz", {"language": "ru"}, subcommand="top")
    assert spoken(russian) == "ru"
    assert russian.data["allowed_mentions"] == {"parse": []}


async def test_forget_me_deletes_everything_of_who_asks(server: LoopbackDiscord, bot: BotProcess) -> None:
    question = await ask(server, 200_008)
    await server.press(ids_of(question)[0], message=question)
    thomas = server.world.add_person("thomas")
    await server.press(ids_of(question)[0], message=question, user=thomas)
    told = await server.slash("quiz", subcommand="forget-me")
    assert told.ephemeral
    assert "deleted: 1" in text_of(told)
    best = text_of(await server.slash("quiz", subcommand="top"))
    assert f"<@{thomas.id}>" in best
    assert f"<@{server.person.id}>" not in best
    assert "удалено ответов: 0" in text_of(await server.slash("quiz", subcommand="forget-me", locale="ru")).lower()


async def test_a_server_that_the_bot_has_left_is_forgotten(
    server: LoopbackDiscord, bot: BotProcess, russian_guild: Guild
) -> None:
    question = await ask(server, 200_010, guild=russian_guild)
    told = await server.press(ids_of(question)[0], message=question, locale="en-GB")
    await server.gateway.dispatch("GUILD_DELETE", {"id": str(russian_guild.id)}, guild_id=russian_guild.id)
    best = await server.slash("quiz", {"language": "en"}, subcommand="top", guild=russian_guild)
    assert "Nobody" in text_of(best)
    assert score(await server.press(ids_of(question)[0], message=question, locale="en-GB")) == score(told)


async def test_it_is_played_outside_of_servers_too(server: LoopbackDiscord, bot: BotProcess) -> None:
    for scene in ({"guild": None}, {"context": 2, "guild": None}, {"installs": "user"}):
        for subcommand in ("play", "daily", "top", "forget-me"):
            response = await server.slash("quiz", subcommand=subcommand, **scene)  # type: ignore[arg-type]
            assert text_of(response).startswith("### ")
    visited = await ask(server, 200_009, installs="user")
    told = await server.press(ids_of(visited)[0], message=visited, installs="user")
    assert score(told)[1] == 1
    assert "Nobody" in text_of(await server.slash("quiz", subcommand="top")), "a server without the bot was kept"


async def test_every_request_is_as_discord_describes_it(server: LoopbackDiscord, bot: BotProcess) -> None:
    if not available():
        pytest.skip("Discord's OpenAPI description (../shared/discord-openapi.json) is not at hand")
    for locale in ("en-US", "ru"):
        for subcommand in ("play", "daily", "top", "forget-me"):
            response = await server.slash("quiz", subcommand=subcommand, locale=locale)
            for custom_id in ids_of(response):
                await server.press(custom_id, message=response)
    assert [line for request in server.requests for line in validate(request)] == []

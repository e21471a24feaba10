"""In which language the real bot process answers: who asks, where, and what they chose."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.chat.test_process import ASKED, broken, ids_of, process, text_of, turning
from tests.discord_server import BotProcess, Guild, LoopbackDiscord, Response
from tests.discord_server.messages import walk

NAME = {"name": "союз-19"}
SUBCOMMAND = 1  # https://docs.discord.com/developers/interactions/application-commands


@pytest_asyncio.fixture
async def server() -> AsyncIterator[LoopbackDiscord]:
    async with LoopbackDiscord() as started:
        yield started


@pytest.fixture
def russian_guild(server: LoopbackDiscord) -> Guild:
    return server.world.add_guild("Байконур", locale="ru")


@pytest_asyncio.fixture
async def bot(server: LoopbackDiscord, russian_guild: Guild, state: Path) -> AsyncIterator[BotProcess]:
    async with process(server, state) as started:
        yield started
    assert "Traceback" not in started.stderr


def spoken(response: Response) -> str:
    """The language of the lines' words, which names in the other alphabet stand among."""
    text = text_of(response)
    return "ru" if len(re.findall("[а-яё]", text)) > len(re.findall("[a-z]", text)) else "en"


async def test_the_commands_are_registered_in_russian(server: LoopbackDiscord, bot: BotProcess) -> None:
    registered = {command["name"]: command for command in server.commands[None].values()}
    assert registered["mission"]["name_localizations"] == {"ru": "полёт"}
    assert registered["onthisday"]["name_localizations"] == {"ru": "в-этот-день"}
    for command in registered.values():
        assert command["description_localizations"].keys() == {"ru"}
        below = [option for option in command["options"] if option["type"] == SUBCOMMAND]
        for called in below or [command]:
            if command["name"] not in ("schedule", "privacy"):
                assert [part["value"] for part in called["options"][-1]["choices"]] == ["en", "ru"]


@pytest.mark.parametrize("command", [command for command in ASKED if command != "ask"])  # that speaks as its question
async def test_a_private_answer_is_in_the_language_of_who_asked(
    server: LoopbackDiscord, bot: BotProcess, russian_guild: Guild, command: str
) -> None:
    asked = ASKED[command] | {"private": True}
    assert spoken(await server.slash(command, asked, locale="ru")) == "ru"
    assert spoken(await server.slash(command, asked, locale="en-GB", guild=russian_guild)) == "en"


async def test_a_public_answer_is_in_the_language_of_the_server(
    server: LoopbackDiscord, bot: BotProcess, russian_guild: Guild
) -> None:
    assert spoken(await server.slash("mission", NAME, guild=russian_guild)) == "ru"
    assert spoken(await server.slash("mission", NAME, guild=russian_guild, installs="both")) == "ru"
    assert spoken(await server.slash("mission", NAME, locale="ru")) == "en"


async def test_without_a_server_that_has_the_bot_it_is_the_language_of_who_asked(
    server: LoopbackDiscord, bot: BotProcess, russian_guild: Guild
) -> None:
    assert spoken(await server.slash("mission", NAME, guild=russian_guild, installs="user")) == "en"
    assert spoken(await server.slash("mission", NAME, locale="ru", installs="user")) == "ru"
    assert spoken(await server.slash("mission", NAME, locale="ru", guild=None)) == "ru"
    assert spoken(await server.slash("mission", NAME, locale="ru", context=2, guild=None)) == "ru"


@pytest.mark.parametrize("command", ASKED)
async def test_the_option_overrides(
    server: LoopbackDiscord, bot: BotProcess, russian_guild: Guild, command: str
) -> None:
    for private in (True, False):
        asked = ASKED[command] | {"private": private}
        assert spoken(await server.slash(command, asked | {"language": "ru"})) == "ru"
        english = await server.slash(command, asked | {"language": "en"}, locale="ru", guild=russian_guild)
        assert spoken(english) == "en"


async def test_buttons_keep_the_chosen_language_and_only_that(
    server: LoopbackDiscord, bot: BotProcess, russian_guild: Guild
) -> None:
    first = await server.slash("history", {"language": "ru"})
    assert all(found.startswith("ru:") and len(found) <= 100 for found in ids_of(first))
    page = next(found for found in ids_of(first) if re.fullmatch(r"ru:history::0:\d+", found))
    other = await server.press(page, message=first, user=server.world.add_person("thomas"))
    assert (other.type, other.ephemeral, spoken(other)) == (4, True, "ru")
    turned = await server.press(page, message=first)
    assert (turned.type, spoken(turned)) == (7, "ru")
    event = next(found for found in ids_of(turned) if found.startswith("ru:event:"))
    assert spoken(await server.press(event, message=turned)) == "ru"
    plain = await server.slash("history", guild=russian_guild)
    assert spoken(plain) == "ru"
    assert all(found.startswith("q:") for found in ids_of(plain))
    assert spoken(await server.press(turning(plain)[0], message=plain)) == "ru"


async def test_the_words_of_page_buttons_are_of_the_answer(server: LoopbackDiscord, bot: BotProcess) -> None:
    for language, label in (("en", "Next page"), ("ru", "Следующая страница")):
        shown = await server.slash("history", {"language": language})
        assert label in [part["label"] for part in walk(shown.components) if part["type"] == 2]


async def test_a_failure_is_told_in_the_language_of_who_asked_or_in_the_chosen_one(
    server: LoopbackDiscord, bot: BotProcess, state: Path, russian_guild: Guild
) -> None:
    with broken(state):
        for number, (options, locale, language) in enumerate(
            (
                ({}, "ru", "ru"),
                ({}, "en-US", "en"),
                ({"language": "ru"}, "en-US", "ru"),
                ({"language": "en"}, "ru", "en"),
            )
        ):
            asked = {"text": f"gagarin {number}"} | options
            response = await server.slash("search", asked, locale=locale, guild=russian_guild)
            assert response.ephemeral
            assert spoken(response) == language
            assert re.search(r"\*\*[A-Z]{6}\*\*", text_of(response))


async def test_bad_input_is_told_in_the_chosen_language(server: LoopbackDiscord, bot: BotProcess) -> None:
    assert spoken(await server.slash("onthisday", {"date": "30 February", "language": "ru"})) == "ru"
    first = await server.slash("mission", NAME | {"language": "ru"})
    button = next(part for part in walk(first.components) if part["type"] == 2)
    button["custom_id"] = "ru:forgotten:apollo-soyuz"
    assert spoken(await server.press("ru:forgotten:apollo-soyuz", message=first)) == "ru"


async def test_a_command_we_no_longer_have_is_told_in_russian(server: LoopbackDiscord, bot: BotProcess) -> None:
    command = next(iter(server.commands[None].values()))
    command["name"] = "former"
    assert spoken(await server.slash("former", ASKED["mission"], locale="ru")) == "ru"

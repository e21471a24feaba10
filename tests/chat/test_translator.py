"""Every command in Russian, as Discord is told it."""

import re
import unicodedata
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import discord
import pytest
import pytest_asyncio

from bot import translations
from bot.chat import translator
from bot.chat.administration import Administration
from bot.chat.client import Handshake
from bot.chat.commands import COGS
from bot.chat.commands.admin import AdminCog
from bot.chat.registration import register
from bot.chat.wording import CHANGED, FAILED, LANGUAGES, SHORTENED
from bot.facts.editions import Start
from bot.guilds.state import State
from bot.reload.renewal import Renewal
from tests import DATA

NAME = re.compile(r"[-_\w]{1,32}")  # Discord's ^[-_\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$ for our two alphabets
HOME = discord.Object(1)
LONGEST_DESCRIPTION = 100
LONGEST_CHOICE = 100
# https://docs.discord.com/developers/interactions/application-commands#application-command-object
LONGEST_COMMAND = 8000  # names, descriptions and values together; of each text the longest language counts


@pytest_asyncio.fixture
async def client(historian: Any, tmp_path: Path) -> AsyncIterator[Handshake]:
    state = State(tmp_path)
    renewal = Renewal(historian, data=DATA, state=tmp_path, start=Start(historian.edition))
    made = Handshake(historian, state, Administration(renewal, home=1, owners=frozenset()), state_dir=tmp_path)
    for cog in COGS:
        await made.add_cog(cog())
    await made.add_cog(AdminCog(), guild=HOME)
    await made.tree.set_translator(translator.CommandTranslator())
    yield made
    state.close()


@pytest.fixture
async def commands(client: Handshake) -> list[dict[str, Any]]:
    return [*await translator.translated(client.tree), *await translator.translated(client.tree, HOME)]


def parts(command: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A command, the commands below it, their options and choices."""
    yield command
    for option in command.get("options", ()):
        yield from parts(option)
    yield from command.get("choices", ())


def russian(part: dict[str, Any], what: str = "name") -> str:
    return part[f"{what}_localizations"]["ru"]


def test_every_text_of_every_command_is_in_russian(commands: list[dict[str, Any]]) -> None:
    missing = [
        (command["name"], part["name"], what)
        for command in commands
        for part in parts(command)
        for what in ("name", "description")
        if what in part and not part.get(f"{what}_localizations", {}).get("ru")
    ]
    assert missing == []


def test_no_russian_text_is_left_without_its_place(commands: list[dict[str, Any]]) -> None:
    told = {text for command in commands for part in parts(command) for text in texts(part)}
    assert set(translations.texts("ru").values()) <= told
    places = {command["name"] for command in commands}
    assert {key.split(".")[1] for key in translations.texts("ru") if key.startswith("commands.")} == places


def texts(part: dict[str, Any]) -> Iterator[str]:
    for what in ("name", "description"):
        yield from part.get(f"{what}_localizations", {}).values()


def test_names_are_what_discord_takes_and_none_is_there_twice(commands: list[dict[str, Any]]) -> None:
    for among in (commands, *(part.get("options", ()) for command in commands for part in parts(command))):
        names = [russian(part) for part in among]
        assert len(names) == len(set(names))
        for name in names:
            assert NAME.fullmatch(name), name
            assert name == name.lower() == unicodedata.normalize("NFC", name)


def test_descriptions_and_choices_are_not_too_long(commands: list[dict[str, Any]]) -> None:
    for command in commands:
        for part in parts(command):
            assert len(russian(part)) <= LONGEST_CHOICE
            assert "description" not in part or len(russian(part, "description")) <= LONGEST_DESCRIPTION


def test_no_command_is_longer_than_discord_takes_in_its_longest_language(commands: list[dict[str, Any]]) -> None:
    for command in commands:
        length = sum(
            max(len(text) for text in (part[what], *part.get(f"{what}_localizations", {}).values()))
            for part in parts(command)
            for what in ("name", "description")
            if what in part
        ) + sum(len(part.get("value", "")) for part in parts(command))
        assert length < LONGEST_COMMAND


def test_only_russian_is_told_beside_english(commands: list[dict[str, Any]]) -> None:
    assert {locale for command in commands for locale in command["name_localizations"]} == {"ru"}


async def test_another_translation_is_registered_anew(client: Handshake, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[str] = []

    async def sync() -> None:
        synced.append(russian((await translator.translated(client.tree))[0]))

    monkeypatch.setattr(client.tree, "sync", sync)
    before = translations.texts("ru")
    for texts_now in (before, before, before | {"commands.mission.name": "рейс"}):
        monkeypatch.setattr(translations, "texts", lambda locale, told=texts_now: told if locale == "ru" else {})
        await register(client, client.state_dir)
    assert synced == ["полёт", "рейс"]


@pytest.mark.parametrize("told", [SHORTENED, FAILED, CHANGED])
def test_what_only_chat_says_is_said_in_each_language(told: dict[str, str]) -> None:
    assert told.keys() == LANGUAGES.keys()
    assert re.search("[а-яё]{4}", told["ru"])
    assert not re.search("[а-яё]", told["en"])

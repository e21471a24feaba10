from types import SimpleNamespace
from typing import Any

import pytest

from bot.chat import options
from bot.replies.reply import Suggestion


class Memory:
    """A historian who knows five records, and fails when asked for "boom"."""

    def __init__(self) -> None:
        self.edition = SimpleNamespace(digest="1975")
        self.asked: list[tuple[str, str, str]] = []

    def suggest(self, kind: str, text: str, *, language: str) -> tuple[Suggestion, ...]:
        self.asked.append((kind, text, language))
        if text == "boom":
            raise ValueError(text)
        return tuple(Suggestion(f"Soyuz {number}", f"soyuz-{number}") for number in range(5))


def typing(memory: Memory, locale: str) -> Any:
    values = {"locale": SimpleNamespace(value=locale), "guild_locale": SimpleNamespace(value="de")}
    return SimpleNamespace(client=SimpleNamespace(historian=memory), **values)


@pytest.mark.parametrize(("locale", "language"), [("ru", "ru"), ("en-US", "en"), ("fr", "en")])
async def test_the_historian_is_asked_in_the_language_of_who_types(locale: str, language: str) -> None:
    memory = Memory()
    found = await options.names_of("mission")(typing(memory, locale), "soy")
    assert memory.asked == [("mission", "soy", language)]
    assert [(choice.name, choice.value) for choice in found][:2] == [("Soyuz 0", "soyuz-0"), ("Soyuz 1", "soyuz-1")]


async def test_what_was_typed_before_is_known_until_there_is_a_new_edition() -> None:
    memory = Memory()
    for digest in ("1975", "1975", "1995"):
        memory.edition.digest = digest
        await options.names_of("mission")(typing(memory, "en-US"), "soy")
    assert len(memory.asked) == 2


async def test_a_failure_offers_nothing_and_logs_nothing_that_was_typed(caplog: pytest.LogCaptureFixture) -> None:
    assert await options.names_of("mission")(typing(Memory(), "en-US"), "boom") == []
    assert "ValueError" in caplog.text
    assert "boom" not in caplog.text.replace('text == "boom"', "")


def test_no_more_than_discord_takes() -> None:
    found = options.choices(tuple(Suggestion(f"Soyuz {number}", str(number)) for number in range(40)))
    assert len(found) == options.MOST_CHOICES


def test_a_long_label_is_cut_at_a_word_and_its_value_is_whole() -> None:
    choice = options.choices((Suggestion("Soyuz " * 30, "soyuz"),))[0]
    assert len(choice.name) <= options.LONGEST_NAME
    assert choice.name.endswith("Soyuz…")
    assert choice.value == "soyuz"


def test_a_value_discord_refuses_is_left_out() -> None:
    unfit = (Suggestion("a", "x" * 101), Suggestion("", "b"), Suggestion("c", ""))
    assert options.choices((*unfit, Suggestion("d", "d")))[0].value == "d"
    assert len(options.choices((*unfit, Suggestion("d", "d")))) == 1

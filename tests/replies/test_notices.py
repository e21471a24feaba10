"""What is said of a server's settings: in each language, for every reason that the code gives."""

import datetime as dt
import re
from collections.abc import Iterator
from importlib import resources

import pytest

from bot.chat.places import Missing
from bot.chat.sender import REASONS
from bot.errors import SettingsError
from bot.guilds.destinations import EVERY_DAY, WEEKDAYS, Destination, Kind, LeapDay, Settings, Tone, Topic
from bot.guilds.keepers import KEEPERS
from bot.replies.language import LANGUAGES, Language
from bot.replies.render import notice, phrases
from bot.schedule.times import days, topics
from tests import ROOT

TEMPLATES = resources.files("bot.replies") / "templates"
NOW = dt.datetime(2026, 11, 25, tzinfo=dt.UTC)
FOLDERS = ("schedule", "privacy")


def reasons() -> set[str]:
    """Every reason of a SettingsError in the code."""
    code = "\n".join(path.read_text() for path in (ROOT / "bot").rglob("*.py"))
    first = re.findall(r'SettingsError\("([\w-]+)"', code)
    second = re.findall(r'SettingsError\("[\w-]+" if .+? else "([\w-]+)"', code)
    return {*first, *second}


def every_settings() -> Iterator[Settings]:
    for weekdays in (EVERY_DAY, WEEKDAYS, (0,), (1, 3), (0, 2, 4)):
        for kind in Kind:
            yield Settings(1, 9, 0, "Europe/Berlin", kind=kind, weekdays=weekdays)
    for leap_day in LeapDay:
        for tone in Tone:
            yield Settings(
                1, 21, 30, "UTC", "ru", topics=tuple(Topic), tone=tone, leap_day=leap_day, role_id=2, thread=True,
                pin=True, publish=True,
            )  # fmt: skip


@pytest.mark.parametrize("folder", FOLDERS)
def test_each_notice_is_there_in_each_language(folder: str) -> None:
    names = [{file.name for file in (TEMPLATES / language / folder).iterdir()} for language in LANGUAGES]
    assert names[0] == names[1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_problem_has_a_sentence_of_its_own(language: Language) -> None:
    told = {"found": "**tea**", "near": ("Europe/Berlin", "Europe/Busingen")}
    unknown = notice("schedule/problem", language=language, reason="anything-else", **told)
    found = reasons() - {"no-zone"}  # that one is a question, no problem
    assert len(found) > 15
    said = {reason: notice("schedule/problem", language=language, reason=reason, **told) for reason in found}
    assert [reason for reason, text in said.items() if text == unknown] == []
    assert len(set(said.values())) == len(said)
    assert all("**tea**" not in text for text in said.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_way_a_post_can_end_is_told_in_words(language: Language) -> None:
    code = "\n".join(path.read_text() for path in (ROOT / "bot").rglob("*.py"))
    given = re.findall(r'(?:Settled\(Outcome\.[A-Z]+, |DeliveryError\(|_extra\()"([a-z-]+)"', code)
    ids = {*given, *REASONS.values(), "our-mistake", "refused"}
    assert len(ids) > 10
    one = Destination(1, 1, None, Settings(1, 9, 0, "UTC"), since=NOW, changed=NOW)
    for why in ids:
        text = notice("schedule/not-tested", language=language, d=one, why=why, missing=Missing())
        assert not re.search(rf": {why}\.", text), why


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_settings_are_told_tidily(language: Language) -> None:
    said = set()
    for settings in every_settings():
        one = Destination(1, 1, None, settings, since=NOW, changed=NOW)
        text = notice("schedule/list", language=language, destinations=[one])
        assert re.search(r"\bNone\b|  +\S|\n\n\n| ,|\(\)|\[", text) is None
        assert bool(re.search("[а-яё]{4}", text)) == (language == "ru")
        said.add(text)
    assert len(said) == len(list(every_settings()))


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_offered_can_be_read(language: Language) -> None:
    said = phrases(language)
    assert {days(line)[0] for line in said["days_offered"].split(" | ")} == set(Kind)
    assert all(topics(line) is not None for line in said["topics_offered"].split(" | "))


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_keeper_says_what_it_keeps(language: Language) -> None:
    told = [phrases(language)[f"kept_{keeper.name}"] for keeper in KEEPERS]
    assert told
    assert all(re.search("[а-яё]{4}", text) is not None for text in told) == (language == "ru")


def test_a_reason_is_kept_with_what_was_typed() -> None:
    error = SettingsError("not-a-time", found="tea", near=["x"])
    assert (error.reason, error.found, error.near) == ("not-a-time", "tea", ("x",))

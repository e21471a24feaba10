"""What one language of the replies has and another lacks."""

import tomllib
from collections.abc import Iterator
from importlib import resources
from importlib.resources.abc import Traversable

from bot.errors import Problem
from bot.replies.language import LANGUAGES


def lacking(folder: Traversable | None = None) -> Iterator[Problem]:
    """Every template and every fixed phrase that is there in one language and not in another."""
    folder = folder or resources.files("bot.replies")
    for language, file in _absent({language: _templates(folder, language) for language in LANGUAGES}):
        yield Problem(f"templates/{language}/{file}", 0, "this language lacks the template")
    for language, key in _absent({language: _phrases(folder, language) for language in LANGUAGES}):
        yield Problem(f"phrases/{language}.toml", 0, f"this language lacks the phrase {key!r}")


def _templates(folder: Traversable, language: str) -> set[str]:
    return {file.name for file in folder.joinpath("templates", language).iterdir()}


def _phrases(folder: Traversable, language: str) -> set[str]:
    return set(tomllib.loads(folder.joinpath("phrases", f"{language}.toml").read_text(encoding="utf-8")))


def _absent(held: dict[str, set[str]]) -> Iterator[tuple[str, str]]:
    everything = set[str]().union(*held.values())
    for language, names in held.items():
        yield from ((language, name) for name in sorted(everything - names))

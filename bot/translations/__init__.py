"""Commands and their options as readers of other languages see and type them, from the .toml files beside this one."""

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import Any

LANGUAGES = ("ru",)  # beside English, in which the commands are written
_FOLDER = resources.files("bot.translations")


@cache
def texts(language: str) -> dict[str, str]:
    """Each text of a language by the dotted path of its key; none where there is no file."""
    file = _FOLDER.joinpath(f"{language}.toml")
    return dict(_flat(tomllib.loads(file.read_text(encoding="utf-8")), "")) if file.is_file() else {}


def table_of(command: str) -> str:
    """The table of a command in the files: `commands.mission`, `commands.schedule.commands.add`."""
    return "commands." + ".commands.".join(command.split())


def command(name: str, language: str) -> str:
    """A command as it is typed in a language: "/schedule add", «/расписание добавить»."""
    words = name.split()
    tables = (table_of(" ".join(words[: depth + 1])) for depth in range(len(words)))
    told = (texts(language).get(f"{table}.name", word) for table, word in zip(tables, words, strict=True))
    return "/" + " ".join(told)


def english_command(typed: str) -> str:
    """The name in the code of a command that may be typed in any language."""
    return _english("commands.", typed) or typed


def english_option(command: str, typed: str) -> str:
    """The name in the code of a command's option that may be typed in any language."""
    return _english(f"{table_of(command)}.options.", typed) or _english("options.", typed) or typed


def _english(table: str, typed: str) -> str | None:
    keys = (key for language in LANGUAGES for key, text in texts(language).items() if text == typed)
    names = (key.removeprefix(table).removesuffix(".name") for key in keys if key.startswith(table))
    return next((name for name in names if "." not in name), None)


def _flat(table: dict[str, Any], path: str) -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, str):
            yield path + key, value
        else:
            yield from _flat(value, f"{path}{key}.")

"""The template of an answer's kind, in its language, strict about anything undefined."""

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import cache, partial
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache, FunctionLoader, StrictUndefined, Template
from jinja2.bccache import Bucket

from bot import __version__, translations
from bot.answers.record import Label, highlights
from bot.answers.search import MARK
from bot.facts.dates import PartialDate
from bot.replies import language as words
from bot.replies.language import Language
from bot.replies.typesetting import typeset

_FOLDER = resources.files("bot.replies")
_BLANK_LINES = re.compile(r"\n{3,}")
_SPACES = re.compile(r"[ \t]{2,}|[ \t]+(?=\n)")


def render(answer: object, *, language: Language, as_of: PartialDate, form: str = "") -> str:
    """The answer's text in Discord's Markdown, or in another form: ".alt" says what its picture shows.

    Raises jinja2.UndefinedError where a template asks too much.
    """
    kind = type(answer).__name__.removesuffix("Answer").lower()
    return _finished(_template(f"{kind}{form}.md", language).render(a=answer, as_of=as_of), language)


def notice(name: str, *, language: Language, **told: object) -> str:
    """What is said of a server's settings, not of facts: the text of templates/<language>/<name>.md."""
    return _finished(_template(f"{name}.md", language).render(told), language)


def _finished(text: str, language: Language) -> str:
    tidy = _tidy(text)
    return typeset(tidy) if language == "ru" else tidy


def _tidy(text: str) -> str:
    return _BLANK_LINES.sub("\n\n", _SPACES.sub(_squeeze, text)).strip()


def _squeeze(match: re.Match[str]) -> str:
    return " " if match.end() < len(match.string) and match.string[match.end()] != "\n" else ""


@cache
def phrases(language: Language) -> dict[str, str]:
    """The fixed words of buttons, menus and options."""
    text = _FOLDER.joinpath("phrases", f"{language}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def prepare(folder: Path) -> None:
    """Load every template now, so that no reader waits for one; the compiled ones are kept in a folder.

    Compiling them all takes most of a second, loading them a twentieth of it.
    """
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
    for language in words.LANGUAGES:
        environment = _environment(language)
        environment.bytecode_cache = _Kept(str(folder), f"{language}-%s.cache")
        for name in _names_of(_FOLDER.joinpath("templates", language)):
            _template(name, language)


class _Kept(FileSystemBytecodeCache):
    """Compiled templates in a folder; where it can't be written, they are compiled at each start."""

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take one that is kept."""
        with suppress(OSError):
            super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep one."""
        with suppress(OSError):
            super().dump_bytecode(bucket)


def _names_of(folder: Traversable, within: str = "") -> Iterator[str]:
    """The names of the templates in a folder and in those below it."""
    for found in folder.iterdir():
        if found.is_dir():
            yield from _names_of(found, f"{within}{found.name}/")
        else:
            yield within + found.name


@cache
def _template(name: str, language: Language) -> Template:
    return _environment(language).get_template(name)


@cache
def _environment(language: Language) -> Environment:
    def source(name: str) -> str | None:
        file = _FOLDER.joinpath("templates", language, name)
        return file.read_text(encoding="utf-8") if file.is_file() else None

    # No sandbox: templates are our own files and typed text is never one; it took a quarter of a reply's time.
    environment = Environment(
        loader=FunctionLoader(source),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,  # noqa: S701 - the output is Markdown; typed text goes through `said`
        auto_reload=False,
    )
    spoken = (
        words.date, words.day, words.duration, words.number, words.plural, words.listed, words.name,
        words.day_of_year, words.day_of_week, words.telling, words.by_year,
    )  # fmt: skip
    filters: dict[str, Any] = {function.__name__: _speaking(function, language) for function in spoken}
    filters |= {
        "said": words.said,
        "live": words.live,
        "opening": words.opening,
        "names": partial(_names, language),
        "found": _found,
        "highlights": highlights,
    }
    environment.filters.update(filters)
    constants: dict[str, Any] = {"version": __version__, "command": partial(translations.command, language=language)}
    environment.globals.update(constants)
    return environment


def called(label: Label, language: Language) -> str:
    """A record's name as a sentence has it: in Russian, a craft's stands in quotes."""
    if language == "en":
        return label.en
    return str(_template("_parts.md", language).module.q(label)).strip()  # type: ignore[attr-defined]  # a macro


def _speaking(function: Callable[..., str], language: Language) -> Callable[..., str]:
    """The function with the language as its last argument."""

    def in_language(*arguments: object) -> str:
        return function(*arguments, language)

    return in_language


def _names(language: Language, labels: Iterable[Label]) -> str:
    return words.listed((words.name(label, language) for label in labels), language)


def _found(snippet: str) -> str:
    """A passage with the found words in bold."""
    return snippet.replace(MARK[0], "**").replace(MARK[1], "**")

"""What a typed line asks. Knows commands and their options, not what is shown."""

import dataclasses
import re
import unicodedata
from difflib import get_close_matches

from bot import translations
from bot.errors import QuestionError
from bot.questions import COMMANDS, HEADS, SEPARATOR, Question, Search, from_text, question

LONGEST = 400  # characters of a line; no name is longer than half of it
ON_DISCORD = ("schedule", "privacy", "admin")
IGNORED = ("private", "language")  # mean something on Discord only; the console has --language
SPELLINGS = {
    ("source", "id"): "code",
    ("chain", "from"): "start",
    ("chain", "to"): "end",
    ("ask", "question"): "text",
}  # an option that is called otherwise than its field
PAIRS = ("chain", "compare")  # commands that take two names: two words, or with a comma between
_OPTION = re.compile(r"(?:^|(?<=\s))(?P<name>[^\W\d][\w-]*):(?!/)(?=\S|$)", re.IGNORECASE)


def parse(line: str) -> Question:
    """The question of a line: `/mission name:astp`, `/mission astp`, `mission:apollo-soyuz`, or words to search for.

    Raises QuestionError: "empty", "too-long", "control-characters", or what `bot.questions.question` raises.
    """
    text = line.replace("\t", " ").strip()
    if not text:
        raise QuestionError("empty")
    if len(text) > LONGEST:
        raise QuestionError("too-long", found=text[:LONGEST])
    if any(unicodedata.category(letter) == "Cc" for letter in text):
        raise QuestionError("control-characters")
    if text.startswith("/"):
        return _command(text[1:])
    if _is_text_form(text):
        return from_text(text)
    return Search(text)


def options_of(command: str) -> tuple[str, ...]:
    """The names of a command's options as they are typed; a page is asked for by its button."""
    shown = {field: typed for (owner, typed), field in SPELLINGS.items() if owner == command}
    names = [field.name for field in dataclasses.fields(COMMANDS[command]) if field.name != "page"]
    return tuple(shown.get(name, name) for name in names)


def _is_text_form(text: str) -> bool:
    head, colon, _ = text.partition(SEPARATOR)
    if head not in HEADS:
        return False
    return bool(colon) or all(field.default is not dataclasses.MISSING for field in dataclasses.fields(HEADS[head]))


def _command(text: str) -> Question:
    typed, _, rest = text.partition(" ")
    command = translations.english_command(typed.lower())
    if command not in COMMANDS:
        raise _no_command(typed, command)
    positional, options = _split(rest.strip())
    fields = [field.name for field in dataclasses.fields(COMMANDS[command])]
    values = {} if not positional else _positional(command, fields, positional)
    for told, value in options:
        option = translations.english_option(command, told)
        if option in IGNORED:
            continue
        name = SPELLINGS.get((command, option), option)
        if name not in fields:
            raise QuestionError("unknown-option", found=told)
        values[name] = value
    if command == "history" and values.get("year") and not values["year"].strip("0"):
        raise QuestionError("no-such-year", found=values["year"])  # only the text form writes 0 for any year
    return question(command, values)


def _no_command(typed: str, command: str) -> QuestionError:
    if command in ON_DISCORD:
        return QuestionError("only-on-discord", found=command)
    names = {translations.command(name, language)[1:]: name for name in COMMANDS for language in ("en", "ru")}
    if near := get_close_matches(typed.lower(), names, n=1, cutoff=0.7):
        return QuestionError("misspelt-command", found=names[near[0]])
    return QuestionError("unknown-command", found=typed)


def _split(text: str) -> tuple[str, list[tuple[str, str]]]:
    """What stands before the first option, and the options with their values."""
    found = list(_OPTION.finditer(text))
    if not found:
        return text, []
    ends = [option.start() for option in found[1:]] + [len(text)]
    options = [
        (option["name"].lower(), text[option.end() : end].strip()) for option, end in zip(found, ends, strict=True)
    ]
    return text[: found[0].start()].strip(), options


def _positional(command: str, fields: list[str], text: str) -> dict[str, str]:
    if not fields:
        raise QuestionError("unknown-option", found=text)
    if command in PAIRS:
        return _pair(command, fields, text)
    if command != "history":
        return {fields[0]: text}
    era, _, last = text.rpartition(" ")
    if last.isascii() and last.isdigit():
        return {"era": era.strip(), "year": last}
    return {"era": text}


def _pair(command: str, fields: list[str], text: str) -> dict[str, str]:
    """`stafford kikina joint_only` or `Thomas Stafford, Anna Kikina`: two names, and options that need no value."""
    flags = [field.name for field in dataclasses.fields(COMMANDS[command]) if field.type is bool]
    words = text.split()
    named = " ".join(word for word in words if word not in flags)
    parts = [part.strip() for part in named.split(",", 1)] if "," in named else named.split()
    names = parts if len(parts) == 2 else [named]
    return dict(zip(fields, names, strict=False)) | {flag: "yes" for flag in flags if flag in words}

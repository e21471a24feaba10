"""Autocomplete, answered from the historian's memory; free text stays allowed."""

from collections.abc import Callable, Coroutine, Iterable
from functools import lru_cache, wraps
from typing import Any, TypeVar

from discord import app_commands

from bot.chat import errors
from bot.chat.asking import Interaction, language_of
from bot.chat.show import cut_words
from bot.chat.wording import LANGUAGES
from bot.historian import Historian
from bot.questions import Ask
from bot.replies.reply import Suggestion

# https://docs.discord.com/developers/interactions/application-commands#application-command-object
MOST_CHOICES = 25
LONGEST_NAME = 100
LONGEST_VALUE = 100
LISTS_KEPT = 512  # everybody types the same first letters; a list takes some 8 kilobytes
SPOKEN = [app_commands.Choice(name=name, value=language) for language, name in LANGUAGES.items()]

Completion = Callable[[Interaction, str], Coroutine[Any, Any, list[app_commands.Choice[str]]]]
Callback = TypeVar("Callback")


def reply_options(callback: Callback) -> Callback:
    """The command with the options that each has: who sees the answer, and in which language."""
    described = app_commands.describe(
        private="Show the answer only to me", language="The answer's language, where you want another"
    )
    return described(app_commands.choices(language=SPOKEN)(callback))


def careful(what: str) -> Callable[[Completion], Completion]:
    """The completion of something, which offers nothing where it fails: discord.py would log what was typed."""

    def wrapped(complete: Completion) -> Completion:
        @wraps(complete)
        async def carefully(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
            try:
                return await complete(interaction, typed[:LONGEST_VALUE])
            except Exception as error:  # noqa: BLE001  # the log has it, without what was typed
                errors.record(error, where=f"the completion of a {what}")
                return []

        return carefully

    return wrapped


def names_of(kind: str) -> Completion:
    """The completion of an option that names a mission, person, thing, agreement or era."""

    @careful(kind)
    async def complete(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        historian, language = interaction.client.historian, language_of(interaction, private=True)
        return _offered(historian, historian.edition.digest, kind, typed, language)

    return complete


@careful("question")
async def sentences(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
    """The completion of a question in words: sentences that can be answered, in the language that is typed."""
    historian, language = interaction.client.historian, language_of(interaction, private=True)
    offered = historian.questions(typed, language=historian.language_of(Ask(typed), default=language))
    return choices(Suggestion(sentence, sentence) for sentence in offered)


def choices(suggestions: Iterable[Suggestion]) -> list[app_commands.Choice[str]]:
    """Discord's form of suggestions; one whose id is too long, or without a label, is left out."""
    fitting = (found for found in suggestions if found.label and 0 < len(found.value) <= LONGEST_VALUE)
    return [
        app_commands.Choice(name=cut_words(found.label, LONGEST_NAME), value=found.value)
        for found, _ in zip(fitting, range(MOST_CHOICES), strict=False)
    ]


@lru_cache(maxsize=LISTS_KEPT)
def _offered(
    historian: Historian, _digest: str, kind: str, typed: str, language: str
) -> list[app_commands.Choice[str]]:
    """The choices from one edition, whose digest is an argument so that a new edition is asked anew."""
    return choices(historian.suggest(kind, typed, language=language))

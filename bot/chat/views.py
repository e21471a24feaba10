"""Buttons whose ids hold a question: anyone may press them, at any time, also after a restart."""

import re
from typing import Any, Self

import discord

from bot.chat.asking import Interaction, answer, turn_page
from bot.chat.errors import report
from bot.chat.quizzing import reveal
from bot.chat.show import ID_PREFIX, turns_page
from bot.chat.wording import LANGUAGES
from bot.questions import QuizReveal, from_text


class QuestionButton(
    discord.ui.DynamicItem[discord.ui.Button[Any]],
    template=re.compile(rf"(?:(?P<language>{'|'.join(LANGUAGES)}):|{ID_PREFIX})(?P<text>.+)", re.DOTALL),
):
    """A button that was pressed."""

    def __init__(self, item: discord.ui.Button[Any], text: str, *, language: str = "") -> None:
        """Keep the question's text; a text that is none is reported when it is asked."""
        super().__init__(item)
        self.text, self.language = text, language

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """The button of an id."""
        if not isinstance(item, discord.ui.Button):
            raise TypeError(item)
        return cls(item, match["text"], language=match["language"] or "")

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Ask the question."""
        try:
            await press(interaction, self.text, language=self.language)
        except Exception as error:  # noqa: BLE001  # discord.py would only log it, and the presser would wait
            await report(interaction, error, language=self.language)


async def press(interaction: Interaction, text: str, *, language: str = "") -> None:
    """Answer with a new message, or turn the page of a message that is the presser's own; a quiz answer counts.

    A language chosen for an answer is kept by its buttons.
    Raises QuestionError for a text that is no question.
    """
    question, private = from_text(text), _is_private(interaction)
    if isinstance(question, QuizReveal):
        await reveal(interaction, question, language=language)
    elif not turns_page(ID_PREFIX + text, question):
        await answer(interaction, question, private=private, language=language)
    elif private or _is_own(interaction):
        await turn_page(interaction, question, private=private, language=language)
    else:
        await answer(interaction, question, private=True, language=language)


def _is_private(interaction: Interaction) -> bool:
    return interaction.message is not None and interaction.message.flags.ephemeral


def _is_own(interaction: Interaction) -> bool:
    asked = interaction.message.interaction_metadata if interaction.message else None
    return asked is not None and asked.user.id == interaction.user.id

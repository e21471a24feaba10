"""Buttons that lead to the card of a record."""

from collections.abc import Iterable, Iterator

from bot.answers.record import Label
from bot.questions import CARDS, ExpeditionCard
from bot.replies.language import Language, name
from bot.replies.reply import Action


def cards(labels: Iterable[Label | None], language: Language) -> Iterator[Action]:
    """A button for each record that has a card."""
    yield from (card(label, language) for label in labels if label and label.kind in (*CARDS, "expedition"))


def card(label: Label, language: Language, *, hint: bool = False) -> Action:
    """The button of a record that has a card; with what tells namesakes apart, if wanted."""
    shown = ExpeditionCard(int(label.id)) if label.kind == "expedition" else CARDS[label.kind](label.id)
    return Action(said(label, language, hint=hint), shown)


def said(label: Label, language: Language, *, hint: bool) -> str:
    """What a button says of a record."""
    told = label.hint_ru if language == "ru" else label.hint_en
    return f"{name(label, language)} · {told}" if hint and told else name(label, language)

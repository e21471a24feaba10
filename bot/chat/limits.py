"""Whether Discord would take a card: its components counted and measured as Discord does."""

from collections.abc import Iterator
from typing import Any

from bot.chat import show
from bot.chat.wording import SHORTENED
from bot.questions import Question
from bot.replies.reply import Reply

ACTION_ROW, BUTTON, TEXT_DISPLAY = 1, 2, 10


def card_faults(question: Question, reply: Reply, language: str) -> Iterator[str]:
    """What Discord would refuse of a reply's card, or would show shortened; nothing where all is well."""
    card = show.card(reply, question, shortened=SHORTENED[language], language=language, report="Report a mistake")
    parts = [part for component in card.components for part in _walk(component)]
    texts = [part["content"] for part in parts if part["type"] == TEXT_DISPLAY]
    buttons = [part for part in parts if part["type"] == BUTTON]
    if reply.text not in texts:
        yield "is shown shortened"
    if sum(map(len, texts)) > show.LONGEST_TEXT:
        yield f"has more than {show.LONGEST_TEXT} characters on its card"
    if len(parts) > show.MOST_COMPONENTS:
        yield f"has {len(parts)} components of at most {show.MOST_COMPONENTS}"
    wanted = len({action.question for action in reply.actions}) + bool(reply.receipt)  # one question has one button
    if len(buttons) < wanted:
        yield f"has room for {len(buttons)} of its {wanted} buttons"
    if any(len(part["components"]) > show.MOST_BUTTONS_IN_A_ROW for part in parts if part["type"] == ACTION_ROW):
        yield "has too many buttons in a row"
    ids = [button["custom_id"] for button in buttons]
    if len(set(ids)) < len(ids):
        yield "has two buttons with one id"
    for button in buttons:
        if not 0 < len(button["custom_id"]) <= show.LONGEST_ID or not 0 < len(button["label"]) <= show.LONGEST_LABEL:
            yield f"has a button that Discord would refuse: {button['custom_id']}"


def _walk(part: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield part
    for below in part.get("components", ()):
        yield from _walk(below)

"""What must hold of every reply, whatever shows it."""

import re
from collections.abc import Iterator

from bot.questions import (
    LONGEST_TEXT_FORM,
    AgreementCard,
    EventCard,
    ExpeditionCard,
    MissionCard,
    PersonCard,
    Question,
    Receipt,
    ThingCard,
    from_text,
    to_text,
)  # fmt: skip
from bot.replies.follow_ups import LONGEST_LABEL, MOST
from bot.replies.reply import Outcome, Reply

LONGEST_TEXT = 4000  # https://docs.discord.com/developers/components/reference#text-display
SOURCED = (MissionCard, PersonCard, ThingCard, AgreementCard, EventCard, ExpeditionCard, Receipt)
_UNTIDY = re.compile(r"\bNone\b|Undefined|  +\S|\n\n\n| ,| \.(?:\s|$)|\(\)")


def reply_faults(question: Question, reply: Reply, _language: str) -> Iterator[str]:
    """What is wrong with the reply to a question that must be answered; nothing where all is well."""
    if reply.outcome is not Outcome.ANSWERED:
        yield f"is not answered but {reply.outcome}"
    if len(reply.text) > LONGEST_TEXT:
        yield f"is too long: {len(reply.text)} characters of {LONGEST_TEXT}"
    if not reply.text.startswith("### "):
        yield "has no title"
    if untidy := _UNTIDY.search(reply.text):
        yield f"is untidy: {untidy[0]!r}"
    if not reply.sources and isinstance(question, SOURCED):
        yield "names no source"
    yield from _button_faults(reply)


def _button_faults(reply: Reply) -> Iterator[str]:
    labels = [action.label for action in reply.actions]
    if len(labels) > MOST:
        yield f"has {len(labels)} buttons of at most {MOST}"
    if len(set(labels)) < len(labels):
        yield "has two buttons that look the same"
    for action in reply.actions:
        text = to_text(action.question)
        if not 0 < len(action.label) <= LONGEST_LABEL:
            yield f"has a button with {len(action.label)} characters: {text}"
        if len(text) > LONGEST_TEXT_FORM:
            yield f"has a button whose id is too long: {text}"
        if from_text(text) != action.question:
            yield f"has a button that would ask something else: {text}"

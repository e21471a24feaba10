"""Every question that an edition has to answer: each record, day, year and page, in a fixed order."""

import dataclasses
import datetime as dt
from collections.abc import Iterator
from contextlib import suppress

from bot.answers.inventory import Inventory
from bot.errors import QuestionError
from bot.historian import FIRST_YEAR
from bot.questions import CARDS, COMMANDS, ExpeditionCard, History, OnThisDay, Question, Receipt
from bot.questions import question as ask
from bot.replies.reply import Reply

LEAP_DAY = dt.date(2000, 1, 1)


def every_question(found: Inventory) -> Iterator[Question]:
    """The first pages of all replies; `next_page` leads to the others. Only words to search for can't be listed."""
    for kind, id_ in found.records:
        yield CARDS[kind](id_)
    yield from map(ExpeditionCard, found.expeditions)
    yield from (Receipt(code) for code, _, _ in found.receipts)
    yield from (History(era=era) for era in found.eras)
    yield from (History(year=year) for year in range(FIRST_YEAR, found.last_year + 1))
    for number in range(366):
        yield OnThisDay(f"{LEAP_DAY + dt.timedelta(days=number):%m-%d}")
    for name in COMMANDS:
        with suppress(QuestionError):  # what can't be asked without saying what
            yield ask(name, {})


def next_page(question: Question, reply: Reply) -> Question | None:
    """The question that a reply's own button for the next page asks, if it has one."""
    page = getattr(question, "page", None)
    if page is None:
        return None
    following = dataclasses.replace(question, page=page + 1)
    return following if any(action.question == following for action in reply.actions) else None

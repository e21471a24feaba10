"""Every question that an edition has to answer: each record, day, year and page, in a fixed order."""

import dataclasses
import datetime as dt
from collections.abc import Iterator
from contextlib import suppress
from itertools import pairwise

from bot.answers.cooperation import FIRST_YEAR as FIRST_COUNTED
from bot.answers.inventory import Inventory
from bot.answers.records import TOPICS
from bot.errors import QuestionError
from bot.questions import (
    CARDS,
    COMMANDS,
    FIRST_YEAR,
    Aboard,
    Compare,
    Cooperation,
    ExpeditionCard,
    History,
    OnThisDay,
    Question,
    Receipt,
    Records,
)  # fmt: skip
from bot.questions import question as ask
from bot.replies.reply import Reply

FLIGHTS = ("joint", "all")
LEAP_DAY = dt.date(2000, 1, 1)


def every_question(found: Inventory) -> Iterator[Question]:
    """The first pages of all replies; `next_page` leads to the others. Only words to search for can't be listed."""
    for kind, id_ in found.records:
        yield CARDS[kind](id_)
    yield from map(ExpeditionCard, found.expeditions)
    yield from (Receipt(code) for code, _, _ in found.receipts)
    yield from (History(era=era) for era in found.eras)
    yield from (History(year=year) for year in range(FIRST_YEAR, found.last_year + 1))
    yield from _explorations(found)
    for number in range(366):
        yield OnThisDay(f"{LEAP_DAY + dt.timedelta(days=number):%m-%d}")
    for name in COMMANDS:
        with suppress(QuestionError):  # what can't be asked without saying what
            yield ask(name, {})


def _explorations(found: Inventory) -> Iterator[Question]:
    """One of each kind of answer that can be listed; the chain of any two people can't."""
    yield from (Cooperation(era) for era in found.eras)
    yield from (Cooperation(str(year)) for year in range(FIRST_COUNTED, found.last_year + 1))
    yield from (Aboard(str(year)) for year in range(FIRST_COUNTED, found.last_year + 1))
    yield from (Compare(f"era/{one}", f"era/{other}") for one, other in pairwise(found.eras))
    yield from (Records(topic, flights=flights) for topic in TOPICS for flights in FLIGHTS)


def next_page(question: Question, reply: Reply) -> Question | None:
    """The question that a reply's own button for the next page asks, if it has one."""
    page = getattr(question, "page", None)
    if page is None:
        return None
    following = dataclasses.replace(question, page=page + 1)
    return following if any(action.question == following for action in reply.actions) else None

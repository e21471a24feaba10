"""Every reply to every record fits Discord, names its sources and leads on to questions that exist."""

import datetime as dt
import re
from collections.abc import Iterator

import pytest

from bot.errors import QuestionError
from bot.facts.edition import Edition
from bot.historian import KINDS, Historian
from bot.questions import (
    CARDS,
    About,
    ExpeditionCard,
    Help,
    History,
    OnThisDay,
    Question,
    Receipt,
    from_text,
    question,
    to_text,
)  # fmt: skip
from bot.replies.reply import Outcome

TODAY = dt.date(2026, 11, 23)
LONGEST_MESSAGE = 4000  # https://discord.com/developers/docs/components/reference#text-display
LONGEST_ID = 100  # custom_id, with "q:" in front
LONGEST_LABEL = 80
MOST_BUTTONS = 10
CARD_OF = CARDS


def every_question(edition: Edition) -> Iterator[Question]:
    with edition.open() as facts:
        for kind, id_ in facts.rows(
            "select kind, id from label where kind in ('mission', 'person', 'thing', 'agreement', 'event')"
        ):
            yield CARD_OF[kind](id_)
        for (number,) in facts.rows("select number from expedition"):
            yield ExpeditionCard(number)
        for (code,) in facts.rows("select code from receipt where kind <> 'seat' or code < '4'"):
            yield Receipt(code)
        for (era,) in facts.rows("select id from era"):
            yield History(era=era)
    yield from (History(year=year) for year in range(1955, 2027))
    yield from (OnThisDay(f"{month:02}-{day:02}") for month in range(1, 13) for day in range(1, 30))
    yield from (About(), Help(), History())


@pytest.mark.parametrize("language", ["en", "ru"])
def test_every_reply_fits_discord_and_is_sourced(edition: Edition, historian: Historian, language: str) -> None:
    faults = []
    asked = 0
    for asking in every_question(edition):
        reply = historian.reply(asking, language=language, today=TODAY)
        asked += 1
        found = [
            (len(reply.text) > LONGEST_MESSAGE, "is too long"),
            (reply.outcome is not Outcome.ANSWERED, f"is {reply.outcome}"),
            (not reply.text.startswith("### "), "has no title"),
            (not reply.sources and isinstance(asking, (*KINDS, ExpeditionCard, Receipt)), "names no source"),
            (len(reply.actions) > MOST_BUTTONS, "has too many buttons"),
            (
                len({action.label for action in reply.actions}) < len(reply.actions),
                "has two buttons that look the same",
            ),
            (
                any(len(action.label) > LONGEST_LABEL or not action.label for action in reply.actions),
                "has a label too long",
            ),
            (any(len(f"q:{to_text(action.question)}") > LONGEST_ID for action in reply.actions), "has an id too long"),
            (
                any(from_text(to_text(action.question)) != action.question for action in reply.actions),
                "has a lost button",
            ),
            (re.search(r"\bNone\b|Undefined|  +\S|\n\n\n| ,| \.(?:\s|$)|\(\)", reply.text) is not None, "is untidy"),
        ]
        faults += [f"{to_text(asking)} {text}" for is_so, text in found if is_so]
    assert asked > 2000
    assert not faults, "\n".join(faults[:40])


def test_every_follow_up_is_answered(edition: Edition, historian: Historian) -> None:
    asked: set[Question] = set()
    for asking in every_question(edition):
        asked.update(action.question for action in historian.reply(asking, language="en", today=TODAY).actions)
    lost = [
        to_text(each)
        for each in asked
        if historian.reply(each, language="en", today=TODAY).outcome is not Outcome.ANSWERED
    ]
    assert len(asked) > 500
    assert not lost


@pytest.mark.parametrize("kind", list(CARDS))
def test_every_name_leads_to_its_own_record_or_to_a_choice_that_holds_it(
    edition: Edition, historian: Historian, kind: str
) -> None:
    card = CARD_OF[kind]
    wrong = []
    with edition.open() as facts:
        rows = facts.rows("select id, name from alias where kind = :kind", kind=kind)
    for id_, name in rows:
        reply = historian.reply(card(name), language="en", today=TODAY)
        own = historian.reply(card(id_), language="en", today=TODAY)
        holds = any(action.question == card(id_) for action in reply.actions)
        if reply.text != own.text and not (reply.outcome is Outcome.AMBIGUOUS and holds):
            wrong.append(f"{name} ({id_}): {reply.text[:80]}")
    assert rows
    assert not wrong, "\n".join(wrong[:30])


@pytest.mark.parametrize(
    "typed",
    [
        "x" * 5000, "\x00\x01\x1b[31m", "@everyone <@123> <#1>", "**bold** __u__ ~~s~~ ||s|| `c` [a](http://b)",
        "'; drop table person; --", "{{ 7*7 }}{% raw %}", "%s %n", "\u202eevil", "🚀", "-# small", "<script>",
    ],
)  # fmt: skip
@pytest.mark.parametrize("language", ["en", "ru"])
def test_bad_input_gets_a_sentence_and_is_never_echoed_raw(historian: Historian, typed: str, language: str) -> None:
    for kind, option in (
        ("mission", "name"),
        ("person", "name"),
        ("onthisday", "date"),
        ("search", "text"),
        ("source", "id"),
    ):
        field = "code" if option == "id" else option
        asking = question(kind, {field: typed})
        reply = historian.reply(asking, language=language, today=TODAY)
        assert len(reply.text) <= LONGEST_MESSAGE
        assert "@everyone" not in reply.text.replace("\\@", "")
        assert not re.search(r"[\x00-\x09\x0b-\x1f]", reply.text)
        for raw in ("**bold**", "||s||", "](http://b)", "<@123>", "{{ 7*7 }}", "<script>"):
            assert raw not in reply.text


def test_impossible_days_and_numbers_get_a_sentence(historian: Historian) -> None:
    for asking in (
        OnThisDay("30 February"),
        OnThisDay("13-13"),
        History(year=1),
        History(year=9999),
        ExpeditionCard(0),
    ):
        assert historian.reply(asking, language="en", today=TODAY).outcome is Outcome.ERROR


def test_a_blank_name_is_refused() -> None:
    with pytest.raises(QuestionError, match="missing-option"):
        question("mission", {"name": "  "})

"""Every reply to every record fits Discord, names its sources and leads on to questions that exist."""

import datetime as dt
import re

import pytest

from bot.answers.inventory import inventory
from bot.app import checks
from bot.errors import QuestionError
from bot.facts.edition import Edition
from bot.historian import Historian
from bot.questions import CARDS, COMMANDS, Ask, ExpeditionCard, History, OnThisDay, Search, question
from bot.reload.questions import every_question
from bot.reload.rehearse import rehearse
from bot.replies.reply import Outcome

TODAY = dt.date(2026, 11, 23)
LONGEST_MESSAGE = 4000  # https://discord.com/developers/docs/components/reference#text-display


def test_every_reply_fits_discord_is_sourced_and_leads_on(edition: Edition) -> None:
    done = rehearse(edition, today=TODAY, checks=checks())
    assert len(done.said) > 10_000
    assert not done.problems, "\n".join(map(str, done.problems[:40]))


def test_every_kind_of_question_is_rehearsed(edition: Edition) -> None:
    with edition.open() as facts:
        asked = {type(question) for question in every_question(inventory(facts))}
    assert asked == set(COMMANDS.values()) - {Ask, Search}


@pytest.mark.parametrize("kind", list(CARDS))
def test_every_name_leads_to_its_own_record_or_to_a_choice_that_holds_it(
    edition: Edition, historian: Historian, kind: str
) -> None:
    card = CARDS[kind]
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

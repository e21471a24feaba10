"""Replies that explore the record hold to what every reply holds to, and their pictures to what a picture should."""

import datetime as dt

import pytest

from bot.app import checks
from bot.facts.edition import Edition
from bot.historian import Historian
from bot.questions import Aboard, Chain, Compare, Cooperation, Question, Records
from bot.replies.reply import Outcome
from tests.explorations import EXPLORATIONS

TODAY = dt.date(2026, 11, 23)
LONGEST_ALT_TEXT = 1024  # https://docs.discord.com/developers/components/reference#media-gallery


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("name", EXPLORATIONS)
def test_a_reply_holds_to_what_every_reply_holds_to(historian: Historian, name: str, language: str) -> None:
    asked = EXPLORATIONS[name]
    reply = historian.reply(asked, language=language, today=TODAY)
    assert [fault for check in checks().replies for fault in check(asked, reply, language)] == []
    for action in reply.actions:
        assert historian.reply(action.question, language=language, today=TODAY).outcome is Outcome.ANSWERED, action


@pytest.mark.parametrize("language", ["en", "ru"])
def test_everybody_who_flew_has_a_handshake_reply_and_its_picture_a_whole_text(
    edition: Edition, historian: Historian, language: str
) -> None:
    with edition.open() as facts:
        people = [row["person"] for row in facts.rows("select distinct person from flight order by person")]
    for person in people:
        asked = Chain(person)
        reply = historian.reply(asked, language=language, today=TODAY)
        assert [fault for check in checks().replies for fault in check(asked, reply, language)] == []
        assert reply.picture is not None
        assert len(reply.picture.alt) <= LONGEST_ALT_TEXT


@pytest.mark.parametrize(("language", "told"), [("en", "1 January 2030"), ("ru", "1\u00a0января 2030\u00a0года")])
def test_a_year_that_the_record_does_not_reach_is_told_by_its_last_moment(
    historian: Historian, language: str, told: str
) -> None:
    text = historian.reply(Aboard("2030"), language=language, today=TODAY).text
    assert told in text
    assert "2026" in text.splitlines()[0]


@pytest.mark.parametrize(
    ("asked", "clear"),
    [
        (Chain("volkov", "kikina"), Chain("volkov-sergey", "kikina")),
        (Compare("era/station", "qqqqqq"), None),
        (Records(nation="qqqqqq"), None),
    ],
)
def test_an_unclear_name_is_asked_back_within_the_question(
    historian: Historian, asked: Question, clear: Question | None
) -> None:
    reply = historian.reply(asked, language="en", today=TODAY)
    assert reply.outcome in (Outcome.AMBIGUOUS, Outcome.DECLINED)
    offered = [action.question for action in reply.actions]
    assert {type(question) for question in offered} <= {type(asked)}
    assert clear is None or clear in offered


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        (Chain("stafford", "stafford"), "the same one"),
        (Compare("sts-71", "mission/sts-71"), "the same one"),
        (Compare("sts-71", "person/stafford"), "another kind"),
        (Records("tallest"), "no records on"),
        (Records(craft="nasa"), "no craft"),
        (Records(who="dogs"), "will not do"),
        (Cooperation("1066"), "1066"),
        (Cooperation("bronze age"), "bronze age"),
    ],
)
def test_what_cannot_be_asked_gets_a_sentence(historian: Historian, asked: Question, reason: str) -> None:
    reply = historian.reply(asked, language="en", today=TODAY)
    assert reply.outcome is Outcome.ERROR
    assert reason in reply.text

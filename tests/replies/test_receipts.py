"""The receipt in a reply's small print leads to who says so."""

import datetime as dt
import re

import pytest

from bot.historian import Historian
from bot.questions import Receipt, from_text
from bot.replies.reply import Outcome

TODAY = dt.date(2026, 11, 23)
PRINTED = re.compile(r"^-# .*`(\w+)`: /(?:source|источник) \1\b", re.MULTILINE)
ASKED = (
    "mission:apollo-soyuz",
    "mission:soyuz-18a",
    "mission:soyuz-ms-22",
    "person:stafford",
    "person:rogozin",
    "craft:apas",
    "craft:iss",
    "agreement:agreement-1962",
    "event:apollo-soyuz-docking",
    "expedition:39",
)


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("asked", ASKED)
def test_a_printed_receipt_is_answered_with_works(historian: Historian, asked: str, language: str) -> None:
    text = historian.reply(from_text(asked), language=language, today=TODAY).text
    codes = PRINTED.findall(text)
    assert len(codes) == 1, text
    for typed in (codes[0], f" #{codes[0].upper()} "):
        answered = historian.reply(Receipt(typed), language=language, today=TODAY)
        assert answered.outcome is Outcome.ANSWERED, answered.text
        assert answered.sources
        assert codes[0] in answered.text.splitlines()[0]
        assert "\n- " in answered.text


@pytest.mark.parametrize(
    ("asked", "name", "tellings"),
    [
        ("mission:apollo-soyuz", "Apollo–Soyuz", ("Launch Complex 39A", "Launch Complex 39B")),
        ("event:apollo-soyuz-docking", "Apollo and Soyuz dock", ("16:09 UTC", "16:19 UTC")),
    ],
)
def test_a_receipt_tells_of_the_record_that_printed_it_and_of_its_dispute(
    historian: Historian, asked: str, name: str, tellings: tuple[str, ...]
) -> None:
    card = historian.reply(from_text(asked), language="en", today=TODAY)
    receipt = historian.reply(Receipt(PRINTED.findall(card.text)[0]), language="en", today=TODAY)
    assert name in receipt.text
    assert receipt.sources == card.sources
    assert [telling for telling in tellings if telling not in receipt.text] == [], receipt.text

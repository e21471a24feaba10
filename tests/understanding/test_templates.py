"""The sentences that are offered are understood; what is offered fits what is typed."""

import pytest

from bot.asking import MOST_QUESTIONS
from bot.historian import Historian


def test_every_offered_sentence_is_understood(historian: Historian) -> None:
    assert not list(historian.unanswered())


@pytest.mark.parametrize(
    ("typed", "language", "expected"),
    [
        ("stafford", "en", "Who flew with Thomas Stafford?"),
        ("who commanded sts-7", "en", "Who commanded STS-7?"),
        ("кики", "ru", "Анна Юрьевна Кикина: все полёты"),
        ("", "en", "Who is in space now?"),
        ("", "ru", "Кто сейчас в космосе?"),
    ],
)
def test_questions_are_offered_for_what_is_typed(
    historian: Historian, typed: str, language: str, expected: str
) -> None:
    offered = historian.questions(typed, language=language)
    assert expected in offered
    assert len(offered) <= MOST_QUESTIONS
    assert all(0 < len(question) <= 100 for question in offered)


@pytest.mark.parametrize("typed", ["x" * 5000, "\x00\x1b[31m", "'; drop table", "{{ 7*7 }}", "🚀", "ّ"])
def test_odd_input_is_taken(historian: Historian, typed: str) -> None:
    assert len(historian.questions(typed, language="en")) <= MOST_QUESTIONS

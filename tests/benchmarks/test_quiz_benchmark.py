"""How long a quiz question and its answer take, found and worded: at most 5 ms, half of them less."""

import datetime as dt
import itertools

from pytest_benchmark.fixture import BenchmarkFixture

from bot.facts.edition import Edition
from bot.historian import Historian
from bot.questions import QUIZ_NUMBERS, Question, Quiz

MOST_SECONDS = 0.005
TODAY = dt.date(2026, 11, 23)
ROUNDS = 500


def _measure(benchmark: BenchmarkFixture, historian: Historian, asked: list[Question]) -> None:
    following = itertools.cycle(asked)
    said = benchmark.pedantic(
        lambda: historian.reply(next(following), language="en", today=TODAY), rounds=len(asked), warmup_rounds=0
    )
    assert said.text.startswith("### ")
    if benchmark.enabled:
        assert benchmark.stats.stats.median <= MOST_SECONDS


def test_question_that_was_not_asked_before(benchmark: BenchmarkFixture, edition: Edition) -> None:
    historian = Historian(edition)
    for number in QUIZ_NUMBERS[-60:]:  # templates are compiled, statements prepared
        historian.reply(Quiz(number), language="en", today=TODAY)
    _measure(benchmark, historian, [Quiz(number) for number in QUIZ_NUMBERS[:ROUNDS]])


def test_answer_that_was_not_asked_before(benchmark: BenchmarkFixture, edition: Edition) -> None:
    historian = Historian(edition)
    asked = [historian.reply(Quiz(number), language="en", today=TODAY) for number in QUIZ_NUMBERS[:ROUNDS]]
    _measure(benchmark, historian, [reply.actions[0].question for reply in asked])

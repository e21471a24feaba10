"""The quiz asks what the record knows for sure, the same question for the same number, and gives nothing away."""

import datetime as dt
import re
import shutil
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answers.quiz import KINDS, QuizAnswer, after, number_of, quiz, reveal, token
from bot.errors import QuestionError
from bot.facts.build import ready
from bot.facts.edition import Edition, Facts
from bot.historian import Historian
from bot.questions import QUIZ_NUMBERS, Quiz, QuizReveal, from_text, to_text
from bot.reload.checks import reply_faults
from tests import DATA

TODAY = dt.date(2026, 11, 23)
NUMBERS = st.integers(1, QUIZ_NUMBERS.stop - 1)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Historian:
    """A historian that Hypothesis may use for every example: it only reads."""
    return Historian(ready(DATA, tmp_path_factory.mktemp("quiz")))


def right_ones(facts: Facts, asked: QuizAnswer) -> list[str]:
    """The options that the reveal calls right."""
    revealed = {
        option.id: reveal(
            facts, asked.number, kind=asked.asked.kind, subject=asked.subject, option=token(asked.subject, option.id)
        )
        for option in asked.options
    }
    assert all(answer.chosen.option.id == id_ for id_, answer in revealed.items())
    return [id_ for id_, answer in revealed.items() if answer.is_right]


@settings(deadline=None, max_examples=60)
@given(number=NUMBERS)
def test_any_number_has_four_options_that_look_different_and_one_is_right(shared: Historian, number: int) -> None:
    with shared.edition.open() as facts:
        asked = quiz(facts, number, today=TODAY)
        assert asked == quiz(facts, number, today=TODAY)
        for names in ({option.en for option in asked.options}, {option.ru for option in asked.options}):
            assert len(names) == 4
            assert all(0 < len(name) <= 80 for name in names)
        assert len(right_ones(facts, asked)) == 1


@settings(deadline=None, max_examples=60)
@given(number=NUMBERS)
def test_a_button_holds_its_question_and_no_id_of_the_record(shared: Historian, number: int) -> None:
    reply = shared.reply(Quiz(number), language="en", today=TODAY)
    assert len(reply.actions) == 4
    tokens = set()
    for action in reply.actions:
        text = to_text(action.question)
        assert re.fullmatch(r"answer:\d{1,6}:[a-z-]+:[0-9a-f]{10}:[0-9a-f]{10}", text)
        assert from_text(text) == action.question
        assert isinstance(action.question, QuizReveal)
        tokens |= {action.question.subject, action.question.option}
    assert len(tokens) == 5, "the subject's token is that of an option"


@settings(deadline=None)
@given(number=NUMBERS)
def test_the_next_question_is_another_and_of_no_day(number: int) -> None:
    assert after(number) in QUIZ_NUMBERS
    assert after(number) != number


def test_the_next_questions_come_round_to_all() -> None:
    number, seen = QUIZ_NUMBERS.start, set[int]()
    for _ in range(1000):
        number = after(number)
        seen.add(number)
    assert len(seen) == 1000


def test_a_day_has_one_question_the_same_everywhere(edition: Edition, historian: Historian) -> None:
    first = historian.reply(Quiz(), language="en", today=TODAY)
    assert first.text == Historian(edition).reply(Quiz(), language="en", today=TODAY).text
    assert "23 November 2026" in first.text
    assert first.actions == historian.reply(Quiz(number_of(TODAY)), language="en", today=TODAY).actions
    tomorrow = historian.reply(Quiz(number_of(TODAY) + 1), language="en", today=TODAY)
    assert "November 2026" not in tomorrow.text.splitlines()[0]


def test_the_kinds_levels_and_places_of_the_right_option_vary(edition: Edition) -> None:
    kinds, levels, places = Counter[str](), Counter[str](), Counter[int]()
    with edition.open() as facts:
        for number in QUIZ_NUMBERS[:: len(QUIZ_NUMBERS) // 400]:
            asked = quiz(facts, number, today=TODAY)
            kinds[asked.asked.kind] += 1
            levels[asked.level] += 1
            places[[option.id for option in asked.options].index(right_ones(facts, asked)[0])] += 1
    assert kinds.keys() == KINDS.keys()
    assert min(levels.values()) > 90
    assert min(places.values()) > 70


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: str(kind.name))
def test_each_kind_has_facts_with_tokens_of_their_own_and_no_doubt(edition: Edition, kind: object) -> None:
    assert kind in KINDS.values()
    with edition.open() as facts:
        unsure = {tuple(row) for row in facts.rows("select kind, id from unsure")}
        for name, each in KINDS.items():
            if each is kind:
                found = each.facts(facts)
                assert len(found) >= 5
                assert len({token(name, fact.subject) for fact in found}) == len(found)
                proofs = {(fact.proof_kind, fact.proof) for fact in found}
                answers = {(each.options, fact.answer) for fact in found}
                assert not proofs & unsure
                assert not {(option, id_) for option, id_ in answers if option != "thing" or name == "module"} & unsure


def test_a_disputed_or_thinly_sourced_record_is_unsure(edition: Edition) -> None:
    with edition.open() as facts:
        unsure = {tuple(row) for row in facts.rows("select kind, id from unsure")}
        disputed = {tuple(row) for row in facts.rows("select kind, id from dispute")}
        assert disputed <= unsure
        assert {("mission", "soyuz-ms-12"), ("person", "koch")} <= unsure  # the seat's craft of the return is disputed
        assert ("mission", "sts-71") not in unsure


@pytest.mark.parametrize(
    "changed", [{"kind": "forgotten"}, {"subject": "0123456789"}, {"option": "0123456789"}, {"option": ""}]
)
def test_a_question_that_is_not_asked_any_more_gets_a_sentence(
    edition: Edition, historian: Historian, changed: dict[str, str]
) -> None:
    asked = historian.reply(Quiz(200_000), language="en", today=TODAY).actions[0].question
    assert isinstance(asked, QuizReveal)
    given_ = {"kind": asked.kind, "subject": asked.subject, "option": asked.option} | changed
    with edition.open() as facts, pytest.raises(QuestionError, match="quiz-over"):
        reveal(facts, 200_000, **given_)
    lost = QuizReveal(200_000, **given_)
    assert "no longer asked" in historian.reply(lost, language="en", today=TODAY).text
    assert historian.is_right(lost) is None
    assert historian.is_right(asked) is not None


def test_a_button_of_an_older_edition_is_answered_by_the_record_of_today(
    edition: Edition, historian: Historian, tmp_path: Path
) -> None:
    data = shutil.copytree(DATA, tmp_path / "data")
    with edition.open() as facts:
        asked = [quiz(facts, number, today=TODAY) for number in QUIZ_NUMBERS[::20_000]]
        doubted = next(each for each in asked if each.asked.kind == "launch-year")
    assert doubted.asked.about
    with (data / "disputes.csv").open("a", encoding="utf-8") as file:
        about, date = doubted.asked.about.id, doubted.asked.date
        file.write(f"mission/{about},launch,,{date},,nasa-91-122,1955,,nasa-91-122,open\n")
    newer = Historian(ready(data, tmp_path))
    verdicts = {}
    for each in asked:
        actions = historian.reply(Quiz(each.number), language="en", today=TODAY).actions
        buttons = [action.question for action in actions if isinstance(action.question, QuizReveal)]
        verdicts[each.number] = [(historian.is_right(button), newer.is_right(button)) for button in buttons]
    assert [now for _, now in verdicts.pop(doubted.number)] == [None] * 4
    unchanged = [pairs for pairs in verdicts.values() if all(before == now for before, now in pairs)]
    assert len(unchanged) > 40, "one doubt took away many questions"


def test_the_answer_names_its_source_and_receipt(historian: Historian) -> None:
    for number in QUIZ_NUMBERS[::40_000]:
        for action in historian.reply(Quiz(number), language="en", today=TODAY).actions:
            reply = historian.reply(action.question, language="en", today=TODAY)
            assert reply.sources
            assert re.search(r"^-# Receipt `\w{5}`: /source", reply.text, re.MULTILINE)
            assert (historian.is_right(action.question) is True) == reply.text.startswith("### Correct")


@pytest.mark.parametrize("language", ["en", "ru"])
def test_every_question_and_answer_is_tidy_and_leads_on(historian: Historian, language: str) -> None:
    faults = []
    for number in QUIZ_NUMBERS[::4500]:
        asked = historian.reply(Quiz(number), language=language, today=TODAY)
        said = {Quiz(number): asked}
        said |= {
            each.question: historian.reply(each.question, language=language, today=TODAY) for each in asked.actions
        }
        for question, reply in said.items():
            faults += [f"{to_text(question)} {fault}" for fault in reply_faults(question, reply, language)]
    assert not faults, "\n".join(faults)

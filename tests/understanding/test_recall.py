import datetime as dt

import pytest

from bot.answers.passages import every_asked
from bot.facts.edition import Edition
from bot.historian import Historian
from bot.understanding.recall import Asked, Recall

LEAK = Asked("event", "leak", "en", "when did the capsule spring a coolant leak")
FIRE = Asked("event", "fire", "en", "what burned in the fire aboard Mir")
FIRE_IN_RUSSIAN = Asked("event", "fire", "ru", "что горело на станции «Мир»")


@pytest.fixture
def recall() -> Recall:
    return Recall((LEAK, FIRE, FIRE_IN_RUSSIAN))


def test_the_same_words_in_any_order_are_wholly_alike(recall: Recall) -> None:
    found = recall.likest("a coolant leak! The capsule: when did spring?", "en")
    assert found
    assert (found.kind, found.id) == ("event", "leak")
    assert found.likeness == pytest.approx(1)


def test_endings_and_a_slip_do_not_matter(recall: Recall) -> None:
    ended = recall.likest("capsules springing coolent leaks", "en")
    assert ended
    assert ended.id == "leak"
    assert ended.likeness > 0.7


def test_a_word_that_no_question_holds_makes_a_question_less_alike(recall: Recall) -> None:
    plain, strange = recall.likest("fire aboard Mir", "en"), recall.likest("fire aboard Mir dinosaurs", "en")
    assert plain
    assert strange
    assert strange.likeness < plain.likeness


def test_each_language_has_its_own_questions(recall: Recall) -> None:
    found = recall.likest("что горело на «Мире»", "ru")
    assert found
    assert found.id == "fire"
    assert recall.likest("что горело на «Мире»", "en") is None


def test_how_alike_the_next_record_is_stands_beside(recall: Recall) -> None:
    found = recall.likest("the fire leak", "en")
    assert found
    assert 0 < found.next <= found.likeness


def test_every_question_of_the_record_finds_its_story(edition: Edition) -> None:
    with edition.open() as facts:
        asked = [Asked(*one) for one in every_asked(facts)]
    recall = Recall(asked)
    for one in asked:
        found = recall.likest(one.question, "ru" if one.language == "ru" else "en")
        assert found
        assert found.likeness == pytest.approx(1), one
        assert found.next < 1, f"{one} is asked of another record too"
        assert (found.kind, found.id) == (one.kind, one.id)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("so when did ms 22 spring that coolant leak?", "MS-22"),
        ("Кто же пришёл на смену Рогозину?", "Рогозин"),
    ],
)
def test_a_question_that_an_editor_wrote_is_answered_with_its_story(
    historian: Historian, text: str, title: str
) -> None:
    reply = historian.ask(text, language="en", today=dt.date(2026, 10, 8))
    assert reply.outcome.value == "answered"
    assert title in reply.text


@pytest.mark.parametrize(
    "text",
    [
        "сколько человек погибло на станции Мир",  # those of Columbia are told
        "кто первым поселился на Мире",  # the first American is told
        "кто подписал соглашение 12 апреля 1961 года",  # a letter of that month is told
        "когда американцы летали на Союзах без россиян",
        "какая экспедиция была самой длинной",
        "кто побил рекорд Полякова",  # a flight of an American is told
        "кто летал на Буране",  # what the docking ports were for is told
        "кто из астронавтов жил на «Мире» во время пожара",
        "сколько мест купило НАСА на Союзах",  # the last one is told
        "кто летал на станцию Салют",  # talks of a flight there are told
    ],
)
def test_a_story_of_another_person_place_or_day_is_not_told(historian: Historian, text: str) -> None:
    assert historian.ask(text, language="ru", today=dt.date(2026, 10, 8)).outcome.value == "declined"

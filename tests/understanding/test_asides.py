import pytest

from bot.asking import understanding_of
from bot.facts.edition import Edition
from bot.questions import to_text
from bot.understanding.understand import Understanding


@pytest.fixture(scope="module")
def understanding(edition: Edition) -> Understanding:
    return understanding_of(edition)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Soyuz MS-10 had to be aborted. Who was sitting in it?", "roster:list::::::::soyuz-ms-10"),
        ("I saw a photo of Chiaki Mukai in the exhibition. Who is she, please?", "person:mukai"),
        ("сколько дней рубио бездельничал в космосе", "fact:person:rubio:total_time"),
    ],
)
def test_what_is_said_beside_a_question_leaves_it_to_be_answered_loosely(
    understanding: Understanding, text: str, asked: str
) -> None:
    understood = understanding.understand(text)
    assert understood.questions == ()
    assert understood.loosely
    assert to_text(understood.loosely) == asked


@pytest.mark.parametrize(
    "text",
    [
        "how close did apollo 10 get to the surface of the moon",  # it is asked how close, which is not told
        "when did soyuz ms-22 hum",  # a bare "when" is of what the unknown word tells
        "who fixed the gramophone on sts-71",  # who was aboard is not who did it
        "сколько фотоаппаратов взял рубио",
        "чем болел поляков на мире",
        "кого рубио обогнал по времени в космосе",
    ],
)
def test_words_that_say_what_is_asked_for_are_not_left_out(understanding: Understanding, text: str) -> None:
    understood = understanding.understand(text)
    assert understood.questions == ()
    assert understood.loosely is None


def test_words_of_the_stories_are_no_misspelt_names(understanding: Understanding) -> None:
    mentions = [item.mention for item in understanding.items_in("who has flown more often") if item.mention]
    assert "van-hoften" not in {entry.id for mention in mentions for entry in mention.entries}

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.words import LONGEST, fold, tokens

ALPHABET = "abcdefghijklmnopqrstuvwxyzабвгдеёжзийклмнопрстуфхцчшщъыьэюя -'’0123456789äéøŁ"


@pytest.mark.parametrize(
    "spellings",
    [
        ("Krikalyov", "Krikalev", "Крикалёв", "КРИКАЛЕВ", "krikaljow"),
        ("Soyuz MS-22", "soyuz ms22", "Союз МС-22", "Soyuz–MS 22"),
        ("Soyuz TMA-01M", "Союз ТМА-1М"),
        ("Solovyov", "Soloviev", "Соловьёв"),
        ("Shcherbakov", "Щербаков"),
        ("Gagarin's", "Gagarins", "Gagarin’s"),
        ("Jähn", "Jahn"),
        ("Stafford", "Stаfford"),  # the second holds a Cyrillic а
    ],
)
def test_spellings_of_one_name_fold_alike(spellings: tuple[str, ...]) -> None:
    assert len({fold(spelling) for spelling in spellings}) == 1


def test_different_names_stay_different() -> None:
    assert len({fold(name) for name in ("STS-51-I", "STS-51-J", "STS-51", "Popov", "Popovich", "Titov")}) == 6


@given(st.one_of(st.text(max_size=LONGEST), st.text(ALPHABET, max_size=LONGEST)))
@example("jjyo")
@example("yyu")
def test_folding_is_idempotent(text: str) -> None:
    once = fold(text)
    if len(" ".join(once)) <= LONGEST:
        assert fold(" ".join(once)) == once


@given(st.text(ALPHABET, max_size=LONGEST))
def test_case_does_not_matter(text: str) -> None:
    assert fold(text.upper().lower()) == fold(text.lower())


@given(st.text())
def test_words_are_letters_or_a_number(text: str) -> None:
    assert all(word.isascii() and (word.isalpha() or word.isdigit()) for word in tokens(text))

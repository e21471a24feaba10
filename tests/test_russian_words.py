import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.facts.edition import Edition
from bot.historian import Historian
from bot.questions import MissionCard, PersonCard, Search
from bot.replies.reply import Outcome
from bot.words.latin import cyrillic
from bot.words.russian import nominatives, readings, stem
from tests.replies.test_every_reply import TODAY


@pytest.mark.parametrize(
    ("typed", "id_"),
    [
        ("Стаффордом", "stafford"), ("Стаффорда", "stafford"), ("Кикину", "kikina"), ("Кикиной", "kikina"),
        ("Леонову", "leonov"), ("Крикалёве", "krikalev"), ("Крикалевым", "krikalev"), ("Рубио", "rubio"),
        ("Падалки", "padalka"), ("Малышевым", "malyshev"), ("Джанибекова", "dzhanibekov"),
    ],
)  # fmt: skip
def test_a_russian_name_is_known_in_every_case(historian: Historian, typed: str, id_: str) -> None:
    asked, own = (historian.reply(PersonCard(name), language="ru", today=TODAY) for name in (typed, id_))
    assert asked.text == own.text


def test_a_flight_is_known_in_the_genitive(historian: Historian) -> None:
    asked, own = (
        historian.reply(MissionCard(name), language="ru", today=TODAY) for name in ("Союза МС-22", "soyuz-ms-22")
    )
    assert asked.text == own.text


@pytest.mark.parametrize("typed", ["стыковка", "стыковки", "стыковкой", "рукопожатие", "рукопожатия"])
def test_a_search_finds_a_word_in_other_cases(historian: Historian, edition: Edition, typed: str) -> None:
    assert edition.digest
    assert historian.reply(Search(typed), language="ru", today=TODAY).outcome is Outcome.ANSWERED


@given(st.text(max_size=40))
def test_reading_never_fails_and_keeps_latin_words(text: str) -> None:
    assert all(isinstance(reading, str) for reading in readings(text))
    assert nominatives("Stafford") == ("stafford",)
    assert stem("docking") == "docking"


@pytest.mark.parametrize(
    ("latin", "russian"),
    [
        ("kto letel na soyuze", "кто летел на союзе"),
        ("kakoy ekipazh", "какой екипаж"),
        ("pervaya zhenshchina", "первая женщина"),
        ("Krikalev i crew-5", "Крикалев и crew-5"),
    ],
)
def test_russian_in_latin_letters_is_put_into_cyrillic(latin: str, russian: str) -> None:
    assert cyrillic(latin) == russian

"""Russian lines break where an editor would let them, and nothing else changes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.facts.edition import Edition
from bot.replies.typesetting import typeset


@pytest.mark.parametrize(
    ("plain", "kept"),
    [
        ("Полёт в космос и к «Миру»", "Полёт в~космос и~к~«Миру»"),
        ("В 1995 году", "В~1995~году"),
        ("площадка № 1", "площадка №~1"),
        ("Конструктор К. П. Феоктистов", "Конструктор К.~П.~Феоктистов"),
        ("«Союз» — «Аполлон»", "«Союз»~— «Аполлон»"),
        ("Вот если бы он же", "Вот если~бы он~же"),
        ("STS-71 летел 9,8 суток", "STS-71 летел 9,8~суток"),
        ("Это МКС-39. В мае", "Это МКС-39. В~мае"),
        ("Рейс в (или из) **Хьюстон**", "Рейс в~(или из) **Хьюстон**"),
        ("- **Старт:** 12 апреля 1961 года", "- **Старт:** 12~апреля 1961~года"),
        ("Vitamin C as I see a cat", "Vitamin C as I see a cat"),
        ("- один\n- два — три", "- один\n- два~— три"),
    ],
)
def test_what_belongs_together_stays_on_one_line(plain: str, kept: str) -> None:
    assert typeset(plain) == kept.replace("~", "\u00a0")


@given(st.text(alphabet="вК 1.№—жеЯ«a\n\u00a0-*"))
def test_only_spaces_change_and_only_once(text: str) -> None:
    once = typeset(text)
    assert once.replace("\u00a0", " ") == text.replace("\u00a0", " ")
    assert typeset(once) == once


def test_every_story_is_set(edition: Edition) -> None:
    with edition.open() as facts:
        stories = [row["text"] for row in facts.rows("select text from story where language = 'ru'")]
    unset = [text for text in stories if "\u00a0" not in typeset(text)]
    assert stories
    assert unset == []

import pytest

from bot.words.typography import set_in_russian


@pytest.mark.parametrize(
    ("typed", "held"),
    [
        ("в космосе и на Земле", "в_космосе и_на_Земле"),
        ("И в 1975 году", "И_в_1975_году"),
        ("не «Мир», а «Салют»", "не_«Мир», а_«Салют»"),
        ("Москва — столица", "Москва_— столица"),
        ("площадка № 31, 5 полётов", "площадка №_31, 5_полётов"),
        ("С. П. Королёв", "С._П._Королёв"),
        ("как-то на станции", "как-то на_станции"),
        ("Ученик в классе", "Ученик в_классе"),
        ("**Экипаж** и **корабль**", "**Экипаж** и_**корабль**"),
    ],
)
def test_what_belongs_together_is_held_together(typed: str, held: str) -> None:
    assert set_in_russian(typed) == held.replace("_", "\u00a0")


@pytest.mark.parametrize("text", ["STS-71 to Mir", "- строка\n- другая", "сон, дом, кот", "Союз ТМ-21"])
def test_nothing_else_changes(text: str) -> None:
    assert set_in_russian(text) == text


def test_setting_twice_changes_nothing_more() -> None:
    once = set_in_russian("5 полётов — и все в одном году")
    assert set_in_russian(once) == once

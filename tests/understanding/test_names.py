from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.facts.edition import Edition
from bot.understanding.names import Band, Entry, Gazetteer
from bot.words import fold

KINDS = ("mission", "person", "thing", "agreement", "era")


def entry(kind: str, id_: str, en: str, ru: str = "", *, aliases: Sequence[str] = (), rank: int = 0) -> Entry:
    names = dict.fromkeys((en, ru or en, *aliases))
    return Entry(kind, id_, en, ru or en, "", "", rank, tuple(" ".join(fold(name)) for name in names))


SMALL = Gazetteer(
    (
        entry("person", "solovyov", "Vladimir Solovyov", "Владимир Алексеевич Соловьёв", rank=2),
        entry("person", "solovyev", "Anatoly Solovyev", "Анатолий Яковлевич Соловьёв", rank=5),
        entry("person", "popovich", "Pavel Popovich", "Павел Романович Попович"),
        entry("person", "popov", "Leonid Popov", "Леонид Иванович Попов"),
        entry("person", "savitskaya", "Svetlana Savitskaya", "Светлана Евгеньевна Савицкая"),
        entry("person", "young", "John Young", "Джон Янг", aliases=["Янг"]),
        entry("person", "yang-liwei", "Yang Liwei"),
        entry("person", "liu-yang", "Liu Yang"),
        entry("person", "scott-david", "David Scott"),
        entry("person", "kelly-scott", "Scott Kelly"),
        entry("mission", "apollo-soyuz", "Apollo (ASTP)", "Аполлон (ЭПАС)", aliases=["Apollo-Soyuz", "ASTP"]),
        entry("mission", "soyuz-tma-1", "Soyuz TMA-1", "Союз ТМА-1"),
        entry("mission", "soyuz-tma-01m", "Soyuz TMA-01M", "Союз ТМА-01М"),
        entry("mission", "soyuz-19", "Soyuz 19", "Союз-19", rank=1),
        entry("mission", "sts-71", "STS-71"),
        entry("mission", "sts-75", "STS-75"),
        entry("mission", "sts-51-i", "STS-51-I"),
        entry("mission", "sts-51-j", "STS-51-J"),
        entry("thing", "mir", "Mir", "Мир"),
        entry("thing", "shuttle-mir", "Shuttle–Mir", "Мир — Шаттл", aliases=["Mir"]),
        entry("thing", "spacex", "SpaceX"),
    )
)


def found(gazetteer: Gazetteer, text: str, *kinds: str) -> tuple[Band, list[str]]:
    match = gazetteer.resolve(text, kinds)
    return match.band, [each.id for each in match.entries]


def sure(id_: str) -> tuple[Band, list[str]]:
    return Band.SURE, [id_]


@pytest.mark.parametrize(
    ("text", "kind", "id_"),
    [
        ("ms22", "mission", "soyuz-ms-22"),
        ("Союз МС 22", "mission", "soyuz-ms-22"),
        ("soyuzms22", "mission", "soyuz-ms-22"),
        ("sts 71", "mission", "sts-71"),
        ("sts-071", "mission", "sts-71"),
        ("tma 1", "mission", "soyuz-tma-1"),
        ("ТМА-1М", "mission", "soyuz-tma-01m"),
        ("Apollo Soyuz", "mission", "apollo-soyuz"),
        ("ASTP", "mission", "apollo-soyuz"),
        ("Союз-19", "mission", "soyuz-19"),
        ("кикина", "person", "kikina"),
        ("КИКИНА", "person", "kikina"),
        ("Кикена", "person", "kikina"),
        ("Krikalyov", "person", "krikalev"),
        ("Krikalyev", "person", "krikalev"),
        ("Крикалёв", "person", "krikalev"),
        ("sergei krik", "person", "krikalev"),
        ("Stafort", "person", "stafford"),
        ("Thomas Stafrod", "person", "stafford"),
        ("Stafford, Thomas", "person", "stafford"),
        ("Popov", "person", "popov"),
        ("Jähn", "person", "jahn"),
        ("Yu. Gagarin", "person", "gagarin"),
        ("J. Glenn", "person", "glenn"),
        ("МКС", "thing", "iss"),
        ("мир шаттл", "era", "shuttle-mir"),
    ],
)
def test_people_write_one_name_in_many_ways(gazetteer: Gazetteer, text: str, kind: str, id_: str) -> None:
    assert found(gazetteer, text, kind) == sure(id_)


def test_every_alias_of_the_record_leads_to_its_own_entity_or_to_a_choice_that_holds_it(
    edition: Edition, gazetteer: Gazetteer
) -> None:
    with edition.open() as facts:
        aliases = facts.rows("select kind, id, name from alias")
    lost = []
    for kind, id_, name in aliases:
        match = gazetteer.resolve(name, (kind,))
        namesakes = sum(tuple(row)[::2] == (kind, name) for row in aliases)
        held = any(each.id == id_ for each in match.entries) or namesakes > len(match.entries)
        if match.band is Band.NONE or not held:
            lost.append((kind, id_, name))
    assert lost == []


def test_every_id_of_the_record_is_sure_when_only_ids_count(gazetteer: Gazetteer, entries: tuple[Entry, ...]) -> None:
    for each in entries:
        match = gazetteer.resolve(each.id, (each.kind,), by_id=True)
        assert (match.band, match.entries) == (Band.SURE, (each,))
        assert gazetteer.get(each.kind, each.id) is each


def test_only_an_id_counts_where_only_ids_count() -> None:
    assert SMALL.resolve("ASTP", ("mission",), by_id=True).band is Band.NONE
    assert SMALL.resolve("solovyov", ("person",), by_id=True).band is Band.SURE


def test_a_family_name_of_several_is_a_choice_of_all_of_them(gazetteer: Gazetteer) -> None:
    band, ids = found(gazetteer, "Volkov", "person")
    assert (band, set(ids)) == (Band.CLOSE, {"volkov-vladislav", "volkov-aleksandr", "volkov-sergey"})


@pytest.mark.parametrize("text", ["solovyov", "Solovyev", "Соловьёв", "СОЛОВЬЕВ"])
def test_a_family_name_that_happens_to_be_an_id_is_still_a_choice(text: str) -> None:
    band, ids = found(SMALL, text, "person")
    assert (band, set(ids)) == (Band.CLOSE, {"solovyov", "solovyev"})


def test_an_alias_never_hides_the_family_name_of_others() -> None:
    band, ids = found(SMALL, "Yang", "person")
    assert (band, set(ids)) == (Band.CLOSE, {"young", "yang-liwei", "liu-yang"})


def test_a_main_name_beats_an_alias() -> None:
    assert found(SMALL, "Mir", "thing") == sure("mir")


def test_a_family_name_beats_a_first_name() -> None:
    assert found(SMALL, "Scott", "person") == sure("scott-david")


def test_a_whole_word_never_becomes_a_longer_one() -> None:
    assert found(SMALL, "Popov", "person") == sure("popov")


def test_a_beginning_shared_by_two_is_a_choice() -> None:
    assert found(SMALL, "Popo", "person") == (Band.CLOSE, ["popovich", "popov"])


def test_a_short_beginning_is_never_sure() -> None:
    assert found(SMALL, "Sav", "person") == (Band.CLOSE, ["savitskaya"])
    assert found(SMALL, "Savi", "person") == sure("savitskaya")


def test_the_beginning_of_a_patronymic_is_never_sure() -> None:
    assert found(SMALL, "Romanov", "person") == (Band.CLOSE, ["popovich"])


def test_a_word_that_ends_only_one_flight_s_name_does_not_choose_it() -> None:
    assert found(SMALL, "Soyuz", "mission")[0] is Band.CLOSE


@pytest.mark.parametrize("text", ["sts 7", "sts 72", "sts-711", "sts 99", "soyuz tma 10"])
def test_numbers_neither_grow_nor_slip(text: str) -> None:
    assert found(SMALL, text, "mission")[0] is not Band.SURE


def test_designations_of_one_letter_are_kept_apart() -> None:
    assert found(SMALL, "STS-51-J", "mission") == sure("sts-51-j")
    assert found(SMALL, "sts 51 i", "mission") == sure("sts-51-i")


def test_spaces_within_a_name_do_not_count() -> None:
    assert found(SMALL, "space x", "thing") == sure("spacex")
    assert found(SMALL, "apollosoyuz", "mission") == sure("apollo-soyuz")


def test_a_text_of_which_only_a_part_fits_is_a_question_back(gazetteer: Gazetteer) -> None:
    assert found(gazetteer, "Thomas Stafrod the astronaut", "person") == (Band.CLOSE, ["stafford"])


@pytest.mark.parametrize("text", ["qwertyuiop", "Elon Musk", "{{ 7*7 }}", "'; drop table", "🚀", ""])
def test_what_is_no_name_gets_the_nearest_if_any_are_near(gazetteer: Gazetteer, text: str) -> None:
    match = gazetteer.resolve(text, ("person",))
    assert match.band is Band.NONE
    assert len(match.entries) == {"": 3, "🚀": 3}.get(text, len(match.entries)) <= 3


@pytest.mark.parametrize("text", ["qqqqqq", "zzzz"])
def test_what_is_like_no_name_gets_none(gazetteer: Gazetteer, text: str) -> None:
    assert found(gazetteer, text, "mission") == (Band.NONE, [])


@pytest.mark.parametrize(("text", "kind"), [("putin", "event"), ("Masha", "person"), ("mask", "person")])
def test_a_word_that_says_too_little_is_never_sure(gazetteer: Gazetteer, text: str, kind: str) -> None:
    assert gazetteer.resolve(text, (kind,)).band is Band.CLOSE


def test_a_kind_that_nobody_knows_has_no_names() -> None:
    assert found(SMALL, "Mir", "nobody") == (Band.NONE, [])
    assert SMALL.suggest("Mir", "nobody") == ()


@given(st.text(max_size=300))
def test_any_text_finds_as_many_different_entries_as_its_band_allows(text: str) -> None:
    match = SMALL.resolve(text, KINDS)
    least, most = {Band.SURE: (1, 1), Band.CLOSE: (1, 5), Band.NONE: (0, 3)}[match.band]
    assert least <= len(set(match.entries)) == len(match.entries) <= most
    suggested = SMALL.suggest(text, "person")
    assert len(set(suggested)) == len(suggested) <= 25


def suggested(gazetteer: Gazetteer, text: str, kind: str) -> list[str]:
    return [each.id for each in gazetteer.suggest(text, kind)]


def test_nothing_typed_suggests_the_highest_ranks(gazetteer: Gazetteer, entries: tuple[Entry, ...]) -> None:
    ranks = sorted((each.rank for each in entries if each.kind == "person"), reverse=True)
    assert [each.rank for each in gazetteer.suggest(" ", "person")] == ranks[:25]


def test_suggestions_begin_with_the_exact_name_then_names_then_words() -> None:
    assert suggested(SMALL, "mir", "thing") == ["mir", "shuttle-mir"]
    assert suggested(SMALL, "s", "person") == ["savitskaya", "kelly-scott", "solovyev", "solovyov", "scott-david"]


def test_the_last_number_of_a_suggestion_may_still_grow() -> None:
    assert suggested(SMALL, "sts 7", "mission") == ["sts-71", "sts-75"]


def test_half_a_letter_group_suggests_what_it_may_become(gazetteer: Gazetteer) -> None:
    for typed in ("Krikaly", "Krikalyo", "Krik"):
        assert "krikalev" in suggested(gazetteer, typed, "person")
    assert "lyakhov" in suggested(gazetteer, "Lyak", "person")


@pytest.mark.parametrize("typed", ["Vo", "Volk", "Volkov", "Volkof", "Волк", "sergei v"])
def test_a_name_is_suggested_while_it_is_typed_and_misspelt(gazetteer: Gazetteer, typed: str) -> None:
    ids = suggested(gazetteer, typed, "person")
    assert len(ids) <= 25
    assert "volkov-sergey" in ids


def test_an_id_suggests_its_own_entity_first(gazetteer: Gazetteer) -> None:
    assert suggested(gazetteer, "volkov-sergey", "person")[0] == "volkov-sergey"

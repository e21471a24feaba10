"""Russian replies are Russian throughout and state what the English ones state."""

import datetime as dt
import re
from collections.abc import Iterator
from importlib import resources

import pytest

from bot.answers.names import ChoiceAnswer, UnknownAnswer
from bot.answers.record import Label, disagreements
from bot.errors import QuestionError
from bot.facts.dates import parse
from bot.facts.edition import Edition, Facts
from bot.historian import Historian
from bot.questions import (
    CARDS,
    Aboard,
    About,
    Cooperation,
    ExpeditionCard,
    Fact,
    Help,
    History,
    MissionCard,
    OnThisDay,
    PersonCard,
    Question,
    Quiz,
    Receipt,
    Search,
    to_text,
)  # fmt: skip
from bot.replies.language import date, day, day_of_year, duration, plural
from bot.replies.render import _environment, phrases, render
from tests.explorations import EXPLORATIONS

TODAY = dt.date(2026, 11, 23)
GAP = "\u00a0"

TEMPLATES = resources.files("bot.replies").joinpath("templates")
LATIN = re.compile(r"[A-Za-z]{2,}")
LATIN_SENTENCE = re.compile(r"[A-Za-z][A-Za-z'’-]*(?:[ ,:;]+[A-Za-z][A-Za-z'’-]*){2,}")
SMALL_PRINT = re.compile(r"-# (Источники|Справка|Данные|Даты|Страница|Летопись|Как считали|Handshake)")
MONTHS = (
    "january, february, march, april, may, june, july, august, september, october, november, december",
    "январь, февраль, март, апрель, май, июнь, июль, август, сентябрь, октябрь, ноябрь, декабрь",
    "января, февраля, марта, апреля, мая, июня, июля, августа, сентября, октября, ноября, декабря",
)
NUMBER_OF_MONTH = {name: number for names in MONTHS for number, name in enumerate(names.split(", "), 1)}
MONTH = "(" + "|".join(sorted(NUMBER_OF_MONTH, key=len, reverse=True)) + ")"


def questions(edition: Edition) -> Iterator[Question]:
    with edition.open() as facts:
        kinds = ", ".join(f"'{kind}'" for kind in CARDS)
        for kind, id_ in facts.rows(f"select kind, id from label where kind in ({kinds})"):
            yield CARDS[kind](id_)
        yield from (ExpeditionCard(number) for (number,) in facts.rows("select number from expedition"))
        yield from (History(era=era) for (era,) in facts.rows("select id from era"))
    yield from (History(year=year) for year in range(1955, 2027))
    yield from (OnThisDay(f"{month:02}-{number:02}") for month in range(1, 13) for number in (1, 14, 17, 28))
    yield from (Quiz(number * 101) for number in range(1, 400))
    yield from (About(), Help(), History(), Search("Леонов"), Search("qqqq"), PersonCard("Волков"), PersonCard("qqqq"))
    yield from EXPLORATIONS.values()
    yield from (Aboard(f"{year}-07-17") for year in range(1957, 2027))
    yield from (Cooperation(str(year)) for year in range(1957, 2027))
    yield from (OnThisDay("30 февраля"), ExpeditionCard(999), History(year=1066), Receipt("qqqqq"))


def plain(text: str) -> str:
    """The text as it is typed, with breaking spaces."""
    return text.replace(GAP, " ")


class Texts:
    """Takes out of a reply what is nobody's grammar: names, titles and told stories."""

    def __init__(self, facts: Facts) -> None:
        self.stories = {row["text"] for row in facts.rows("select text from story")}
        labels = facts.rows("select kind, en, ru from label")
        names = {name for row in labels for name in ({row["ru"]} if row["kind"] != "event" else {row["en"], row["ru"]})}
        names |= {row["en"] for row in labels}
        names |= {title for row in facts.rows("select title_en, title_ru from post") for title in row if title}
        names |= {name[0].upper() + name[1:] for name in names}
        names = {name.replace("«", "").replace("»", "") for name in names}
        self.names = re.compile("|".join(re.escape(name) for name in sorted(names, key=len, reverse=True)))

    def frame(self, text: str) -> str:
        """The lines above the small print, without names and stories, plain spaces between words."""
        lines = [line for line in text.splitlines() if not line.startswith("-# ") and line.strip() not in self.stories]
        body = "\n".join(lines)
        for story in self.stories:
            if story[:20] in body:
                body = body.replace(story, "")
        return self.names.sub("◊", body.replace("«", "").replace("»", ""))


@pytest.fixture(scope="module")
def texts(edition: Edition) -> Texts:
    with edition.open() as facts:
        return Texts(facts)


def test_every_template_and_phrase_has_its_russian() -> None:
    english = {file.name for file in TEMPLATES.joinpath("en").iterdir()}
    assert {file.name for file in TEMPLATES.joinpath("ru").iterdir()} == english
    assert phrases("ru").keys() == phrases("en").keys()
    for key, phrase in phrases("ru").items():
        assert phrase.count("{}") == phrases("en")[key].count("{}")
        assert not re.search("[A-Za-z]", phrase)


def test_no_reply_holds_a_latin_sentence(edition: Edition, historian: Historian, texts: Texts) -> None:
    faults = []
    for asking in questions(edition):
        reply = historian.reply(asking, language="ru", today=TODAY)
        for text in (texts.frame(plain(reply.text)), *(texts.names.sub("◊", action.label) for action in reply.actions)):
            faults += [f"{to_text(asking)}: {found}" for found in LATIN_SENTENCE.findall(text)]
    assert not faults, "\n".join(faults[:40])


def test_latin_letters_spell_only_what_russians_write_so(edition: Edition, historian: Historian) -> None:
    """Outside the small print, which cites works by their titles, and the told stories."""
    with edition.open() as facts:
        labels = facts.rows("select en, ru from label")
        posts = [row["title_ru"] for row in facts.rows("select title_ru from post")]
        stories = {row["text"] for row in facts.rows("select text from story where language = 'ru'")}
    kept = {name for name in (*posts, *(row["ru"] for row in labels)) if LATIN.search(name)}
    kept |= {name[0].upper() + name[1:] for name in kept}
    names = map(re.escape, sorted(kept, key=len, reverse=True))
    written_so = re.compile("|".join([*names, r"\bUTC\b", "cosmos-book", "Discord", r"SP-\d+", r"/[a-z]+", "`[^`]*`"]))
    english = {row["en"] for row in labels}
    faults = []
    for asking in questions(edition):
        reply = historian.reply(asking, language="ru", today=TODAY)
        text = plain(reply.text)
        for story in stories:
            text = text.replace(story, "") if story[:20] in text else text
        title, *lines = [line for line in text.splitlines() if not line.startswith("-# ")]
        name, _, other = title.partition(" · ")
        assert not other or other in english, title
        told = (name, *lines, *(action.label for action in reply.actions))
        faults += [f"{to_text(asking)}: {line}" for line in told if LATIN.search(written_so.sub("", line))]
    assert [fault for fault in faults if not re.search("(Handshake|qqqq)", fault)] == []


def test_a_russian_story_holds_no_latin_sentence(edition: Edition) -> None:
    with edition.open() as facts:
        names = [row["ru"] for row in facts.rows("select ru from label") if LATIN.search(row["ru"])]
        stories = facts.rows("select kind, id, text from story where language = 'ru'")
    names += ["Get Away Special", "Goodnight, Sweetheart, Goodnight"]  # a container and a song
    written_so = re.compile("|".join(map(re.escape, sorted(names, key=len, reverse=True))))
    found = {f"{kind}/{id_}": LATIN_SENTENCE.findall(written_so.sub("◊", text)) for kind, id_, text in stories}
    assert {story: sentences for story, sentences in found.items() if sentences} == {}


def test_every_kind_of_reply_is_rendered(edition: Edition, historian: Historian) -> None:
    with edition.open() as facts:
        code = facts.rows("select code from receipt where kind = 'seat' limit 1")[0]["code"]
    asked = (*questions(edition), Receipt(code))
    titles = {plain(historian.reply(asking, language="ru", today=TODAY).text).splitlines()[0] for asking in asked}
    begun = ("Кто именно?", "Справка ", "Поиск: ", "Не получилось", "В этот день: ", "Экспедиция МКС-", "Handshake")
    assert [title for title in begun if not any(found.startswith(f"### {title}") for found in titles)] == []


@pytest.mark.parametrize("kind", list(CARDS))
@pytest.mark.parametrize("near", [(), (Label("thing", "mir", "Mir", "«Мир»"),)])
def test_every_kind_of_unknown_name_has_its_sentence(kind: str, near: tuple[Label, ...]) -> None:
    for answer in (
        UnknownAnswer(kind, "xx", near, ()),
        UnknownAnswer(kind, "xx", (), near),
        ChoiceAnswer(kind, "xx", near),
    ):
        text = render(answer, language="ru", as_of=parse("2026-10-08"))
        assert "«xx»" in text
        assert ("«Мир»" in text) == bool(near)
        assert not LATIN_SENTENCE.search(text)


@pytest.mark.parametrize(
    "reason",
    [
        "missing-option", "unknown-option", "unknown-command", "misspelt-command", "only-on-discord",
        "unknown-button", "not-a-number", "not-a-date",
        "no-such-expedition", "no-such-era", "no-such-year", "year-not-counted", "no-such-receipt",
        "quiz-over", "empty", "control-characters", "too-long", "not-yes-or-no", "not-a-time", "no-such-topic",
        "no-such-choice", "not-flown", "same-twice", "not-alike", "anything-else",
    ],
)  # fmt: skip
def test_every_problem_has_its_sentence(historian: Historian, reason: str) -> None:
    text = historian.problem(QuestionError(reason, found="xx"), language="ru").text
    assert re.match(r"### Не получилось\n.*[А-Яа-яё].*\.$", text)
    assert not LATIN_SENTENCE.search(text)


def test_small_print_holds_no_english_but_titles_of_works(edition: Edition, historian: Historian) -> None:
    words = re.compile(r"\b(Sources?|Receipt|Data as of|Thinly|and \d+ more|differ on)\b")
    for asking in questions(edition):
        for line in plain(historian.reply(asking, language="ru", today=TODAY).text).splitlines():
            if line.startswith("-# "):
                assert SMALL_PRINT.match(line), line
                assert not words.match(line[3:])


def test_every_disputed_telling_is_put_into_russian(edition: Edition) -> None:
    parts = _environment("ru").get_template("_parts.md").module
    english = []
    with edition.open() as facts:
        for kind, id_ in facts.rows("select distinct kind, id from dispute"):
            for each in disagreements(facts, kind, id_, settled=True):
                for value, named in (
                    (each.value_ru or each.value, each.named),
                    (each.other_ru or each.other, each.other_named),
                ):
                    told = parts.telling(value, named)
                    if not named and re.search(r"\b[a-z]{2,}", told):
                        english.append(f"{kind}/{id_}: {told}")
                if re.search("[a-z]", parts.field(each.field_ru or each.field)):
                    english.append(f"{kind}/{id_}: {each.field}")
    assert not english, "\n".join(english)


def test_every_role_and_kind_of_thing_has_its_russian(edition: Edition) -> None:
    with edition.open() as facts:
        roles = [row["ru"] for row in facts.rows("select ru from label where kind = 'role'")]
        hints = [row["hint_ru"] for row in facts.rows("select distinct hint_ru from label where kind = 'thing'")]
    assert roles
    assert hints
    assert [word for word in roles + hints if re.search("[A-Za-z]", word)] == []


def dates(text: str) -> tuple[set[tuple[int, ...]], set[str]]:
    """Every date (year, month, day) and every other number or time of a reply."""
    text = re.sub(r"(?<=\d)[, ](?=\d{3}\b)", "", text.lower())
    found: set[tuple[int, ...]] = set()

    def take(match: re.Match[str]) -> str:
        parts = [NUMBER_OF_MONTH.get(part) or int(part) for part in match.groups()]
        *days, year = parts
        if match.re is SAME_MONTH:
            found.update({(year, days[2], days[0]), (year, days[2], days[1])})
        elif match.re is SAME_YEAR:
            found.update({(year, days[1], days[0]), (year, days[3], days[2])})
        else:
            found.add((year, *reversed(days)))
        return " "

    for form in (SAME_MONTH, SAME_YEAR, FULL, MONTH_ONLY):
        text = form.sub(take, text)
    return found, set(re.findall(r"\d+(?::\d+)?", text))


SAME_MONTH = re.compile(rf"(\d+)—(\d+) {MONTH} (\d{{4}})")
SAME_YEAR = re.compile(rf"(\d+) {MONTH} — (\d+) {MONTH} (\d{{4}})")
FULL = re.compile(rf"(\d+) {MONTH} (\d{{4}})")
MONTH_ONLY = re.compile(rf"{MONTH} (\d{{4}})")


def test_both_languages_state_the_same_dates_and_numbers(edition: Edition, historian: Historian, texts: Texts) -> None:
    differing = []
    for asking in questions(edition):
        if isinstance(asking, Help | Search | Receipt) or asking == OnThisDay("30 февраля"):
            continue
        english, russian = (
            dates(texts.frame(plain(reply.text)))
            for reply in (historian.reply(asking, language=language, today=TODAY) for language in ("en", "ru"))
        )
        if english != russian:
            differing.append(f"{to_text(asking)}: {english[0] ^ russian[0]} {english[1] ^ russian[1]}")
    assert not differing, f"{len(differing)}\n" + "\n".join(differing[:40])


def test_a_birthplace_is_told_in_both_languages(edition: Edition, historian: Historian) -> None:
    with edition.open() as facts:
        born = facts.rows(
            """
            select person.id, label.en, label.ru
            from person
            join label on label.kind = 'place' and label.id = person.birth_place
            """
        )
    assert len(born) > 600
    for id_, english, russian in born:
        for question in (PersonCard(id_), Fact("person", id_, "birthplace")):
            assert english in historian.reply(question, language="en", today=TODAY).text
            assert russian in plain(historian.reply(question, language="ru", today=TODAY).text)


def test_both_languages_lead_on_to_the_same_and_cite_the_same(edition: Edition, historian: Historian) -> None:
    for asking in questions(edition):
        english, russian = (historian.reply(asking, language=language, today=TODAY) for language in ("en", "ru"))
        assert [action.question for action in english.actions] == [action.question for action in russian.actions]
        assert (english.outcome, english.sources) == (russian.outcome, russian.sources)
        codes = re.compile("`[0-9a-z]{5}`")
        assert codes.findall(english.text) == codes.findall(russian.text)


@pytest.mark.parametrize("kind", ["agreement", "mission", "person", "thing"])
def test_a_card_is_headed_by_the_name_in_both_scripts(edition: Edition, historian: Historian, kind: str) -> None:
    with edition.open() as facts:
        labels = facts.rows("select id, en, ru from label where kind = :kind", kind=kind)
    for id_, en, ru in labels:
        titles = [
            plain(historian.reply(CARDS[kind](id_), language=language, today=TODAY).text).splitlines()[0]
            for language in ("en", "ru")
        ]
        headed = plain(ru[0].upper() + ru[1:])
        titles[1] = re.sub(r"(STS-.*) «\w+»$", r"\1", titles[1])
        assert titles == ([f"### {en} · {plain(ru)}", f"### {headed} · {en}"] if en != ru else [f"### {en}"] * 2)


def test_a_flight_of_the_shuttle_is_headed_by_its_orbiter_too_in_russian(
    edition: Edition, historian: Historian
) -> None:
    with edition.open() as facts:
        flights = facts.rows(
            """
            select mission.id, flown.ru as flight, orbiter.ru as orbiter
            from mission
            join label as flown on flown.kind = 'mission' and flown.id = mission.id
            join label as orbiter on orbiter.kind = 'thing' and orbiter.id = mission.craft
            where orbiter.hint_en = 'orbiter'
            """
        )
    assert len(flights) > 130
    for id_, flight, orbiter in flights:
        card, launch, craft = (
            plain(historian.reply(asking, language="ru", today=TODAY).text)
            for asking in (MissionCard(id_), Fact("mission", id_, "launch"), Fact("mission", id_, "craft"))
        )
        assert card.startswith(f"### {flight} {orbiter}\n")
        assert launch.startswith(f"**{flight} {orbiter}**")
        assert craft.startswith(f"**{flight}**: корабль — **{orbiter}**")


@pytest.mark.parametrize(
    ("count", "said"),
    [(1, "1 полёт"), (2, "2 полёта"), (5, "5 полётов"), (11, "11 полётов"), (21, "21 полёт"), (1428, "1 428 полётов")],
)
def test_plurals(count: int, said: str) -> None:
    assert plural(count, "полёт|полёта|полётов", "ru") == said.replace(" ", GAP)


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (188 * 86400 + 4 * 3600, "188~суток 4~часа"), (86400, "1~сутки"), (21 * 3600 + 60, "21~час 1~минута"),
        (0, "0~минут"), (22 * 86400 + 3600, "22~суток 1~час"), (None, ""),
    ],
)  # fmt: skip
def test_durations(seconds: int | None, said: str) -> None:
    assert duration(seconds, "ru") == said.replace("~", GAP)


def test_dates() -> None:
    assert date(parse("1975-07-17T16:19Z"), "ru") == "17~июля 1975~года, 16:19~UTC".replace("~", GAP)
    assert day(parse("1975-07"), "ru") == f"июль 1975{GAP}года"
    assert day(parse("1975"), "ru") == f"1975{GAP}год"
    assert day_of_year(7, 17, "ru") == f"17{GAP}июля"


def test_names_of_craft_stand_in_quotes_and_other_names_do_not() -> None:
    parts = _environment("ru").get_template("_parts.md").module

    def quoted(ru: str, kind: str = "mission", hint: str = "") -> str:
        return str(parts.q(Label(kind, "x", "x", ru, hint))).strip()

    assert quoted("Союз МС-22") == "«Союз МС-22»"
    assert quoted("STS-71") == "STS-71"
    assert quoted("STS-71 «Атлантис»") == "STS-71 «Атлантис»"
    assert quoted("Союз — Аполлон (Аполлон)") == "«Союз — Аполлон», корабль «Аполлон»"
    assert quoted("Мир", "thing", "station") == "«Мир»"
    assert quoted("Международная космическая станция", "thing", "station") == "Международная космическая станция"
    assert quoted("МКС", "thing", "station") == "МКС"
    assert quoted("НАСА", "thing", "agency") == "НАСА"
    assert quoted("Алексей Леонов", "person") == "Алексей Леонов"


@pytest.mark.parametrize(
    ("person", "said"),
    [
        ("remek", "Чехословацкий космонавт"), ("chretien", "Французский космонавт"),
        ("vasilevskaya", "Белорусский космонавт"), ("rubio", "Американский астронавт"),
        ("ewald", "Немецкий астронавт"),
    ],
)  # fmt: skip
def test_guests_of_soviet_craft_are_cosmonauts_in_russian(historian: Historian, person: str, said: str) -> None:
    assert f"\n{said}" in plain(historian.reply(PersonCard(person), language="ru", today=TODAY).text)

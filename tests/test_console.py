import datetime as dt
import re

import pytest
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document

from bot import translations
from bot.console import Console
from bot.console_input import parse
from bot.console_screen import Names, drawn
from bot.errors import QuestionError
from bot.historian import Historian
from bot.questions import (
    COMMANDS,
    Aboard,
    About,
    Chain,
    Compare,
    Cooperation,
    ExpeditionCard,
    Help,
    History,
    MissionCard,
    OnThisDay,
    PersonCard,
    Question,
    Receipt,
    Records,
    Search,
    Timeline,
)  # fmt: skip
from bot.replies.reply import Outcome, Suggestion

TODAY = dt.date(2026, 11, 23)


@pytest.fixture
def console(historian: Historian) -> Console:
    return Console(historian, language="en", today=TODAY)


@pytest.mark.parametrize(
    ("line", "question"),
    [
        ("/mission apollo-soyuz", MissionCard("apollo-soyuz")),
        ("/mission Apollo Soyuz", MissionCard("Apollo Soyuz")),
        ("  /MISSION\tname:sts 71  ", MissionCard("sts 71")),
        ("/person name:кикина private:true", PersonCard("кикина")),
        ("/person private:true name:Anna Kikina", PersonCard("Anna Kikina")),
        ("/person Кикина private:true", PersonCard("Кикина")),
        ("/человек Кикина только-мне:да", PersonCard("Кикина")),
        ("/ПОЛЁТ название:союз-19", MissionCard("союз-19")),
        ("/история период:seat swaps год:2022", History("seat swaps", 2022)),
        ("/цепочка от:Стаффорд до:Кикина станции:да", Chain("Стаффорд", "Кикина", stations=True)),
        ("/в-этот-день 17 июля", OnThisDay("17 июля")),
        ("/о-боте", About()),
        ("/expedition 46", ExpeditionCard(46)),
        ("/expedition number:46", ExpeditionCard(46)),
        ("/history", History()),
        ("/history 1995", History(year=1995)),
        ("/history seat swaps", History(era="seat swaps")),
        ("/history shuttle-mir 1997", History(era="shuttle-mir", year=1997)),
        ("/history era:shuttle-mir year:1997", History(era="shuttle-mir", year=1997)),
        ("/history page:2", History(page=2)),
        ("/onthisday", OnThisDay()),
        ("/onthisday 07-17", OnThisDay("07-17")),
        ("/chain stafford", Chain("stafford")),
        ("/chain stafford kikina", Chain("stafford", "kikina")),
        ("/chain Thomas Stafford, Anna Kikina joint_only", Chain("Thomas Stafford", "Anna Kikina", joint_only=True)),
        ("/chain from:stafford to:kikina stations:yes", Chain("stafford", "kikina", stations=True)),
        ("/aboard", Aboard()),
        ("/aboard 17 July 1975 16:19", Aboard("17 July 1975 16:19")),
        ("/aboard date:1975-07-17 time:16:19", Aboard("1975-07-17", "16:19")),
        ("/compare sts-71, Soyuz 19", Compare("sts-71", "Soyuz 19")),
        ("/records longest flight", Records("longest flight")),
        ("/records topic:oldest nation:usa who:women", Records("oldest", "usa", who="women")),
        ("/cooperation seat swaps", Cooperation("seat swaps")),
        ("/timeline", Timeline()),
        ("chain:stafford:kikina:yes", Chain("stafford", "kikina", joint_only=True)),
        ("records:::::all", Records(flights="all")),
        ("/source id:xxxx", Receipt("xxxx")),
        ("/source xxxx", Receipt("xxxx")),
        ("/search https://example.org 12:30", Search("https://example.org 12:30")),
        ("/search handshake: the first", Search("handshake: the first")),
        ("/about", About()),
        ("help", Help()),
        ("mission:soyuz-19", MissionCard("soyuz-19")),
        ("history:seat-swaps:0:2", History("seat-swaps", 0, 2)),
        ("who was first?", Search("who was first?")),
        ("mission", Search("mission")),
        ("1995", Search("1995")),
        ("note: this", Search("note: this")),
    ],
)
def test_a_line_asks(line: str, question: Question) -> None:
    assert parse(line) == question


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("", "empty"),
        (" \t ", "empty"),
        ("x" * 5000, "too-long"),
        ("a\x00b", "control-characters"),
        ("a\x9fb", "control-characters"),
        ("/", "unknown-command"),
        ("/fly", "unknown-command"),
        ("/misson sts-60", "misspelt-command"),
        ("/персона Гагарин", "unknown-command"),
        ("/schedule list", "only-on-discord"),
        ("/расписание", "only-on-discord"),
        ("/mission", "missing-option"),
        ("/mission name:", "missing-option"),
        ("/mission nme:astp", "unknown-option"),
        ("/mission astp nme:x", "unknown-option"),
        ("/about everything", "unknown-option"),
        ("/chain stafford joint_only:perhaps", "not-yes-or-no"),
        ("/timeline 1995", "unknown-option"),
        ("/expedition one", "not-a-number"),
        ("/history year:x", "not-a-number"),
        ("/history year:0", "no-such-year"),
        ("/history 0000", "no-such-year"),
        ("history:a:b", "not-a-number"),
        ("mission:", "missing-option"),
    ],
)
def test_a_bad_line_says_what_is_wrong(line: str, reason: str) -> None:
    with pytest.raises(QuestionError) as caught:
        parse(line)
    assert caught.value.reason == reason


def test_every_line_gets_a_reply(console: Console) -> None:
    assert console.ask("/mission astp").outcome is Outcome.ANSWERED
    assert console.ask("").outcome is Outcome.ERROR
    assert console.ask("/fly").outcome is Outcome.ERROR


def test_every_kind_of_bad_line_has_a_sentence_of_its_own(console: Console) -> None:
    lines = ("", "a\x00b", "x" * 5000, "/fly", "/mission", "/mission nme:astp", "/expedition one")
    told = {line: console.ask(line).text for line in lines}
    assert len(set(told.values())) == len(lines), told


def test_a_number_picks_a_follow_up_only_where_numbers_are_shown(console: Console) -> None:
    actions = console.ask("/mission astp").actions
    picked = console.ask("2", numbers=True)
    assert picked == console.historian.reply(actions[1].question, language="en", today=TODAY)
    console.ask("/mission astp")
    assert console.ask("2") == console.historian.reply(Search("2"), language="en", today=TODAY)
    console.ask("/mission astp")
    asked = console.ask("99", numbers=True)
    assert asked == console.historian.reply(Search("99"), language="en", today=TODAY)


def test_an_unexpected_fault_is_logged_and_told_in_a_sentence(
    console: Console, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(console.historian, "reply", fail)
    reply = console.ask("/mission secret words")
    monkeypatch.undo()
    assert reply.outcome is Outcome.ERROR
    assert "ZeroDivisionError" in caplog.text
    assert "secret words" not in caplog.text
    assert console.ask("/mission astp").outcome is Outcome.ANSWERED


def test_markdown_is_drawn_without_its_marks() -> None:
    told = drawn("### Title\n**Bold** and *slanted* \\*not\\*\n- [a](https://b.test/c)\n-# small `code` 5 * 3 * 2")
    assert told.plain == "Title\nBold and slanted *not*\n• a\nsmall code 5 * 3 * 2"
    styles = {str(span.style) for span in told.spans}
    assert {"bold", "italic", "dim", "cyan", "underline link https://b.test/c"} <= styles


def test_square_brackets_of_rich_mean_nothing() -> None:
    assert drawn("[bold]x[/bold]").plain == "[bold]x[/bold]"


def completions(text: str, language: str = "en") -> list[str]:
    def suggest(kind: str, typed: str) -> tuple[Suggestion, ...]:
        assert kind in ("mission", "person", "thing", "agreement", "era")
        return (Suggestion("Apollo–Soyuz · 1975", "apollo-soyuz"),) if "apollo".startswith(typed.lower()) else ()

    document = Document(text)
    found = Names(suggest, language=language).get_completions(document, CompleteEvent())
    return [text[: len(text) + one.start_position] + one.text for one in found]


def test_commands_options_and_names_are_completed() -> None:
    assert completions("/mis") == ["/mission "]
    assert completions("/mission Apo") == ["/mission apollo-soyuz"]
    assert completions("/mission name:apo") == ["/mission name:apollo-soyuz"]
    assert completions("/history y") == ["/history year:"]
    assert completions("/mission apollo-soyuz pri") == ["/mission apollo-soyuz private:"]
    assert completions("/пол", "ru") == ["/полёт "]
    assert completions("/mis", "ru") == ["/mission "]
    assert completions("/полёт Apo", "ru") == ["/полёт apollo-soyuz"]
    assert completions("words") == []
    assert completions("/nothing x") == []


def test_names_are_completed_from_the_record(historian: Historian) -> None:
    def suggest(kind: str, typed: str) -> tuple[Suggestion, ...]:
        return historian.suggest(kind, typed, language="en")

    found = list(Names(suggest, language="en").get_completions(Document("/person кики"), CompleteEvent()))
    assert "kikina" in [one.text for one in found]


@pytest.mark.parametrize("language", ["en", "ru"])
def test_help_names_commands_as_they_are_typed_in_its_language(historian: Historian, language: str) -> None:
    helped = historian.reply(Help(), language=language, today=TODAY).text
    named = re.findall(r"(?m)^- \*\*/([\w-]+)\*\*", helped)
    chat_only = {"schedule", "privacy"}
    assert {translations.english_command(name) for name in named} == (set(COMMANDS) | chat_only) - {"help"}
    assert named == [translations.command(translations.english_command(name), language)[1:] for name in named]

"""Each kind of reply, whole, as files to read: tests/golden/<language>/<kind>.md.

After a change of wording or of facts, run `python -m tests.replies.rewrite_golden` and read the difference.
"""

import datetime as dt
import re
import tempfile
from importlib import resources
from pathlib import Path

import click

from bot.errors import QuestionError
from bot.facts.build import ready
from bot.historian import Historian
from bot.questions import (
    About,
    AgreementCard,
    Ask,
    EventCard,
    ExpeditionCard,
    Fact,
    Flights,
    Happened,
    Help,
    History,
    MissionCard,
    OnThisDay,
    PersonCard,
    Post,
    Question,
    Quiz,
    Receipt,
    Roster,
    Search,
    ThingCard,
    Versus,
    to_text,
)  # fmt: skip
from bot.replies.reply import Reply
from tests import DATA, ROOT
from tests.explorations import EXPLORATIONS

GOLDEN = ROOT / "tests" / "golden"
LANGUAGES = ("en", "ru")
TODAY = dt.date(2026, 11, 23)
TYPED = {  # what a reader of each language would type
    "en": {
        "search": "handshake",
        "choice": "volkov",
        "unknown": "ptolemy",
        "declined": "who won the super bowl",
        "which": "when was volkov born",
        "passage": "when was the pad at Baikonur damaged",
        "problem": "typed *text*",
    },
    "ru": {
        "search": "рукопожатие",
        "choice": "Волков",
        "unknown": "Птолемей",
        "declined": "кто выиграл кубок",
        "which": "когда родился Волков",
        "passage": "что случилось с площадкой на Байконуре в ноябре 2025",
        "problem": "какой-то *текст*",
    },
}
REASONS = tuple(
    re.findall(
        r"a\.reason == '([\w-]+)'",
        resources.files("bot.replies").joinpath("templates", "en", "problem.md").read_text(encoding="utf-8"),
    )
)
FOUND = {
    "misspelt-command": "mission",
    "only-on-discord": "schedule",
    "no-such-year": "1066",
    "missing-option": "name",
    "no-such-receipt": "zzzzz",
}  # where any words would mislead
QUIZ = ("quizreveal-right", "quizreveal-wrong")
RIGHT = {"en": "Correct", "ru": "Верно"}
WRONG = {"en": "Not this time", "ru": "Не угадали"}
# What changes with each edition and release, and is counted by other tests.
_MASKS = (
    (re.compile(r"`[0-9a-f]{16}`"), "`DIGEST`"),
    (re.compile(r"^-# Handshake \S+", re.MULTILINE), "-# Handshake VERSION"),
    (re.compile(r"(?<=[\u00a0 ])20\d\d\.\d+(?=[,. ·])"), "DATA-VERSION"),
)
_COUNTS = re.compile(r"\d[\d,\u00a0]*(?=\b)")


def questions(language: str) -> dict[str, Question]:
    """A question for each kind of answered reply."""
    typed = TYPED[language]
    return {
        "mission-joint": MissionCard("sts-71"),
        "mission-two-craft": MissionCard("apollo-soyuz"),
        "mission-plain": MissionCard("apollo-10"),
        "mission-aborted": MissionCard("soyuz-ms-10"),
        "mission-lost": MissionCard("sts-51-l"),
        "mission-in-flight": MissionCard("soyuz-ms-29"),
        "mission-launched-empty": MissionCard("soyuz-ms-23"),
        "person-cosmonaut": PersonCard("krikalev"),
        "person-astronaut": PersonCard("stafford"),
        "person-in-space": PersonCard("kikina"),
        "person-official": PersonCard("rogozin"),
        "person-visitor": PersonCard("tito"),
        "thing": ThingCard("apas"),
        "agreement": AgreementCard("agreement-1962"),
        "event": EventCard("apollo-soyuz-docking"),
        "expedition": ExpeditionCard(39),
        "field-mission-launch": Fact("mission", "sts-71", "launch"),
        "field-mission-docking": Fact("mission", "sts-71", "docking"),
        "field-mission-commander": Fact("mission", "soyuz-ms-22", "commander"),
        "field-mission-not-there": Fact("mission", "sts-71", "docking", "iss"),
        "field-person-birth": Fact("person", "kikina", "birth"),
        "field-person-total-time": Fact("person", "krikalev", "total_time"),
        "field-person-commands": Fact("person", "krikalev", "commands"),
        "field-person-death-unknown": Fact("person", "kikina", "death"),
        "field-expedition": Fact("expedition", "39", "commander"),
        "field-agreement": Fact("agreement", "agreement-1972", "signers"),
        "field-thing": Fact("thing", "mir", "start"),
        "field-thing-heads": Fact("thing", "roscosmos", "heads", "2022"),
        "roster-crew": Roster(mission="sts-91"),
        "roster-count": Roster("count", nation="us", craft="soyuz"),
        "roster-filters": Roster(nation="ru", craft="us", gender="female"),
        "roster-nobody": Roster(nation="ru", mission="apollo-12"),
        "roster-first": Roster("first", nation="ru", station="iss", gender="female"),
        "roster-longest": Roster("longest", nation="us"),
        "roster-commanders": Roster("first", nation="ru", station="iss", role="station"),
        "roster-in-space": Roster(day="2004-12-25"),
        "flights-person": Flights(person="whitson", years="2016-"),
        "flights-age": Flights("list", "age", person="tito"),
        "flights-ride": Flights("list", "ride", person="thomas-andrew", station="mir"),
        "flights-never": Flights("whether", person="gagarin", craft="space-shuttle"),
        "flights-together": Flights("together", person="stafford", second="leonov"),
        "flights-craft": Flights("first", craft="space-shuttle", station="mir"),
        "versus": Versus("person", "avdeyev", "polyakov", "time"),
        "happened-day": Happened("1998-06-02"),
        "happened-month": Happened("1975-07"),
        "ask-declined": Ask(typed["declined"]),
        "ask-which": Ask(typed["which"]),
        "ask-passage": Ask(typed["passage"]),
        "history": History(),
        "history-era": History(era="seat-swaps"),
        "history-year": History(year=1995),
        "history-year-without-events": History(year=1956),
        "on-this-day": OnThisDay("07-17"),
        "post": Post("2025-07-17", zone="Europe/Moscow"),
        "post-sombre": Post("2026-02-01"),
        "post-other-day": Post("2027-03-22", zone="Pacific/Auckland", is_test=True),
        "post-without-lines": Post("2026-11-25", topics="expeditions"),
        "digest": Post("2026-07-13", "digest", "America/New_York"),
        "search": Search(typed["search"]),
        "search-nothing-found": Search(typed["unknown"]),
        "quiz": Quiz(),
        "quiz-by-number": Quiz(482_134),
        "about": About(),
        "help": Help(),
        "choice": PersonCard(typed["choice"]),
        "unknown": PersonCard(typed["unknown"]),
        "unknown-but-elsewhere": MissionCard("mir"),
        **EXPLORATIONS,
    }


NAMES = (*questions("en"), "receipt", *QUIZ, *(f"problem-{reason}" for reason in (*REASONS, "anything-else")))


def golden(historian: Historian, language: str, name: str) -> str:
    """The file of one reply: its text, then its buttons."""
    reply = _reply(historian, language, name)
    text = reply.text
    for pattern, mask in _MASKS:
        text = pattern.sub(mask, text)
    if name == "about":
        lines = text.splitlines()
        text = "\n".join(_COUNTS.sub("N", line) if line.startswith("- ") else line for line in lines)
    buttons = [f"[{action.label}] {to_text(action.question)}" for action in reply.actions]
    return "\n".join([text, *(["", "---", "", *buttons] if buttons else [])]) + "\n"


def _reply(historian: Historian, language: str, name: str) -> Reply:
    asked = questions(language)
    if name.startswith("quizreveal-"):
        wanted = "### " + {"right": RIGHT, "wrong": WRONG}[name.removeprefix("quizreveal-")][language]
        pressed = [action.question for action in historian.reply(Quiz(), language=language, today=TODAY).actions]
        replies = (historian.reply(each, language=language, today=TODAY) for each in pressed)
        return next(reply for reply in replies if reply.text.startswith(wanted))
    if name == "receipt":
        card = historian.reply(asked["mission-two-craft"], language=language, today=TODAY)
        code = re.search(r"`(\w{5})`:", card.text)
        return historian.reply(Receipt(code[1] if code else ""), language=language, today=TODAY)
    if name == "problem-no-such-expedition":  # it tells which ones there are
        return historian.reply(ExpeditionCard(999), language=language, today=TODAY)
    if name.startswith("problem-"):
        reason = name.removeprefix("problem-")
        found = FOUND.get(reason, TYPED[language]["problem"])
        return historian.problem(QuestionError(reason, found=found), language=language)
    return historian.reply(asked[name], language=language, today=TODAY)


def path_of(language: str, name: str) -> Path:
    """Where one golden reply is kept."""
    return GOLDEN / language / f"{name}.md"


def main() -> None:
    """Write every file anew and take away those that nothing writes any more."""
    with tempfile.TemporaryDirectory() as folder:
        historian = Historian(ready(DATA, Path(folder)))
        texts = {path_of(lang, name): golden(historian, lang, name) for lang in LANGUAGES for name in NAMES}
    changed = 0
    for path, text in texts.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            changed += 1
    stale = [path for language in LANGUAGES for path in (GOLDEN / language).glob("*.md") if path not in texts]
    for path in stale:
        path.unlink()
    click.echo(f"{len(texts)} replies, {changed} changed, {len(stale)} taken away")


if __name__ == "__main__":
    main()

"""What owners and reporters are told, each page in both languages."""

import dataclasses
import datetime as dt
import re

import pytest

from bot.chat.told import Denied, Reported, Reports, Served, Status
from bot.errors import Problem
from bot.guilds.audit import Use
from bot.guilds.overview import Overview, PostLine
from bot.guilds.reports import LONGEST, PAGE, Report
from bot.historian import Historian
from bot.reload.proposal import Example, Proposal, Refusal
from bot.reload.renewal import Kept

NOW = dt.datetime(2026, 11, 25, 20, 0, tzinfo=dt.UTC)
NEW, OLD = "a" * 16, "b" * 16
LONGEST_TEXT = 4000  # https://docs.discord.com/developers/components/reference#text-display
POST = PostLine(NOW, 5, "failed", "forbidden")
STATE = Overview(
    3,
    1,
    1,
    (dataclasses.replace(POST, outcome="sent", reason=""),),
    (POST,),
    2,
    (Use(NOW, 7, "reload", admitted=False),),
)
STATUS = Status(
    kept=(Kept(NEW, NOW, is_served=True), Kept(OLD, None, is_served=False)), problems=(), withdrawn=False, began=NOW,
    latency_seconds=0.0421, shards=1, servers=21, memory_bytes=83_000_000, asked=(("Apollo–Soyuz", 1234),),
    not_answered=(("кто *первый*", 2),), state=STATE,
)  # fmt: skip
MANY = tuple(f"mission/soyuz-{number}" for number in range(400))
PROPOSAL = Proposal(
    digest=NEW, base=OLD, version="2026.12", as_of="2026-12-01", held=(("people", 651), ("missions", 370)),
    rehearsed=10_448, added=MANY, changed=("person/gagarin",), removed=(), reworded=MANY,
    examples=tuple(Example("mission:x", "en", ("old `x`",) * 9, ("x" * 500,)) for _ in range(30)), seconds=8.04,
)  # fmt: skip
REPORT = Report(1, NOW, "abc12", NEW, "It *was* @everyone " * 60, 7)
TOLD = {
    "status": STATUS,
    "status of a bot that has just begun": dataclasses.replace(
        STATUS, latency_seconds=None, memory_bytes=None, asked=()
    ),
    "status with broken facts": dataclasses.replace(STATUS, problems=(Problem("a.csv", 2, "no source"),) * 40),
    "status after going back": dataclasses.replace(STATUS, withdrawn=True),
    "proposal": PROPOSAL,
    "proposal of nothing": dataclasses.replace(PROPOSAL, base=NEW),
    "one problem": Refusal((Problem("record.toml", 0, "can't be read"),), 0.44),
    "problems": Refusal((Problem("a.csv", 2, "no " + "source " * 60),) * 99, 0.44),
    "served": Served(NEW, OLD, withdrawn=False),
    "gone back": Served(NEW, OLD, withdrawn=True),
    "no reports": Reports((), 0, 1, 1),
    "reports": Reports((dataclasses.replace(REPORT, text=REPORT.text[:LONGEST]),) * PAGE, 7, 1, 3, removed=9),
    "thanks": Reported(answered=False),
    "thanks to whoever wants an answer": Reported(answered=True),
    **{
        reason: Denied(reason, "edition-0.db can't be read")
        for reason in (
            "owners-only",
            "superseded",
            "nothing-earlier",
            "too-many-reports",
            "reports-full",
            "empty-report",
            "edition",
        )
    },
}


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("name", TOLD)
def test_each_page_is_whole_tidy_and_in_its_language(historian: Historian, name: str, language: str) -> None:
    text = historian.tell(TOLD[name], language=language).text
    assert text.startswith("### ")
    assert len(text) <= LONGEST_TEXT
    assert not re.search(r"\bNone\b|Undefined|\n\n\n| ,|\(\)|(?<!\\)@everyone|&\w+;", text)
    assert bool(re.search("[а-яё]{4}", text.replace("кто", "").replace("первый", ""))) is (language == "ru")


def test_a_status_has_all_that_an_owner_asks_for(historian: Historian) -> None:
    text = historian.tell(STATUS, language="en").text
    for said in (
        f"`{NEW}` since <t:{int(NOW.timestamp())}:f>, served now", "42 ms; 1 shard, 21 servers", "83 MB",
        "3; paused 1, suspended 1", "in <#5>: failed (forbidden)", "Apollo–Soyuz (1,234)", "кто \\*первый\\* (2)",
        "<@7>: reload, turned away",
    ):  # fmt: skip
        assert said in text


def test_reports_are_quoted_whole(historian: Historian) -> None:
    report = dataclasses.replace(REPORT, text="word " * 199 + "last")
    assert "word last" in historian.tell(Reports((report,), 1, 1, 1), language="en").text

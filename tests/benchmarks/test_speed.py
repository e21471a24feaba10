"""How fast the main job is. Run with `python -m pytest tests/benchmarks --benchmark-enable`; nothing here judges."""

import datetime as dt
import itertools
import os
import subprocess
import sys
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from bot.facts.build import build, ready
from bot.facts.edition import Edition
from bot.historian import Historian
from bot.questions import MissionCard, OnThisDay, PersonCard, Question, Search
from tests import DATA

TODAY = dt.date(2026, 11, 23)


def test_build_of_the_whole_edition(benchmark: BenchmarkFixture, tmp_path: Path) -> None:
    made = benchmark.pedantic(build, (DATA, tmp_path), rounds=3)
    assert made.digest


def test_console_start_with_a_ready_edition(benchmark: BenchmarkFixture, tmp_path: Path) -> None:
    ready(DATA, tmp_path)
    command = [sys.executable, "-m", "bot", "console", "-c", "/help"]
    environment = {**os.environ, "STATE_DIR": str(tmp_path), "DATA_DIR": str(DATA)}
    done = benchmark.pedantic(
        subprocess.run, (command,), {"env": environment, "capture_output": True, "check": True}, rounds=5
    )
    assert b"/mission" in done.stdout


@pytest.mark.parametrize(
    "asked",
    [
        pytest.param(
            [MissionCard(name) for name in ("apollo-soyuz", "sts-71", "soyuz-ms-22", "crew-5", "sts-107")], id="mission"
        ),
        pytest.param([PersonCard(name) for name in ("stafford", "krikalev", "kikina", "rubio", "leonov")], id="person"),
        pytest.param([OnThisDay(day) for day in ("07-17", "02-03", "11-20", "10-05", "04-12")], id="on-this-day"),
        pytest.param(
            [Search(text) for text in ("handshake", "Стаффорд", "docking system", "toast", "leak")], id="search"
        ),
    ],
)
def test_reply_that_was_not_asked_before(benchmark: BenchmarkFixture, edition: Edition, asked: list[Question]) -> None:
    """A fresh cache for each reply, templates compiled: what the historian itself costs."""
    historian = Historian(edition)
    for question in asked:
        historian.reply(question, language="en", today=TODAY)
    days = itertools.count()

    def reply() -> str:
        number = next(days)
        today = TODAY + dt.timedelta(days=number)  # the day is part of the cache's key
        return historian.reply(asked[number % len(asked)], language="en", today=today).text

    assert benchmark.pedantic(reply, rounds=200, warmup_rounds=5).startswith("### ")


def test_reply_that_was_asked_before(benchmark: BenchmarkFixture, historian: Historian) -> None:
    question = MissionCard("apollo-soyuz")
    assert benchmark(lambda: historian.reply(question, language="en", today=TODAY)).text


@pytest.mark.parametrize("typed", ["", "s", "sta", "кик", "krikalyov", "soyuz ms"])
def test_autocomplete(benchmark: BenchmarkFixture, historian: Historian, typed: str) -> None:
    kind = "mission" if typed.startswith("soyuz") else "person"
    assert benchmark(lambda: historian.suggest(kind, typed, language="en"))


def test_importing_the_bot_loads_no_plotting_library_and_the_console_no_discord() -> None:
    unwanted = {"matplotlib", "PIL", "numpy", "pandas", "discord"}
    code = f"import sys, bot.historian, bot.console; print(sorted({unwanted} & sys.modules.keys()))"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"

"""What /ask costs: `python -m tests.benchmarks.asking_cost` prints a question's time, start-up and memory.

Times are of the processor, so that other programs do not disturb them much. Every sentence of tests/sentences is asked
once: no reply is kept from before.
"""

import datetime as dt
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import click

from bot.answers.names import every_name
from bot.asking import Asking
from bot.facts.build import ready
from bot.facts.edition import Edition
from bot.historian import Historian
from bot.replies.language import LANGUAGES
from bot.replies.render import prepare
from bot.understanding.names import Entry, Gazetteer
from bot.words.morphology import form
from tests import DATA, ROOT

TODAY = dt.date(2026, 11, 25)
WARM = 20  # questions of each language that load what is loaded once
BARS = {"median": 5.0, "p99": 25.0, "start": 0.3, "memory": 60.0}


def sentences(language: str) -> list[str]:
    """The sentences of the tests."""
    lines = (ROOT / "tests" / "sentences" / f"{language}.txt").read_text(encoding="utf-8").splitlines()
    return [line.rpartition(" => ")[0] for line in lines if line and not line.startswith("#")]


def cost(load: Callable[[], object]) -> tuple[float, float]:
    """Seconds and MB that loading something takes."""
    before, start = _peak(), time.process_time()
    kept = load()
    seconds = time.process_time() - start
    assert kept is not None
    return seconds, _peak() - before


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform == "linux" else 1024**2)


def _asking(edition: Edition) -> Callable[[], Asking]:
    """What makes an Asking of names that are read for every command anyway."""
    with edition.open() as facts:
        entries = tuple(Entry(*name) for name in every_name(facts))
    names = Gazetteer(entries)
    return lambda: Asking(edition, entries, names)


def _times(historian: Historian) -> list[float]:
    taken: list[float] = []
    for language in LANGUAGES:
        texts = sentences(language)
        for text in texts[:WARM]:
            historian.ask(f"{text} ?", language=language, today=TODAY)
        for text in texts:
            start = time.process_time()
            historian.ask(text, language=language, today=TODAY)
            taken.append((time.process_time() - start) * 1000)
    return taken


def main() -> None:
    """Print each figure beside its bar."""
    with tempfile.TemporaryDirectory() as folder:
        edition = ready(DATA, Path(folder))
        words = cost(_asking(edition))
        dictionary = cost(lambda: form("подолгу"))
        prepare(Path(folder))
        times = _times(Historian(edition))
    told = {
        "median": statistics.median(times), "p99": statistics.quantiles(times, n=100)[98],
        "start": words[0] + dictionary[0], "memory": words[1] + dictionary[1],
    }  # fmt: skip
    units = {"median": "ms a question", "p99": "ms a question", "start": "s", "memory": "MB"}
    click.echo(f"{len(times)} questions; names and words {words[0]:.2f} s, Russian dictionary {dictionary[0]:.2f} s")
    for name, value in told.items():
        click.echo(f"{name}: {value:.2f} {units[name]}, {value / BARS[name]:.2f} of the bar of {BARS[name]:g}")


if __name__ == "__main__":
    main()

"""The sentences of the question patterns, asked of an edition before it is served; a checkout has them, a wheel not."""

from collections.abc import Iterator
from pathlib import Path

from bot.asking import understanding_of
from bot.errors import Problem
from bot.historian import Historian
from bot.questions import to_text

SENTENCES = Path(__file__).parents[2] / "tests" / "sentences"


def sentence_faults(historian: Historian, folder: Path = SENTENCES) -> Iterator[Problem]:
    """Every sentence that would not be understood as the question that stands beside it."""
    understanding = understanding_of(historian.edition)
    for path in sorted(folder.glob("*.txt")):
        for row, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if not line or line.startswith("#"):
                continue
            text, _, expected = line.rpartition(" => ")
            found = " | ".join(map(to_text, understanding.understand(text).questions)) or "?"
            if found != expected:
                yield Problem(f"sentences/{path.name}", row, f"{text!r} is understood as {found}, not as {expected}")

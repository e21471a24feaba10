"""The crash matrix, many rounds of each: `python -m tests.reliability.matrix --rounds 10` writes README's tables.

A round has four posts that are due at once: to a text, an announcement and a forum channel, and one with a thread and
a pin. It takes about ten seconds.
"""

import asyncio
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path

import click

from bot.facts.build import ready
from tests import DATA, ROOT
from tests.reliability.crashes import FAILURES, KILLS, RESTARTS, crash, fail
from tests.reliability.scene import Fate

README = ROOT / "README.md"
PLACE = re.compile(r"(?<=<!-- crash matrix -->\n).*?(?=<!-- end of the crash matrix -->)", re.DOTALL)

WEIGHTS = {"at random, three times": 2, "at random while posting": 4}


@click.command()
@click.option("--rounds", default=10, show_default=True, help="How many rounds of each.")
@click.option("--at-once", default=4, show_default=True, help="How many rounds at the same time.")
def main(rounds: int, at_once: int) -> None:
    """Run all and write the tables; exit with 1 where a post was lost without a reason or sent twice."""
    with tempfile.TemporaryDirectory() as folder:
        edition = ready(DATA, Path(folder)).path
        text, is_right = asyncio.run(_run(edition, rounds, asyncio.Semaphore(at_once)))
    README.write_text(PLACE.sub(lambda _: text, README.read_text(encoding="utf-8")), encoding="utf-8")
    click.echo(text)
    if not is_right:
        raise SystemExit(1)


async def _run(edition: Path, rounds: int, room: asyncio.Semaphore) -> tuple[str, bool]:
    crashes = [
        [
            run_rounds(edition, room, rounds * WEIGHTS.get(name, 1), partial(crash, kill=kill, restart=restart))
            for restart in RESTARTS.values()
        ]
        for name, kill in KILLS.items()
    ]
    failures = [
        run_rounds(edition, room, max(1, rounds // 5), partial(fail, failure=failure)) for failure in FAILURES.values()
    ]
    fates = await asyncio.gather(*(each for row in crashes for each in row), *failures)
    cells, width = [told(each) for each in fates], len(RESTARTS)
    lines = ["| killed | " + " | ".join(f"started again {name}" for name in RESTARTS) + " |", "| --- " * 4 + "|"]
    for place, name in enumerate(KILLS):
        lines.append(f"| {name} | " + " | ".join(cells[place * width : (place + 1) * width]) + " |")
    lines += ["", "| Discord's failure | posts |", "| --- | --- |"]
    lines += [f"| {name} | {cell} |" for name, cell in zip(FAILURES, cells[len(KILLS) * width :], strict=True)]
    return "\n" + "\n".join(lines) + "\n\n", all(fate.is_right for each in fates for fate in each)


async def run_rounds(
    edition: Path, room: asyncio.Semaphore, count: int, one: Callable[[Path], Awaitable[list[Fate]]]
) -> list[Fate]:
    """The fates of all posts of so many rounds, each in a folder of its own, as many at once as there is room for."""

    async def round_() -> list[Fate]:
        async with room:
            with tempfile.TemporaryDirectory() as folder:
                shutil.copy(edition, folder)
                return await one(Path(folder))

    return [fate for fates in await asyncio.gather(*(round_() for _ in range(count))) for fate in fates]


def told(fates: list[Fate]) -> str:
    """A cell: how many posts are there exactly once, and what became of the rest."""
    once = sum(fate.outcome == "sent" and fate.messages == 1 for fate in fates)
    rest = Counter(
        f"{fate.outcome} ({fate.reason}), {fate.messages} there" if fate.is_right else f"WRONG: {fate}"
        for fate in fates
        if fate.outcome != "sent" or fate.messages != 1
    )
    return "; ".join([f"{once} of {len(fates)} once", *(f"{count} {what}" for what, count in rest.items())])


if __name__ == "__main__":
    main()

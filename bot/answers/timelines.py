"""1957 to the record's day in one picture: eras, joint flights, dockings, agreements, ruptures."""

from collections import Counter
from dataclasses import dataclass
from typing import Literal

from bot.answers.history import Era, every_era
from bot.answers.record import Label, Work, date, needed_label, works_of
from bot.facts.dates import PartialDate
from bot.facts.edition import Facts


@dataclass(frozen=True, slots=True)
class Mark:
    """Something on the timeline."""

    day: PartialDate
    name: Label


@dataclass(frozen=True, slots=True)
class TimelineAnswer:
    """The marks by row, each row in the order of time.

    `dockings` are those of American craft with Soviet or Russian ones, and the flights of crews to the International
    Space Station, by launch.
    """

    first: int
    last: PartialDate
    eras: tuple[Era, ...]
    joint: tuple[Mark, ...]
    dockings: tuple[Mark, ...]
    agreements: tuple[Mark, ...]
    ruptures: tuple[Mark, ...]
    works: tuple[Work, ...]

    def series(self, row: Literal["joint", "dockings", "agreements", "ruptures"]) -> tuple[tuple[int, int], ...]:
        """How many marks of a row each year has that has any."""
        marks: tuple[Mark, ...] = getattr(self, row)
        return tuple(sorted(Counter(mark.day.year for mark in marks).items()))


def timeline(facts: Facts) -> TimelineAnswer:
    """Everything that the timeline shows."""
    agreements = _marks(facts, "agreement", "select id, coalesce(signed, in_force) as day from agreement order by 2, 1")
    return TimelineAnswer(
        first=1957,
        last=_last(facts),
        eras=tuple(every_era(facts)),
        joint=_marks(
            facts, "mission", "select id, launch as day from mission where joint and orbital order by launch, id"
        ),
        dockings=_marks(
            facts,
            "mission",
            """
            select docking.mission as id, docking.docked as day
            from docking
            join mission on mission.id = docking.mission
            join nation on nation.id = mission.operator and nation.side = 'us'
            union all
            select mission.id, mission.launch
            from mission
            join destination on destination.mission = mission.id and destination.id = 'iss'
            where orbital and exists (select 1 from aboard where craft = mission.id and way = 'up')
            order by 2, 1
            """,
        ),
        agreements=agreements,
        ruptures=_marks(facts, "event", "select id, date as day from event where kind = 'quarrel' order by date, id"),
        works=works_of(facts, (("agreement", mark.name.id) for mark in agreements)),
    )


def _last(facts: Facts) -> PartialDate:
    found = date(facts.rows("select as_of from record")[0]["as_of"])
    if found is None:
        raise LookupError("record/as_of")
    return found


def _marks(facts: Facts, kind: str, sql: str) -> tuple[Mark, ...]:
    return tuple(
        Mark(day, needed_label(facts, kind, row["id"])) for row in facts.rows(sql) if (day := date(row["day"]))
    )

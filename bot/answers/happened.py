"""What happened on one day, in one month or over several years."""

from dataclasses import dataclass

from bot.answers.filters import span
from bot.answers.history import DayLine
from bot.answers.record import Label, Prose, Work, needed_label, prose
from bot.answers.rosters import works_of
from bot.facts.dates import PartialDate, parse
from bot.facts.edition import Facts

SHOWN = 14
PROVEN = 4
TOLD = 2  # so many or fewer are told in full


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that happened, with its day and the flights it is part of; its story where it stands almost alone."""

    date: PartialDate
    line: DayLine
    flights: tuple[Label, ...]
    story: Prose | None


@dataclass(frozen=True, slots=True)
class HappenedAnswer:
    """What the record holds for a day, a month or a span of years, oldest first."""

    since: PartialDate | None
    until: PartialDate | None
    total: int
    lines: tuple[Line, ...]
    works: tuple[Work, ...]

    @property
    def known(self) -> bool:
        """Whether anything happened."""
        return bool(self.lines)


def happened(facts: Facts, when: str) -> HappenedAnswer:
    """Events, launches and landings of a day or a month; over years the events alone."""
    since, until = span(when)
    days = since == until and since is not None and since.month
    rows = facts.rows(
        """
        select date, what, kind, id, joint from (
            select date, kind as what, 'event' as kind, id, 1 as joint from event
            union all
            select launch, 'launch', 'mission', id, joint from mission
            where :days and orbital and exists (select 1 from seat where seat.mission = mission.id)
            union all
            select landing, 'landing', 'mission', id, joint from mission
            where :days and orbital and exists (select 1 from seat where seat.landed_in = mission.id)
            union all
            select start, 'expedition', 'expedition', cast(number as text), 1 from expedition
            where :days and dates_mean = 'station'
        )
        where (:since = '' or substr(date, 1, length(:since)) >= :since)
        and (:until = '' or substr(date, 1, length(:until)) <= :until)
        order by date, kind
        """,
        since=str(since or ""), until=str(until or ""), days=int(bool(days)),
    )  # fmt: skip
    lines = tuple(
        Line(
            day,
            DayLine(
                row["what"], day.year, needed_label(facts, row["kind"], row["id"]), bool(row["joint"]), row["what"]
            ),
            _flights(facts, row["id"]) if row["kind"] == "event" else (),
            prose(facts, "event", row["id"]) if row["kind"] == "event" and len(rows) <= TOLD else None,
        )
        for row in rows[:SHOWN]
        for day in (parse(row["date"]),)
    )
    works = works_of(facts, [(row["kind"], row["id"]) for row in rows[:PROVEN]])
    return HappenedAnswer(since, until, len(rows), lines, works)


def _flights(facts: Facts, event: str) -> tuple[Label, ...]:
    rows = facts.rows("select id from event_link where event = :event and kind = 'mission' order by rowid", event=event)
    return tuple(needed_label(facts, "mission", row["id"]) for row in rows)

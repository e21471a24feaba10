"""Where two people were at the same time without riding together."""

from dataclasses import dataclass

from bot.answers.record import Label, date, label, needed_label
from bot.facts.dates import PartialDate
from bot.facts.edition import Facts

ON_THE_WAY_DAYS = 4  # as derive.sql has it for meetings at a station


@dataclass(frozen=True, slots=True)
class Shared:
    """Where two people were at the same time without riding together: a station, or two craft that docked."""

    mine: Label
    theirs: Label
    station: Label | None
    start: PartialDate
    end: PartialDate | None

    @property
    def is_long(self) -> bool:
        """For more days than any craft takes to reach a station and to come home: they were there together."""
        if self.end is None:
            return True
        start, end = self.start.date, self.end.date
        return start is not None and end is not None and (end - start).days > ON_THE_WAY_DAYS


def shared(facts: Facts, person: str, other: str) -> tuple[Shared, ...]:
    """The stations where both were at the same time, and the dockings of their two craft."""
    rows = facts.rows(
        """
        select mine.mission, theirs.mission as other, ours.id as station,
            max(mine.launch, theirs.launch) as start, min(mine.landing, theirs.landing) as end
        from stay as mine
        join stay as theirs on theirs.person = :other and theirs.launch < coalesce(mine.landing, '9')
            and mine.launch < coalesce(theirs.landing, '9')
        join destination as ours on ours.mission = mine.mission and ours.kind = 'thing'
        join destination as other on other.mission = theirs.mission and other.id = ours.id
        join thing on thing.id = ours.id and thing.kind = 'station'
        where mine.person = :person
        union all
        select mine.mission, theirs.mission, null, docking.docked, docking.undocked
        from stay as mine
        join stay as theirs on theirs.person = :other
        join docking on docking.kind = 'mission'
            and ((docking.mission = mine.mission and docking.target = theirs.mission)
            or (docking.target = mine.mission and docking.mission = theirs.mission))
        where mine.person = :person
        order by start
        """,
        person=person, other=other,
    )  # fmt: skip
    return tuple(
        Shared(
            needed_label(facts, "mission", row["mission"]), needed_label(facts, "mission", row["other"]),
            label(facts, "thing", row["station"]), start, date(row["end"]),
        )
        for row in rows
        if (start := date(row["start"]))
    )  # fmt: skip

"""People picked out of all seats: listed, counted, or the first, last, longest, youngest … of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bot.answers.filters import Filters, filters_of
from bot.answers.record import Disagreement, Label, Work, disagreements, label, proof
from bot.answers.seated import Seated, limited, ordered, place_of
from bot.answers.seats import commanders, seated
from bot.facts.dates import PartialDate
from bot.facts.edition import Facts
from bot.questions import SUPERLATIVES, Roster

SHOWN = 20
BEST = 5  # how many follow the first of a superlative
PROVEN = 3  # records whose works are named


@dataclass(frozen=True, slots=True)
class RosterAnswer:
    """Those who fit, in the order asked for. `people` and `seats` count all, `shown` holds the first of them.

    `person` is who is looked for in that order: at `place`, with the seats of `own`; 0 where they don't fit.
    `crew` is who was aboard in truth, where nobody fits a flight that is named; `partner_crew` flew the
    craft that it docked with. `went_up_empty` is a flight that took nobody up: its crew came home in it.
    """

    ask: str
    filters: Filters
    people: int
    seats: int
    shown: tuple[Seated, ...]
    crew: tuple[Label, ...]
    partner: Label | None
    partner_crew: tuple[Label, ...]
    went_up_empty: bool
    works: tuple[Work, ...]
    person: Label | None
    disagreements: tuple[Disagreement, ...]
    place: int
    own: Seated | None

    @property
    def tied(self) -> tuple[Seated, ...]:
        """The first of a superlative, and all who equal them."""
        return tuple(one for one in self.shown if _equals(one, self.shown[0], self.ask))

    @property
    def known(self) -> bool:
        """Whether the record answers the question as it was put."""
        if self.person:
            return bool(self.place)
        return bool(self.people) or self.ask == "count" or self.filters.is_census


def roster(facts: Facts, asked: Roster, *, as_of: PartialDate) -> RosterAnswer:
    """The people who fit every filter."""
    asked = replace(asked, day=_end_of(as_of) if asked.day == "now" else asked.day)
    went_up_empty = not asked.way and _went_up_empty(facts, asked.mission)
    if went_up_empty:
        asked = replace(asked, way="down")  # who is meant came home in it
    found = commanders(facts, asked) if asked.role == "station" else seated(facts, asked)
    found = limited(found, asked)
    if not found and asked.nation and (met := _joined(facts, asked.mission)):
        docked = replace(asked, mission=met)  # the Soviet side of Apollo–Soyuz flew in Soyuz 19
        if crew := seated(facts, docked):
            asked, found = docked, crew
    shown = ordered(found, asked.ask)
    place, own = place_of(asked.person, found, asked.ask)
    missions = tuple(flight for id_ in asked.mission.split("+") if (flight := label(facts, "mission", id_)))
    records = [(one.person.kind, one.person.id) for one in shown[:PROVEN]] or [(one.kind, one.id) for one in missions]
    partner = _partner(facts, asked.mission) if asked == Roster(mission=asked.mission) else None
    return RosterAnswer(
        ask=asked.ask,
        filters=filters_of(facts, asked, missions, as_of=as_of),
        people=len(found),
        seats=sum(one.seats for one in found),
        shown=tuple(shown[: _most_shown(shown, asked.ask)]),
        crew=_aboard(facts, asked) if missions and not found else (),
        partner=partner,
        went_up_empty=went_up_empty,
        partner_crew=_aboard(facts, Roster(mission=partner.id)) if partner else (),
        works=works_of(facts, [*((one.kind, one.id) for one in missions), *records]),
        person=label(facts, "person", asked.person),
        disagreements=disagreements(facts, "person", asked.person) if asked.person else (),
        place=place,
        own=own,
    )


def _most_shown(ordered: Sequence[Seated], ask: str) -> int:
    """How many are shown: of a superlative a few, but all who were first, or last, in one craft, or have the most."""
    if ask not in SUPERLATIVES and not ask.isdigit():
        return SHOWN
    equal = [one for one in ordered if _equals(one, ordered[0], ask)]
    return max(BEST, len(equal))


def _equals(one: Seated, first: Seated, ask: str) -> bool:
    """Whether somebody shares the place of who comes first: as many seats, or the same launch."""
    if ask == "flights":
        return one.seats == first.seats
    if ask in ("first", "last") or ask.isdigit():
        return (one.launch, one.missions[:1]) == (first.launch, first.missions[:1])
    return one is first


def works_of(facts: Facts, records: Iterable[tuple[str, str]]) -> tuple[Work, ...]:
    """The works behind several records, each once; two a record are enough."""
    found = (work for kind, id_ in dict.fromkeys(records) for work in proof(facts, kind, id_).works[:2])
    return tuple({work.id: work for work in found}.values())


def _went_up_empty(facts: Facts, mission: str) -> bool:
    """Whether a flight was launched without a crew and brought one home."""
    return bool(
        facts.row(
            """
            select 1 from seat
            where landed_in = :mission and not exists (select 1 from seat where mission = :mission)
            """,
            mission=mission,
        )
    )


def _end_of(as_of: PartialDate) -> str:
    """The last minute of the record's day: who landed on that day is back."""
    return f"{PartialDate(as_of.year, as_of.month, as_of.day)}T23:59"


def _partner(facts: Facts, mission: str) -> Label | None:
    """The other craft with a crew that a flight docked with."""
    row = facts.row(
        """
        select case mission when :mission then target else mission end as other
        from docking
        where kind = 'mission' and :mission in (mission, target)
        """,
        mission=mission,
    )
    return label(facts, "mission", row["other"]) if row else None


def _joined(facts: Facts, mission: str) -> str:
    """The other craft of a flight that is called by both; none for Soyuz 19, which is called by its own name."""
    row = facts.row("select target from docking where kind = 'mission' and mission = :mission", mission=mission)
    return row["target"] if row else ""


def _aboard(facts: Facts, asked: Roster) -> tuple[Label, ...]:
    """Who was aboard the flights that are named, whatever else was asked."""
    everybody = Roster(mission=asked.mission, way=asked.way)
    return tuple(one.person for one in seated(facts, everybody))

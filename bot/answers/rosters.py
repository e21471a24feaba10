"""People picked out of all seats: listed, counted, or the first, last, longest, youngest … of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bot.answers.missions import COMMANDER_ROLES
from bot.answers.moments import DAY
from bot.answers.record import Disagreement, Label, Work, date, disagreements, label, needed_label, proof
from bot.answers.seated import Seated, ages, least_of, limited, ordered, place_of
from bot.facts.dates import PartialDate
from bot.facts.edition import Cell, Facts
from bot.questions import SUPERLATIVES, Roster

SHOWN = 20
NOT = "!"  # before a nation: any but this
BEST = 5  # how many follow the first of a superlative
PROVEN = 3  # records whose works are named
SWAPS_SINCE = "2022-07-15"  # the day of the agreement on seat swaps
HOMEWARD = ("down", "joined")  # ways of which the craft that they landed in counts
LATEST_FIRST = ("last", "oldest")
_SECONDS_OF_YEAR = 365.2425 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Filters:
    """What limited a list of seats, with names to show.

    `flown` is how many seats they had, and whether more will do; `longer` the least days in them; 0 is no limit.
    `aged` is the least and the greatest age at launch.
    """

    nation: Label | None
    side: str
    crafts: tuple[Label, ...]
    craft_side: str
    stations: tuple[Label, ...]
    years: tuple[PartialDate | None, PartialDate | None]
    gender: str
    category: str
    role: str
    missions: tuple[Label, ...]
    companions: tuple[Label, ...]
    way: str
    back: Label | None
    back_side: str
    day: PartialDate | None
    is_now: bool
    is_other_nation: bool
    flown: tuple[int, bool]
    longer: int
    aged: tuple[int, int] | None
    is_single: bool

    @property
    def is_everybody(self) -> bool:
        """Whether it is everybody in space on a day."""
        return self.is_census and not (self.nation or self.side)

    @property
    def is_census(self) -> bool:
        """Whether it is who was in space on a day, of all or of one nation: then nobody is an answer, not a gap."""
        return bool(self.day) and not (self.companions or self.missions or self.role)


@dataclass(frozen=True, slots=True)
class RosterAnswer:
    """Those who fit, in the order asked for. `people` and `seats` count all, `shown` holds the first of them.

    `person` is who is looked for in that order: at `place`, with the seats of `own`; 0 where they don't fit.
    `crew` is who was aboard in truth, where nobody fits a flight that is named; `partner_crew` flew the
    craft that it docked with.
    """

    ask: str
    filters: Filters
    people: int
    seats: int
    shown: tuple[Seated, ...]
    crew: tuple[Label, ...]
    partner: Label | None
    partner_crew: tuple[Label, ...]
    works: tuple[Work, ...]
    person: Label | None
    disagreements: tuple[Disagreement, ...]
    place: int
    own: Seated | None

    @property
    def tied(self) -> tuple[Seated, ...]:
        """The first of a superlative, and all who equal them."""
        first = self.shown[0]
        if self.ask == "flights":
            return tuple(one for one in self.shown if len(one.missions) == len(first.missions))
        if self.ask in ("first", "last") or self.ask.isdigit():
            return tuple(
                one for one in self.shown if (one.launch, one.missions[:1]) == (first.launch, first.missions[:1])
            )
        return (first,)

    @property
    def known(self) -> bool:
        """Whether the record answers the question as it was put."""
        if self.person:
            return bool(self.place)
        return bool(self.people) or self.ask == "count" or self.filters.is_census


def roster(facts: Facts, asked: Roster, *, as_of: PartialDate) -> RosterAnswer:
    """The people who fit every filter."""
    asked = replace(asked, day=_day(as_of) if asked.day == "now" else asked.day)
    seated = _commanders(facts, asked) if asked.role == "station" else _seated(facts, asked)
    seated = limited(seated, asked)
    if not seated and asked.nation and (met := _partner(facts, asked.mission)):
        docked = replace(asked, mission=met.id)  # the Soviet side of Apollo–Soyuz flew in Soyuz 19
        if crew := _seated(facts, docked):
            asked, seated = docked, crew
    shown = ordered(seated, asked.ask)
    place, own = place_of(asked.person, seated, asked.ask)
    missions = tuple(found for id_ in asked.mission.split("+") if (found := label(facts, "mission", id_)))
    records = [(one.person.kind, one.person.id) for one in shown[:PROVEN]] or [(one.kind, one.id) for one in missions]
    partner = _partner(facts, asked.mission) if asked == Roster(mission=asked.mission) else None
    return RosterAnswer(
        ask=asked.ask,
        filters=_filters(facts, asked, missions, as_of=as_of),
        people=len(seated),
        seats=sum(len(one.missions) or len(one.expeditions) for one in seated),
        shown=tuple(shown[: BEST if asked.ask in SUPERLATIVES or asked.ask.isdigit() else SHOWN]),
        crew=_aboard(facts, asked) if missions and not seated else (),
        partner=partner,
        partner_crew=_aboard(facts, Roster(mission=partner.id)) if partner else (),
        works=works_of(facts, [*((one.kind, one.id) for one in missions), *records]),
        person=label(facts, "person", asked.person),
        disagreements=disagreements(facts, "person", asked.person) if asked.person else (),
        place=place,
        own=own,
    )


def works_of(facts: Facts, records: Iterable[tuple[str, str]]) -> tuple[Work, ...]:
    """The works behind several records, each once; two a record are enough."""
    found = (work for kind, id_ in dict.fromkeys(records) for work in proof(facts, kind, id_).works[:2])
    return tuple({work.id: work for work in found}.values())


def _day(as_of: PartialDate) -> str:
    return str(PartialDate(as_of.year, as_of.month, as_of.day))


def _filters(facts: Facts, asked: Roster, missions: tuple[Label, ...], *, as_of: PartialDate) -> Filters:
    sides, nation = ("us", "ru"), asked.nation.removeprefix(NOT)
    return Filters(
        nation=label(facts, "nation", nation),
        side=nation if nation in sides else "",
        crafts=_things(facts, asked.craft),
        craft_side=asked.craft if asked.craft in sides else "",
        stations=_things(facts, asked.station),
        years=span(asked.years),
        gender=asked.gender,
        category=asked.category,
        role=asked.role,
        missions=missions,
        companions=tuple(needed_label(facts, "person", one) for one in asked.companion.split("+") if one),
        way=asked.way,
        back=label(facts, "thing", asked.back),
        back_side=asked.back if asked.back in sides else "",
        day=date(asked.day),
        is_now=asked.day == _day(as_of),
        is_other_nation=asked.nation.startswith(NOT),
        flown=(least_of(asked.flown), asked.flown.endswith("-")),
        longer=least_of(asked.longer),
        aged=ages(asked.aged) if asked.aged else None,
        is_single=bool(asked.single),
    )


def _things(facts: Facts, ids: str) -> tuple[Label, ...]:
    """The craft or the stations of a filter that are records."""
    return tuple(found for id_ in ids.split("+") if (found := label(facts, "thing", id_)))


def span(years: str) -> tuple[PartialDate | None, PartialDate | None]:
    """The first and the last year (or the one day or month) of a filter such as 1995-1998, 2015- or 1975-07."""
    if not years:
        return None, None
    if years.endswith("-"):
        return date(years[:-1]), None
    start, _, end = years.partition("-")
    if end and (len(end) != 4 or not end.isdigit()):
        return date(years), date(years)
    return date(start), date(end) if "-" in years else date(start)


SEATS = f"""
select
    stay.mission, stay.person, stay.role, stay.launch, stay.landing, stay.seconds, stay.status, stay.nation,
    stay.landed_in, person.birth, unixepoch(stay.launch) as launched
from stay
join person on person.id = stay.person
join mission on mission.id = case when :home then stay.landed_in else stay.mission end
join nation as operator on operator.id = mission.operator
left join thing as craft on craft.id = mission.craft
left join thing as site on site.id = mission.site
where (stay.orbital or :mission <> '')
and (:nation = '' or :nation in (stay.side, stay.nation))
and (:no_nation = '' or :no_nation not in (coalesce(stay.side, ''), stay.nation))
and (:gender = '' or person.gender = :gender)
and (:category = '' or person.category = :category)
and (:craft = '' or :craft in (operator.side, craft.id, craft.part_of, site.id, site.part_of))
and (:back = '' or exists (
    select 1 from mission as home
    join nation as owner on owner.id = home.operator
    left join thing as ship on ship.id = home.craft
    where home.id = stay.landed_in and :back in (ship.id, ship.part_of, owner.side)
))
and (:role <> 'resident' or stay.seconds > 30 * 24 * 3600)
and (:role <> 'commander' or stay.role in ({COMMANDER_ROLES}))
and (:role <> 'swap' or (stay.side in ('us', 'ru') and stay.side_up <> stay.side and stay.launch >= :swaps))
and (:since = '' or substr(case when :home then stay.landing else stay.launch end, 1, length(:since)) >= :since)
and (:until = '' or substr(case when :home then stay.landing else stay.launch end, 1, length(:until)) <= :until)
and (:way not in ('stayed', 'joined') or stay.landed_in <> stay.mission)
and (:day = '' or (substr(stay.launch, 1, 10) <= :day and (substr(stay.landing, 1, 10) >= :day
    or stay.landing is null and stay.status = 'in flight')))
"""
_STATION = """
and exists (select 1 from destination where destination.mission = stay.mission and destination.id = :station)
"""
_MISSION = """
and mission.id = :mission
"""
_COMPANION = """
and stay.person <> :companion and exists (
    select 1 from aboard as mine
    join aboard as theirs on theirs.craft = mine.craft and theirs.way = mine.way
    where mine.person = :companion and theirs.person = stay.person and (:way <> 'up' or mine.way = 'up')
    and mine.craft = case mine.way when 'up' then stay.mission else stay.landed_in end
    union all
    select 1 from docking
    join aboard as mine on mine.person = :companion and mine.way = 'up'
    where docking.kind = 'mission' and ((docking.mission = mine.craft and docking.target = stay.mission)
        or (docking.target = mine.craft and docking.mission = stay.mission))
)
"""
_OTHER_SIDE_FIRST = "stay.side is (select side from stay where person = :companion limit 1), "


def _seated(facts: Facts, asked: Roster) -> list[Seated]:
    """Everybody with a seat that fits; of several flights or companions named, those who were with all."""
    missions, (first, *others) = asked.mission.split("+"), asked.companion.split("+")
    if others:
        with_others = [{one.person.id for one in _seated(facts, replace(asked, companion=other))} for other in others]
        return [
            one
            for one in _seated(facts, replace(asked, companion=first))
            if all(one.person.id in people for people in with_others) and one.person.id not in others
        ]
    for field in ("craft", "station"):
        if "+" in (named := getattr(asked, field)):
            return _with_all([_seated(facts, replace(asked, **{field: one})) for one in named.split("+")], asked.ask)
    if asked.ask in ("longest", "shortest"):  # of single flights, not of all that somebody made
        return [_person(facts, str(seat["person"]), [seat]) for seat in _seats(facts, asked, asked.mission)]
    ways = ("up", "down") if len(missions) > 1 and not asked.way else (asked.way,)
    found = [
        _people(
            facts, [seat for way in ways for seat in _seats(facts, replace(asked, way=way), mission)], ask=asked.ask
        )
        for mission in missions
    ]
    aboard = [{one.person.id for one in people} for people in found]
    return [one for one in found[0] if all(one.person.id in people for people in aboard)]


def _with_all(found: Sequence[Sequence[Seated]], ask: str) -> list[Seated]:
    """Those who are in every list, with what they flew for each: on the Shuttle and on Soyuz."""
    lists = [{one.person.id: one for one in people} for people in found]
    both = [[people[id_] for people in lists] for id_ in lists[0] if all(id_ in people for people in lists)]
    return sorted((_joined(parts) for parts in both), key=lambda one: str(one.launch), reverse=ask == "last")


def _joined(parts: Sequence[Seated]) -> Seated:
    """One person's seats of several lists."""
    return replace(
        min(parts, key=lambda one: str(one.launch)),
        missions=tuple(dict.fromkeys(mission for one in parts for mission in one.missions)),
        seconds=sum(one.seconds or 0 for one in parts),
    )


def _seats(facts: Facts, asked: Roster, mission: str) -> Sequence[dict[str, Cell]]:
    since, until = (str(bound) if bound else "" for bound in span(asked.years))
    way = asked.way
    if mission and not way and not facts.row("select 1 from seat where mission = :mission", mission=mission):
        way = "down"  # launched empty: who is meant came home in it
    sql = SEATS + (_STATION if asked.station else "") + (_MISSION if mission else "")
    sql += _COMPANION if asked.companion else ""
    first = _OTHER_SIDE_FIRST if asked.companion and asked.ask == "list" else ""
    rows = facts.rows(
        sql + f"order by {first}stay.launch, stay.mission, stay.position",
        nation="" if asked.nation.startswith(NOT) else asked.nation,
        no_nation=asked.nation.removeprefix(NOT) if asked.nation.startswith(NOT) else "",
        gender=asked.gender, category=asked.category, craft=asked.craft, role=asked.role,
        station=asked.station, since=since, until=until, mission=mission, companion=asked.companion, way=way,
        day=asked.day, swaps=SWAPS_SINCE, back=asked.back, home=way in HOMEWARD,
    )  # fmt: skip
    least = least_of(asked.longer) * DAY if asked.single else 0
    return [
        dict(row)
        for row in rows
        if (row["seconds"] or 0) >= least and (not asked.aged or _is_aged(dict(row), asked.aged))
    ]


def _is_aged(seat: dict[str, Cell], aged: str) -> bool:
    """Whether somebody's age at a launch lies within the bounds asked for."""
    least, most = ages(aged)
    then = age(str(seat["birth"] or ""), str(seat["launch"] or ""))
    return then is not None and least <= then <= most


def _people(facts: Facts, rows: Sequence[dict[str, Cell]], *, ask: str) -> list[Seated]:
    """Each person with the seats that fit, the one that decides first: for "last" and "oldest" the latest."""
    if ask in LATEST_FIRST:
        rows = sorted(rows, key=lambda seat: str(seat["launch"]), reverse=True)
    seats: dict[str, list[dict[str, Cell]]] = {}
    for row in rows:
        seats.setdefault(str(row["person"]), []).append(row)
    return [_person(facts, id_, own) for id_, own in seats.items()]


def _person(facts: Facts, id_: str, seats: Sequence[dict[str, Cell]]) -> Seated:
    first = seats[0]
    seconds = [int(seat["seconds"]) for seat in seats if seat["seconds"] is not None]
    return Seated(
        person=needed_label(facts, "person", id_),
        nation=label(facts, "nation", str(first["nation"] or "")),
        missions=tuple(needed_label(facts, "mission", str(seat["mission"])) for seat in seats),
        launch=date(str(first["launch"])) if first["launch"] else None,
        seconds=sum(seconds) if seconds else None,
        age=age(str(first["birth"] or ""), str(first["launch"] or "")),
        is_up=any(seat["landed_in"] is None and seat["status"] == "in flight" for seat in seats),
    )


def age(birth: str, day: str) -> int | None:
    """Whole years from a birth to a day; None where one of them is not known to the day."""
    born, then = date(birth), date(day)
    if not (born and then and born.day and then.day):
        return None
    return then.year - born.year - ((then.month, then.day) < (born.month, born.day))


def _commanders(facts: Facts, asked: Roster) -> list[Seated]:
    """Those who commanded the International Space Station, with their expeditions."""
    since, until = (str(bound) if bound else "" for bound in span(asked.years))
    rows = facts.rows(
        """
        select member.person, member.expedition, expedition.start, person.nation
        from expedition_member as member
        join expedition on expedition.number = member.expedition
        join person on person.id = member.person
        left join nation on nation.id = person.nation
        where member.command is not null
        and (:nation = '' or :nation in (nation.side, person.nation))
        and (:gender = '' or person.gender = :gender)
        and (:since = '' or substr(coalesce(expedition.end, '9'), 1, length(:since)) >= :since)
        and (:until = '' or substr(expedition.start, 1, length(:until)) <= :until)
        and (:day = '' or :day between substr(expedition.start, 1, 10) and coalesce(substr(expedition.end, 1, 10), '9'))
        order by member.expedition, member.command
        """,
        nation=asked.nation, gender=asked.gender, since=since, until=until, day=asked.day,
    )  # fmt: skip
    commands: dict[str, list[int]] = {}
    first: dict[str, tuple[str | None, str | None]] = {}
    for row in rows:
        commands.setdefault(row["person"], []).append(row["expedition"])
        first.setdefault(row["person"], (row["start"], row["nation"]))
    return [
        Seated(
            needed_label(facts, "person", id_), label(facts, "nation", first[id_][1]), (), date(first[id_][0]), None,
            None, expeditions=tuple(numbers),
        )
        for id_, numbers in commands.items()
    ]  # fmt: skip


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


def _aboard(facts: Facts, asked: Roster) -> tuple[Label, ...]:
    """Who was aboard the flights that are named, whatever else was asked."""
    everybody = Roster(mission=asked.mission, way=asked.way)
    return tuple(one.person for one in _seated(facts, everybody))

"""Who had a seat: the seats that fit every filter, and those who commanded the station."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.answers.filters import NOT, bounds, only_and_not
from bot.answers.missions import COMMANDER_ROLES
from bot.answers.moments import DAY
from bot.answers.record import date, label, needed_label
from bot.answers.seated import Seated, ages, least_of
from bot.facts.edition import Cell, Facts
from bot.questions import Roster

SWAPS_SINCE = "2022-07-15"  # the day of the agreement on seat swaps
POSTS = ("pilot", "flight engineer", "mission specialist", "payload specialist", "research cosmonaut")
HOMEWARD = ("down", "joined")  # ways of which the craft that they landed in counts
RANKED = ("first", "last")
LATEST_FIRST = ("last", "oldest")
SEATS = f"""
select
    stay.mission, stay.person, stay.role, stay.launch, stay.landing, stay.seconds, stay.status, stay.nation,
    stay.landed_in, person.birth, unixepoch(stay.launch) as launched
from stay
join person on person.id = stay.person
join mission on mission.id = case when :home then stay.landed_in else stay.mission end
join nation as operator on operator.id = mission.operator
left join nation on nation.id = stay.nation
left join thing as craft on craft.id = mission.craft
left join thing as site on site.id = mission.site
where (stay.orbital or :mission <> '')
and (:nation = '' or :nation in (stay.side, stay.nation, nation.region) or (:nation = 'third' and stay.side is null))
and (:no_nation = '' or :no_nation not in (coalesce(stay.side, ''), stay.nation))
and (:gender = '' or person.gender = :gender)
and (:category = '' or person.category = :category)
and (:no_category = '' or person.category <> :no_category)
and (:born_since = '' or substr(person.birth, 1, length(:born_since)) >= :born_since)
and (:born_until = '' or substr(person.birth, 1, length(:born_until)) <= :born_until)
and (:craft = '' or :craft in (operator.side, craft.id, craft.part_of, site.id, site.part_of))
and (:back = '' or exists (
    select 1 from mission as home
    join nation as owner on owner.id = home.operator
    left join thing as ship on ship.id = home.craft
    where home.id = stay.landed_in and :back in (ship.id, ship.part_of, owner.side)
))
and (:role <> 'resident' or stay.seconds > 30 * 24 * 3600)
and (:role <> 'commander' or stay.role in ({COMMANDER_ROLES}))
and (:post = '' or stay.role = :post)
and (:role <> 'swap' or (stay.side in ('us', 'ru') and stay.side_up <> stay.side and stay.launch >= :swaps))
and (:since = '' or substr(case when :home then stay.landing else stay.launch end, 1, length(:since)) >= :since)
and (:until = '' or substr(case when :home then stay.landing else stay.launch end, 1, length(:until)) <= :until)
and (:way not in ('stayed', 'joined') or stay.landed_in <> stay.mission)
and (:day = '' or (substr(stay.launch, 1, length(:day)) <= :day and (substr(stay.landing, 1, length(:day)) >= :day
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
_MEANWHILE = """
and stay.person <> :companion and exists (
    select 1 from stay as mine
    join destination as goal on goal.mission = mine.mission and goal.id = :station
    where mine.person = :companion
    and mine.launch < coalesce(stay.landing, '9') and stay.launch < coalesce(mine.landing, '9')
)
"""
_OTHER_SIDE_FIRST = "stay.side is (select side from stay where person = :companion limit 1), "


def seated(facts: Facts, asked: Roster) -> list[Seated]:
    """Everybody with a seat that fits; of several flights or companions named, those who were with all."""
    missions, (first, *others) = asked.mission.split("+"), asked.companion.split("+")
    if others:
        with_others = [{one.person.id for one in seated(facts, replace(asked, companion=other))} for other in others]
        return [
            one
            for one in seated(facts, replace(asked, companion=first))
            if all(one.person.id in people for people in with_others) and one.person.id not in others
        ]
    if asked.craft.startswith(NOT):
        rode = {one.person.id for one in seated(facts, replace(asked, craft=asked.craft.removeprefix(NOT), station=""))}
        return [one for one in seated(facts, replace(asked, craft="")) if one.person.id not in rode]
    if asked.mission and asked.craft:  # who of a crew has flown on another craft, whenever that was
        rode = {one.person.id for one in seated(facts, Roster(craft=asked.craft))}
        return [one for one in seated(facts, replace(asked, craft="")) if one.person.id in rode]
    for field in ("craft", "station"):
        if "+" in (named := getattr(asked, field)):
            return _with_all([seated(facts, replace(asked, **{field: one})) for one in named.split("+")], asked.ask)
    if asked.ask in ("longest", "shortest"):  # of single flights, not of all that somebody made
        return [_person(facts, str(seat["person"]), [seat]) for seat in _seats(facts, asked, asked.mission)]
    ways = ("up", "down") if len(missions) > 1 and not asked.way else (asked.way,)
    found = [
        _people(
            facts,
            _once(seat for way in ways for seat in _seats(facts, replace(asked, way=way), mission)),
            ask=asked.ask,
        )
        for mission in missions
    ]
    return _with_all(found, asked.ask) if len(found) > 1 else found[0]


def _once(seats: Iterable[dict[str, Cell]]) -> list[dict[str, Cell]]:
    """Each seat once, though somebody rode the same craft up and down."""
    return list({(seat["person"], seat["mission"]): seat for seat in seats}.values())


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
    since, until = bounds(asked.years)
    born_since, born_until = bounds(asked.born)
    nation, no_nation = only_and_not(asked.nation)
    category, no_category = only_and_not(asked.category)
    way = asked.way
    sql = SEATS + (_STATION if asked.station else "") + (_MISSION if mission else "")
    if asked.companion:
        sql += _MEANWHILE if way == "meanwhile" else _COMPANION
    first = _OTHER_SIDE_FIRST if asked.companion and asked.ask == "list" else ""
    rows = facts.rows(
        sql + f"order by {first}stay.launch, stay.mission, stay.position",
        nation=nation, no_nation=no_nation, craft=asked.craft, category=category, no_category=no_category,
        gender=asked.gender, role=asked.role, post=asked.role if asked.role in POSTS else "", born_since=born_since,
        born_until=born_until, station=asked.station, since=since, until=until, mission=mission,
        companion=asked.companion, way=way, day=asked.day, swaps=SWAPS_SINCE, back=asked.back, home=way in HOMEWARD,
    )  # fmt: skip
    least = least_of(asked.longer) * DAY if asked.single else 0
    seats = [
        dict(row)
        for row in rows
        if (row["seconds"] or 0) >= least and (not asked.aged or _is_aged(dict(row), asked.aged))
    ]
    if way == "down" and asked.ask in RANKED:  # by the landing, not by the launch
        landed = [seat | {"mission": seat["landed_in"], "launch": seat["landing"]} for seat in seats if seat["landing"]]
        return sorted(landed, key=lambda seat: str(seat["launch"]))
    return seats


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
        days_old=days_old(str(first["birth"] or ""), str(first["launch"] or "")),
        is_up=any(seat["landed_in"] is None and seat["status"] == "in flight" for seat in seats),
    )


def age(birth: str, day: str) -> int | None:
    """Whole years from a birth to a day; None where one of them is not known to the day."""
    born, then = date(birth), date(day)
    if not (born and then and born.day and then.day):
        return None
    return then.year - born.year - ((then.month, then.day) < (born.month, born.day))


def days_old(birth: str, day: str) -> int | None:
    """Days from a birth to a day; None where one of them is not known to the day."""
    born, then = date(birth), date(day)
    return (then.date - born.date).days if born and then and born.date and then.date else None


def commanders(facts: Facts, asked: Roster) -> list[Seated]:
    """Those who commanded the International Space Station, with their expeditions."""
    since, until = bounds(asked.years)
    nation, no_nation = only_and_not(asked.nation)
    rows = facts.rows(
        """
        select member.person, member.expedition, expedition.start, person.nation
        from expedition_member as member
        join expedition on expedition.number = member.expedition
        join person on person.id = member.person
        left join nation on nation.id = person.nation
        where member.command is not null
        and (:nation = '' or :nation in (nation.side, person.nation, nation.region)
            or (:nation = 'third' and nation.side is null))
        and (:no_nation = '' or :no_nation not in (coalesce(nation.side, ''), person.nation))
        and (:gender = '' or person.gender = :gender)
        and (:since = '' or substr(coalesce(expedition.end, '9'), 1, length(:since)) >= :since)
        and (:until = '' or substr(expedition.start, 1, length(:until)) <= :until)
        and (:day = '' or :day between substr(expedition.start, 1, 10) and coalesce(substr(expedition.end, 1, 10), '9'))
        order by member.expedition, member.command
        """,
        nation=nation, no_nation=no_nation, gender=asked.gender, since=since, until=until, day=asked.day,
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

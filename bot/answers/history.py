"""The timeline of cooperation, the days of the year, and expeditions."""

from dataclasses import dataclass

from bot.answers.numbers import Numbers, numbers
from bot.answers.record import EventLine, Label, Proof, Work, date, event_line, label, needed_label, proof
from bot.errors import QuestionError
from bot.facts.dates import PartialDate
from bot.facts.edition import Facts

PAGE = 8
DAY_PAGE = 10
# Of the anniversaries, those that no event of the same day tells better.
NOT_TOLD_BY_AN_EVENT = """
    not (anniversary.kind = 'mission' and exists (
        select 1 from event_link
        join event as told on told.id = event_link.event
        where event_link.kind = 'mission' and event_link.id = anniversary.id and told.kind = anniversary.what
        and substr(told.date, 6, 5) = printf('%02d-%02d', anniversary.month, anniversary.day)
    ))
"""


@dataclass(frozen=True, slots=True)
class Era:
    """A period of cooperation and how many events it has."""

    name: Label
    start: PartialDate
    end: PartialDate | None
    events: int


@dataclass(frozen=True, slots=True)
class HistoryAnswer:
    """A page of the timeline: all of it, an era or a year (0: any). The numbers stand on the first page of all."""

    era: Era | None
    eras: tuple[Era, ...]
    year: int
    year_before: int
    year_after: int
    page: int
    pages: int
    total: int
    events: tuple[EventLine, ...]
    works: tuple[Work, ...]
    numbers: Numbers | None


@dataclass(frozen=True, slots=True)
class DayLine:
    """Something that happened on a day of the year."""

    what: str
    year: int
    name: Label
    joint: bool
    kind: str


@dataclass(frozen=True, slots=True)
class DayAnswer:
    """What happened on a day of the year, cooperation first. `years` since is counted from `today_year`."""

    month: int
    day: int
    today_year: int
    page: int
    pages: int
    total: int
    lines: tuple[DayLine, ...]
    works: tuple[Work, ...]


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of an expedition."""

    person: Label
    nation: Label | None
    side: str | None


@dataclass(frozen=True, slots=True)
class ExpeditionAnswer:
    """An ISS expedition; `dates_mean` is "station" or "crew"."""

    number: int
    last: int
    start: PartialDate | None
    end: PartialDate | None
    dates_mean: str
    commanders: tuple[Member, ...]
    crew: tuple[Member, ...]
    proof: Proof


def history(facts: Facts, *, era: str, year: int, page: int) -> HistoryAnswer:
    """A page of the timeline; a page past the end is the last one."""
    eras = tuple(every_era(facts))
    chosen = next((found for found in eras if found.name.id == era), None)
    conditions = "substr(date, 1, 4) = :year" if year else "1"
    if chosen:
        conditions += " and (select id from era where start <= event.date order by start desc limit 1) = :era"
    rows = facts.rows(
        f"select id, date, kind from event where {conditions} order by date, position",
        year=f"{year:04}", era=era,
    )  # fmt: skip
    pages = max(1, -(-len(rows) // PAGE))
    page = min(max(page, 1), pages)
    shown = rows[(page - 1) * PAGE : page * PAGE]
    return HistoryAnswer(
        era=chosen,
        eras=eras,
        year=year,
        year_before=_year(facts, "max", "<", year),
        year_after=_year(facts, "min", ">", year),
        page=page,
        pages=pages,
        total=len(rows),
        events=tuple(event_line(facts, *row) for row in shown),
        works=works_of(facts, [("event", row["id"]) for row in shown]),
        numbers=numbers(facts) if not (chosen or year or page > 1) else None,
    )


def every_era(facts: Facts) -> list[Era]:
    """The periods of cooperation in order."""
    rows = facts.rows(
        """
        with placed as materialized (
            select (select id from era where start <= event.date order by start desc limit 1) as era from event
        )
        select era.id, era.start, era.end, count(placed.era) as events
        from era
        left join placed on placed.era = era.id
        group by era.id
        order by era.position
        """
    )
    return [
        Era(needed_label(facts, "era", row["id"]), start, date(row["end"]), row["events"])
        for row in rows
        if (start := date(row["start"]))
    ]


def _year(facts: Facts, which: str, sign: str, year: int) -> int:
    """The nearest year with events on one side of a year, or 0."""
    if not year:
        return 0
    return facts.count(
        f"select {which}(cast(substr(date, 1, 4) as integer)) from event where substr(date, 1, 4) {sign} :year",
        year=f"{year:04}",
    )


def on_this_day(facts: Facts, *, month: int, day: int, today_year: int, page: int) -> DayAnswer:
    """What happened on a day of the year: events, then joint flights, then the rest; round years first."""
    rows = facts.rows(
        f"""
        select anniversary.what, anniversary.year, anniversary.kind, anniversary.id, anniversary.joint,
            coalesce(event.kind, anniversary.what) as happening
        from anniversary
        left join event on anniversary.kind = 'event' and event.id = anniversary.id
        where anniversary.month = :month and anniversary.day = :day and {NOT_TOLD_BY_AN_EVENT}
        order by
            anniversary.what <> 'event', anniversary.joint = 0,
            (:today - anniversary.year) % 5 <> 0, anniversary.what in ('birth', 'death'), anniversary.year
        """,
        month=month, day=day, today=today_year,
    )  # fmt: skip
    pages = max(1, -(-len(rows) // DAY_PAGE))
    page = min(max(page, 1), pages)
    shown = rows[(page - 1) * DAY_PAGE : page * DAY_PAGE]
    lines = tuple(
        DayLine(
            row["what"], row["year"], needed_label(facts, row["kind"], row["id"]), bool(row["joint"]), row["happening"]
        )
        for row in shown
    )
    works = works_of(facts, [(row["kind"], row["id"]) for row in shown])
    return DayAnswer(month, day, today_year, page, pages, len(rows), lines, works)


def works_of(facts: Facts, records: list[tuple[str, str]]) -> tuple[Work, ...]:
    """The works behind a list, each once."""
    found = (work for kind, id_ in records for work in proof(facts, kind, id_).works)
    return tuple({work.id: work for work in found}.values())


def expedition(facts: Facts, number: int) -> ExpeditionAnswer | None:
    """An expedition's card, or None where there is none of that number."""
    row = facts.row("select start, end, dates_mean from expedition where number = :number", number=number)
    if row is None:
        return None
    rows = facts.rows(
        """
        with aboard as (
            select
                member.person, member.command, member.position,
                -- flown for: a cosmonaut of the Soviet Union flew to the station for Russia
                coalesce((
                    select seat.nation from seat join mission on mission.id = seat.mission
                    where seat.person = member.person and seat.nation <> ''
                        and mission.launch <= coalesce(expedition.end, mission.launch)
                    order by mission.launch desc limit 1
                ), person.nation) as nation
            from expedition_member as member
            join expedition on expedition.number = member.expedition
            join person on person.id = member.person
            where member.expedition = :number
        )
        select aboard.person, aboard.command, aboard.nation, nation.side
        from aboard left join nation on nation.id = aboard.nation
        order by aboard.position
        """,
        number=number,
    )
    members = [
        (
            Member(needed_label(facts, "person", row["person"]), label(facts, "nation", row["nation"]), row["side"]),
            row["command"],
        )
        for row in rows
    ]
    return ExpeditionAnswer(
        number=number,
        last=last_expedition(facts),
        start=date(row["start"]),
        end=date(row["end"]),
        dates_mean=row["dates_mean"],
        commanders=tuple(member for member, command in members if command is not None),
        crew=tuple(member for member, _ in members),
        proof=proof(facts, "expedition", str(number)),
    )


def commander(facts: Facts, number: int) -> str:
    """The id of whoever commanded an expedition alone. Raises QuestionError where it is not, or several were."""
    found = expedition(facts, number)
    if found is None:
        raise QuestionError("no-such-expedition", found=str(number))
    if len(found.commanders) != 1:
        raise QuestionError("several-commanders", found=str(number))
    return found.commanders[0].person.id


def last_expedition(facts: Facts) -> int:
    """The highest number in the record."""
    return facts.count("select max(number) from expedition")

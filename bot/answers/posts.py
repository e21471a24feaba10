"""What a server's daily post or weekly digest tells, by the server's own clock."""

import calendar
import datetime as dt
import sqlite3
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from bot.answers.history import NOT_TOLD_BY_AN_EVENT, works_of
from bot.answers.record import Label, Prose, Work, needed_label, prose, telling
from bot.facts.dates import parse
from bot.facts.edition import Facts

MOST_LINES = 4
DAYS_OF_DIGEST = 7
LEAP_DAY = (2, 29)
# Whether a crew was lost: Challenger and Columbia by their status, Soyuz 1 and 11 by deaths at the landing.
FATAL = """
    mission.status = 'lost' or exists (
        select 1 from seat
        join person on person.id = seat.person
        where seat.mission = mission.id
        and person.death between date(mission.landing) and date(mission.landing, '+1 day')
    )
"""
DAY = dt.timedelta(days=1)
TOPICS = {"event": "events", "launch": "flights", "landing": "flights", "expedition": "expeditions"}  # else people


@dataclass(frozen=True, slots=True)
class Taste:
    """What a server wants: the zone of its days, topics (none: all), disasters or not, when 29 February is told.

    `told_before` is what the last post told, as "kind:id".
    """

    zone: str
    topics: tuple[str, ...]
    disasters: bool
    leap_day: str
    told_before: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PostLine:
    """Something that happened on a local day; `utc_day` is set where it was another day in UTC.

    `sombre` where somebody died of it; `disaster` also where nearly so.
    """

    what: str
    kind: str
    name: Label
    day: dt.date
    utc_day: dt.date | None
    joint: bool
    sombre: bool
    disaster: bool


@dataclass(frozen=True, slots=True)
class PostAnswer:
    """A day's post: the best line first, with its story."""

    day: dt.date
    is_test: bool
    lines: tuple[PostLine, ...]
    story: Prose
    works: tuple[Work, ...]


@dataclass(frozen=True, slots=True)
class DigestAnswer:
    """The best of each day of a week, with the day of this year on which it is remembered."""

    start: dt.date
    end: dt.date
    is_test: bool
    lines: tuple[tuple[dt.date, PostLine], ...]
    works: tuple[Work, ...]


def post(facts: Facts, day: dt.date, taste: Taste, *, is_test: bool) -> PostAnswer:
    """The post of a local day; without lines where there is nothing to tell."""
    lines = _lines(facts, day, taste)[:MOST_LINES]
    story = prose(facts, lines[0].name.kind, lines[0].name.id) if lines else Prose()
    return PostAnswer(day, is_test, lines, story, _works(facts, lines))


def digest(facts: Facts, start: dt.date, taste: Taste, *, is_test: bool) -> DigestAnswer:
    """The digest of the week that begins on a local day; days with nothing to tell are left out."""
    days = [start + ahead * DAY for ahead in range(DAYS_OF_DIGEST)]
    best = tuple((day, lines[0]) for day in days if (lines := _lines(facts, day, taste)))
    return DigestAnswer(days[0], days[-1], is_test, best, _works(facts, tuple(line for _, line in best)))


def _lines(facts: Facts, day: dt.date, taste: Taste) -> tuple[PostLine, ...]:
    """What is told of a day, the best first; what the last post told only where there is nothing else."""
    found = [line for line in _candidates(facts, day, taste) if _is_wanted(line, taste)]
    fresh = [line for line in found if f"{line.name.kind}:{line.name.id}" not in taste.told_before]
    return tuple(sorted(fresh or found, key=lambda line: _rank(line, day)))


def _is_wanted(line: PostLine, taste: Taste) -> bool:
    if line.disaster and not taste.disasters:
        return False
    return not taste.topics or TOPICS.get(line.what, "people") in taste.topics


def _rank(line: PostLine, day: dt.date) -> tuple[bool, bool, bool, bool, int, int]:
    """Cooperation, then joint crews; of each the round anniversaries first, birthdays last, then the more telling."""
    is_round = (day.year - line.day.year) % 5 == 0
    return (
        line.what != "event", not line.joint, not is_round, line.what in ("birth", "death"), telling(line.kind),
        line.day.year,
    )  # fmt: skip


def _candidates(facts: Facts, day: dt.date, taste: Taste) -> list[PostLine]:
    wanted = days_told_on(day, taste.leap_day)
    lines = (_line(facts, row, ZoneInfo(taste.zone)) for row in _rows(facts, wanted))
    return [line for line in lines if (line.day.month, line.day.day) in wanted and line.day < day]


def _rows(facts: Facts, days: set[tuple[int, int]]) -> list[sqlite3.Row]:
    """What happened on these days of the year and their neighbours, in UTC."""
    near = {dt.date(2000, *day) + ahead * DAY for day in days for ahead in (-1, 0, 1)}
    return facts.rows(
        f"""
        select anniversary.what, anniversary.kind, anniversary.id, anniversary.joint,
            coalesce(event.kind, anniversary.what) as happening,
            (
                select max({FATAL}) from mission
                where mission.id = anniversary.id or mission.id in (
                    select event_link.id from event_link
                    where event_link.event = anniversary.id and event_link.kind = 'mission'
                )
            ) as fatal,
            coalesce(
                event.date, expedition.start,
                case anniversary.what when 'launch' then mission.launch when 'landing' then mission.landing end,
                printf('%04d-%02d-%02d', anniversary.year, anniversary.month, anniversary.day)
            ) as date
        from anniversary
        left join event on anniversary.kind = 'event' and event.id = anniversary.id
        left join mission on anniversary.kind = 'mission' and mission.id = anniversary.id
        left join expedition on anniversary.kind = 'expedition' and expedition.number = anniversary.id
        where instr(:days, printf('%02d-%02d', anniversary.month, anniversary.day)) and {NOT_TOLD_BY_AN_EVENT}
        order by date, anniversary.id
        """,
        days=" ".join(f"{each.month:02}-{each.day:02}" for each in sorted(near)),
    )


def _line(facts: Facts, row: sqlite3.Row, zone: ZoneInfo) -> PostLine:
    told = parse(row["date"])
    utc_day = dt.date(told.year, told.month, told.day)
    day = told.moment.astimezone(zone).date() if told.moment else utc_day
    sombre = bool(row["fatal"]) or row["happening"] == "death"
    return PostLine(
        what=row["what"],
        kind=row["happening"],
        name=needed_label(facts, row["kind"], row["id"]),
        day=day,
        utc_day=utc_day if utc_day != day else None,
        joint=bool(row["joint"]),
        sombre=sombre,
        disaster=sombre or row["happening"] == "incident",
    )


def days_told_on(day: dt.date, leap_day: str) -> set[tuple[int, int]]:
    """The days of the year that are told on a day: its own, and 29 February where that is missing this year."""
    own = (day.month, day.day)
    is_told = not calendar.isleap(day.year) and f"{day.month:02}-{day.day:02}" == leap_day
    return {own, LEAP_DAY} if is_told else {own}


def _works(facts: Facts, lines: tuple[PostLine, ...]) -> tuple[Work, ...]:
    return works_of(facts, [(line.name.kind, line.name.id) for line in lines])

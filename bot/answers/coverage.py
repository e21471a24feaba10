"""What the record still lacks: days, dates, roles, sources, stories. For editors, not for readers."""

import datetime as dt
from dataclasses import dataclass

from bot.facts.edition import Facts

TOP_SOURCES = 15
SURELY_OLD = "1945"  # somebody born before it may well have died: an empty death is worth a look
TOLD_IN_FULL = ("event", "agreement")  # each of these is to have a story
LANGUAGES = ("en", "ru")
_LEAP_YEAR = 2024
_DAYS = tuple(
    f"{day:%m-%d}" for day in (dt.date(_LEAP_YEAR, 1, 1) + dt.timedelta(days=number) for number in range(366))
)


@dataclass(frozen=True, slots=True)
class Stories:
    """How many records of a kind are told in a language; `missing` only where each is to be told."""

    kind: str
    language: str
    told: int
    of: int
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """Counts and ids. A record is `kind/id`; `thin` are those whose works are all public files of unclear origin."""

    days: int
    empty_days: tuple[str, ...]
    cooperative_days: int
    without_birth: tuple[str, ...]
    without_death: tuple[str, ...]
    without_role: tuple[str, ...]
    without_site: tuple[str, ...]
    sources: tuple[tuple[str, int], ...]
    thin: tuple[str, ...]
    without_source: tuple[str, ...]
    stories: tuple[Stories, ...]
    open_disputes: int
    settled_disputes: int


def coverage(facts: Facts) -> Coverage:
    """What the record holds and lacks."""
    days = _column(facts, "select distinct printf('%02d-%02d', month, day) from anniversary")
    return Coverage(
        days=len(days),
        empty_days=tuple(day for day in _DAYS if day not in days),
        cooperative_days=facts.count(
            "select count(distinct month * 100 + day) from anniversary where what in ('event', 'expedition') or joint"
        ),
        without_birth=_column(facts, "select id from person where birth is null order by position"),
        without_death=_without_death(facts),
        without_role=_column(facts, "select mission || '/' || person from seat where role = '' order by position"),
        without_site=_column(facts, "select id from mission where site is null order by position"),
        sources=_sources(facts),
        thin=_thin(facts),
        without_source=_without_source(facts),
        stories=tuple(_stories(facts)),
        open_disputes=facts.count("select count(*) from dispute where status = 'open'"),
        settled_disputes=facts.count("select count(*) from dispute where status = 'settled'"),
    )


def _column(facts: Facts, sql: str, **values: str) -> tuple[str, ...]:
    return tuple(str(row[0]) for row in facts.rows(sql, **values))


def _without_death(facts: Facts) -> tuple[str, ...]:
    """Americans, Soviets and Russians who flew, old enough to ask. No date of death does not say that they live."""
    return _column(
        facts,
        """
        select person.id
        from person
        join nation on nation.id = person.nation
        where nation.side is not null and person.birth < :year and person.death is null
        and exists (select 1 from seat where seat.person = person.id)
        order by person.position
        """,
        year=SURELY_OLD,
    )


def _sources(facts: Facts) -> tuple[tuple[str, int], ...]:
    """The works that most rows and stories cite, with how many do."""
    rows = facts.rows(
        """
        select source, count(*) as citations
        from citation
        group by source
        order by citations desc, source
        limit :top
        """,
        top=TOP_SOURCES,
    )
    return tuple((row["source"], row["citations"]) for row in rows)


def _thin(facts: Facts) -> tuple[str, ...]:
    """The rule of Proof.thin: the row itself and its story, not the two sides of a dispute; a place has no reply."""
    return _column(
        facts,
        """
        select citation.kind || '/' || citation.id
        from citation
        join source on source.id = citation.source
        where instr(citation.part, ':') = 0 and citation.kind <> 'place'
        group by citation.kind, citation.id
        having min(source.kind = 'secondary')
        order by citation.kind, citation.id
        """,
    )


def _without_source(facts: Facts) -> tuple[str, ...]:
    """Rows, posts, dockings, stories and disputes that name none; `check` refuses most of them before."""
    return _column(
        facts,
        """
        with needed (kind, id, part) as (
            select kind, id, '' from receipt
            union all
            select 'person', person, 'post' from post
            union all
            select 'mission', mission, 'docking' from docking
            union all
            select kind, id, 'story' from story
            union all
            select kind, id, position || ':value' from dispute
        )
        select distinct rtrim(kind || '/' || id || ' ' || part)
        from needed
        where not exists (
            select 1 from citation
            where citation.kind = needed.kind and citation.id = needed.id and citation.part = needed.part
        )
        order by 1
        """,
    )


def _stories(facts: Facts) -> list[Stories]:
    kinds = _column(facts, "select distinct kind from story order by kind")
    return [_told(facts, kind, language) for kind in kinds for language in LANGUAGES]


def _told(facts: Facts, kind: str, language: str) -> Stories:
    untold = _column(
        facts,
        """
        select label.id
        from label
        left join story on story.kind = label.kind and story.id = label.id and story.language = :language
        where label.kind = :kind and story.id is null
        order by label.id
        """,
        kind=kind,
        language=language,
    )
    of = facts.count("select count(*) from label where kind = :kind", kind=kind)
    return Stories(kind, language, of - len(untold), of, untold if kind in TOLD_IN_FULL else ())

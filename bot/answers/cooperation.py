"""The cooperation meter: year by year, what the two sides did together in space."""

from dataclasses import dataclass
from itertools import pairwise

from bot.answers.record import Label, Work, date, needed_label, works_of
from bot.facts.dates import PartialDate
from bot.facts.edition import Facts

FIRST_YEAR = 1957  # of the figures; the first satellite


@dataclass(frozen=True, slots=True)
class Year:
    """A year's figures, each by the rule that the reply states."""

    year: int
    joint_flights: int
    americans_on_soyuz: int
    russians_on_american: int
    crew_days: int
    dockings: int
    signed: int
    standing: int


@dataclass(frozen=True, slots=True)
class Totals:
    """The figures of several years together; `standing` agreements are those of the last."""

    joint_flights: int
    americans_on_soyuz: int
    russians_on_american: int
    crew_days: int
    dockings: int
    signed: int
    standing: int


@dataclass(frozen=True, slots=True)
class CooperationAnswer:
    """The figures of all years, of an era's or of one year; `years` and `eras` are all that there are.

    `rank` is a chosen year's place by shared crew-days, 0 where there were none.
    """

    first: int
    last: int
    era: Label | None
    eras: tuple[Label, ...]
    years: tuple[Year, ...]
    totals: Totals
    rank: int
    best: Year
    works: tuple[Work, ...]

    @property
    def chosen(self) -> tuple[Year, ...]:
        """The years that were asked for."""
        return tuple(year for year in self.years if self.first <= year.year <= self.last)

    def series(self, measure: str) -> tuple[tuple[int, int], ...]:
        """A measure year by year."""
        return tuple((year.year, int(getattr(year, measure))) for year in self.years)

    @property
    def steps(self) -> tuple[tuple[int, int], ...]:
        """The years at whose end another number of agreements stood than a year before, with that number."""
        return tuple(
            (year.year, year.standing) for before, year in pairwise(self.years) if year.standing != before.standing
        )

    @property
    def is_all(self) -> bool:
        """No era and no year was asked for."""
        return self.era is None and self.first != self.last


def cooperation(facts: Facts, *, year: int, era: str) -> CooperationAnswer:
    """The figures of a year (0: any) or of the years that an era has part in (empty: all)."""
    years = tuple(_years(facts))
    first, last = (year, year) if year else _bounds(facts, era, years)
    chosen = [each for each in years if first <= each.year <= last]
    ranked = sorted(years, key=lambda each: -each.crew_days)
    return CooperationAnswer(
        first=first,
        last=last,
        era=needed_label(facts, "era", era) if era else None,
        eras=tuple(needed_label(facts, "era", row["id"]) for row in facts.rows("select id from era order by position")),
        years=years,
        totals=_totals(chosen),
        rank=1 + ranked.index(chosen[0]) if year and chosen[0].crew_days else 0,
        best=max(chosen, key=lambda each: each.crew_days),
        works=_works(facts, first, last),
    )


def _years(facts: Facts) -> list[Year]:
    rows = facts.rows(
        """
        select
            year, joint_flights, americans_on_soyuz, russians_on_american,
            cast(round(crew_seconds / 86400.0) as integer), dockings, signed, standing
        from cooperation
        order by year
        """
    )
    return [Year(*row) for row in rows]


def _bounds(facts: Facts, era: str, years: tuple[Year, ...]) -> tuple[int, int]:
    """The first and the last year of an era that are counted, or of all."""
    first, last = years[0].year, years[-1].year
    row = facts.row("select start, end from era where id = :era", era=era)
    if row is None:
        return first, last
    start: PartialDate | None = date(row["start"])
    end = date(row["end"])
    return max(first, start.year if start else first), min(last, end.year if end else last)


def _totals(years: list[Year]) -> Totals:
    return Totals(
        joint_flights=sum(year.joint_flights for year in years),
        americans_on_soyuz=sum(year.americans_on_soyuz for year in years),
        russians_on_american=sum(year.russians_on_american for year in years),
        crew_days=sum(year.crew_days for year in years),
        dockings=sum(year.dockings for year in years),
        signed=sum(year.signed for year in years),
        standing=years[-1].standing,
    )


def _works(facts: Facts, first: int, last: int) -> tuple[Work, ...]:
    """The works behind the joint flights and the agreements of the years, the first dozen of each."""
    flights = facts.rows(
        """
        select 'mission', id
        from mission
        where joint and orbital and launch >= :first and launch < :next
        order by launch
        limit 12
        """,
        first=str(first), next=str(last + 1),
    )  # fmt: skip
    signed = facts.rows(
        "select 'agreement', id from agreement where signed >= :first and signed < :next order by signed limit 12",
        first=str(first), next=str(last + 1),
    )  # fmt: skip
    return works_of(facts, ((row[0], row[1]) for row in (*flights, *signed)))

"""What limits a list of seats, with names to show."""

from dataclasses import dataclass

from bot.answers.record import Label, date, label, needed_label
from bot.answers.seated import ages, least_of
from bot.facts.dates import PartialDate
from bot.facts.edition import Facts
from bot.questions import Roster

NOT = "!"  # before a nation, a craft or a category: any but this
SIDES = ("us", "ru")
GROUPS = (*SIDES, "europe", "third")  # of nations; "third" are those of neither side


@dataclass(frozen=True, slots=True)
class Filters:
    """What limited a list of seats, with names to show; `adjective` is the nation's, in English.

    `flown` is how many seats they had, and whether more will do; `longer` the least days in them; 0 is no limit.
    `aged` is the least and the greatest age at launch; `side` may be any group of nations.
    """

    nation: Label | None
    side: str
    crafts: tuple[Label, ...]
    is_other_craft: bool
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
    born: tuple[PartialDate | None, PartialDate | None]
    is_single: bool
    adjective: str

    @property
    def is_everybody(self) -> bool:
        """Whether it is everybody in space on a day."""
        return self.is_census and not (self.nation or self.side)

    @property
    def is_census(self) -> bool:
        """Whether it is who was in space on a day, of all or of one nation: then nobody is an answer, not a gap."""
        return bool(self.day) and not (self.companions or self.missions or self.role)


def filters_of(facts: Facts, asked: Roster, missions: tuple[Label, ...], *, as_of: PartialDate) -> Filters:
    """The names of what a question limits; `missions` are those of its flights."""
    nation, craft = asked.nation.removeprefix(NOT), asked.craft.removeprefix(NOT)
    return Filters(
        nation=label(facts, "nation", nation),
        side=nation if nation in GROUPS else "",
        crafts=_things(facts, craft),
        is_other_craft=asked.craft.startswith(NOT),
        craft_side=craft if craft in SIDES else "",
        stations=_things(facts, asked.station),
        years=span(asked.years),
        gender=asked.gender,
        category=asked.category,
        role=asked.role,
        missions=missions,
        companions=tuple(needed_label(facts, "person", one) for one in asked.companion.split("+") if one),
        way=asked.way,
        back=label(facts, "thing", asked.back),
        back_side=asked.back if asked.back in SIDES else "",
        day=date(asked.day[:10]),
        is_now=asked.day[:10] == str(PartialDate(as_of.year, as_of.month, as_of.day)),
        is_other_nation=asked.nation.startswith(NOT),
        flown=(least_of(asked.flown), asked.flown.endswith("-")),
        longer=least_of(asked.longer),
        aged=ages(asked.aged) if asked.aged else None,
        born=span(asked.born),
        is_single=bool(asked.single),
        adjective=_adjective(facts, nation),
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


def bounds(years: str) -> tuple[str, str]:
    """The same as texts to compare with; empty where there is no bound."""
    since, until = (str(bound) if bound else "" for bound in span(years))
    return since, until


def only_and_not(filter_: str) -> tuple[str, str]:
    """What a filter asks for, and what it leaves out: ("soyuz", "") or, of "!soyuz", ("", "soyuz")."""
    return ("", filter_.removeprefix(NOT)) if filter_.startswith(NOT) else (filter_, "")


def _adjective(facts: Facts, nation: str) -> str:
    row = facts.row("select adjective_en from nation where id = :nation", nation=nation)
    return row["adjective_en"] if row else ""

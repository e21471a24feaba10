"""Who came after somebody, or before: at the head of an organisation, in command of the ISS, in a seat at a station."""

from dataclasses import dataclass
from itertools import pairwise

from bot.answers.record import Label, date, needed_label
from bot.facts.dates import PartialDate
from bot.facts.edition import Facts

LEADING = ("Administrator", "Director", "General Director", "Director General", "President", "Head")

YEAR = 4  # letters of a year


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Who came next, or was there before; as the head with a title, as commander of an expedition, or in a station.

    `craft` is the flight in which one of the two came to the station and the other went home.
    `day` is that of the change, as the record has it: when the later of the two began.
    """

    person: Label
    title_en: str
    title_ru: str
    expedition: int
    craft: Label | None
    day: PartialDate | None


def leads(title: str) -> bool:
    """Whether a title is that of the head, not of a deputy or a department."""
    return title.startswith(LEADING) and not title.startswith("Director for ")


def neighbours(facts: Facts, person: str, *, before: bool, when: str) -> tuple[Neighbour, ...]:
    """Those who came before somebody, or after; `when` is a year or a month of the change, an expedition, a station."""
    numbered = when.isdigit() and len(when) < YEAR
    station = "" if when[:1].isdigit() else when
    posts = [] if numbered or station else _of_posts(facts, person, before=before)
    expedition = int(when) if numbered else 0
    commands = _of_commands(facts, person, before=before, expedition=expedition) if station in ("", "iss") else []
    seats = _of_seats(facts, person, before=before, station=station) if station or not when else []
    return tuple(
        one
        for one in (*posts, *commands, *seats)
        if one.person.id != person and (numbered or station or not one.day or str(one.day).startswith(when))
    )


def _of_posts(facts: Facts, person: str, *, before: bool) -> list[Neighbour]:
    rows = [
        row
        for row in facts.rows(
            """
            select person, title_en, title_ru, organisation, start
            from post
            where organisation in (select organisation from post where person = :person)
            order by organisation, start
            """,
            person=person,
        )
        if leads(row["title_en"])
    ]
    found: list[Neighbour] = []
    for earlier, later in pairwise(rows):
        own, other = (later, earlier) if before else (earlier, later)
        if own["person"] == person and earlier["organisation"] == later["organisation"]:
            name = needed_label(facts, "person", other["person"])
            found.append(Neighbour(name, other["title_en"], other["title_ru"], 0, None, _day(later["start"])))
    return found


def _of_commands(facts: Facts, person: str, *, before: bool, expedition: int) -> list[Neighbour]:
    """The neighbours in command of the station; of one expedition, if its number is given."""
    rows = facts.rows(
        """
        select member.person, member.expedition, expedition.start
        from expedition_member as member
        join expedition on expedition.number = member.expedition
        where member.command is not null
        order by member.expedition, member.command
        """
    )
    found: list[Neighbour] = []
    for earlier, later in pairwise(rows):
        own, other = (later, earlier) if before else (earlier, later)
        if own["person"] == person and expedition in (0, own["expedition"]):
            day = _day(later["start"]) if earlier["expedition"] < later["expedition"] else None
            found.append(
                Neighbour(needed_label(facts, "person", other["person"]), "", "", other["expedition"], None, day)
            )
    return found


def _of_seats(facts: Facts, person: str, *, before: bool, station: str) -> list[Neighbour]:
    """Who came in the craft in which somebody went home, and stayed; or who went home in the one that brought them."""
    theirs, mine = ("landed_in", "mission") if before else ("mission", "landed_in")
    rows = facts.rows(
        f"""
        select other.person, other.{theirs} as craft
        from stay as own
        join stay as other on other.{theirs} = own.{mine} and other.mission <> other.landed_in
        where own.person = :person and own.mission <> own.landed_in and other.orbital
        and (:station = '' or exists (select 1 from destination where mission = own.mission and id = :station))
        order by own.launch, other.position
        """,
        person=person, station=station,
    )  # fmt: skip
    return [
        Neighbour(
            needed_label(facts, "person", row["person"]), "", "", 0, needed_label(facts, "mission", row["craft"]), None
        )
        for row in rows
    ]


def _day(told: str | None) -> PartialDate | None:
    return date(told) if told else None

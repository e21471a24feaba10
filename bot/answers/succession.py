"""Who came after somebody, or before: at the head of an organisation or in command of the ISS."""

from dataclasses import dataclass
from itertools import pairwise

from bot.answers.record import Label, date, needed_label
from bot.facts.dates import PartialDate
from bot.facts.edition import Facts

LEADING = ("Administrator", "Director", "General Director", "Director General", "President", "Head")

YEAR = 4  # letters of a year


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Who came next, or was there before; as the head with a title, or as commander of an expedition.

    `day` is that of the change, as the record has it: when the later of the two began.
    """

    person: Label
    title_en: str
    title_ru: str
    expedition: int
    day: PartialDate | None


def leads(title: str) -> bool:
    """Whether a title is that of the head, not of a deputy or a department."""
    return title.startswith(LEADING) and not title.startswith("Director for ")


def neighbours(facts: Facts, person: str, *, before: bool, when: str) -> tuple[Neighbour, ...]:
    """Those who came before somebody, or after; `when` is a year or a month of the change, or an expedition."""
    numbered = when.isdigit() and len(when) < YEAR
    posts = [] if numbered else _of_posts(facts, person, before=before)
    commands = _of_commands(facts, person, before=before, expedition=int(when) if numbered else 0)
    return tuple(
        one
        for one in (*posts, *commands)
        if one.person.id != person and (numbered or not one.day or str(one.day).startswith(when))
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
            found.append(Neighbour(name, other["title_en"], other["title_ru"], 0, _day(later["start"])))
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
            found.append(Neighbour(needed_label(facts, "person", other["person"]), "", "", other["expedition"], day))
    return found


def _day(told: str | None) -> PartialDate | None:
    return date(told) if told else None

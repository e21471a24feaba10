"""What a kind of question is: every fact that it may ask about, and the options that are surely wrong."""

import dataclasses
from dataclasses import dataclass

from bot.answers.record import date
from bot.facts.dates import PartialDate
from bot.facts.edition import Facts

LONGEST_OPTION = 80  # an option is a button: https://discord.com/developers/docs/components/reference#button
NEAREST = 24
ALL = -1  # as SQLite has it


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that can be asked: `answer` is the id of the right option.

    `about` and `second` (a mission) are ids of what the question names, where it names anything; `nature` is the kind
    of thing that it asks for, `side` the side whose people are its options. The record `proof` says who says so.
    """

    subject: str
    about_kind: str | None
    about: str | None
    second: str | None
    answer: str
    proof_kind: str
    proof: str
    date: str
    side: str | None
    nature: str | None = None


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of question. `options` is the kind of record that an option is, or "year"; `weight` its share.

    `asked` selects the columns of Fact. `wrong` selects ids that are surely not the answer, nearest first, with the
    fact's columns as parameters. `measure` selects the day or the seconds of an option `id`, where that is what the
    question is about. The sentence above each kind says why exactly one option is right.
    """

    name: str
    options: str
    asked: str
    wrong: str
    weight: int = 2
    measure: str = ""

    def facts(self, facts: Facts) -> list[Fact]:
        """Every fact of this kind, each subject once."""
        return [Fact(*row) for row in facts.rows(self.asked)]

    def wrong_ids(self, facts: Facts, fact: Fact, *, most: int = ALL) -> list[str]:
        """What is surely wrong, nearest first."""
        rows = facts.rows(f"{self.wrong} limit :most", most=most, **dataclasses.asdict(fact))
        return [str(row[0]) for row in rows]

    def measured(self, facts: Facts, id_: str) -> PartialDate | int | None:
        """The day or the seconds of an option, where the question is about them."""
        row = facts.row(self.measure, id=id_) if self.measure else None
        if row is None:
            return None
        return date(row[0]) if isinstance(row[0], str) else int(row[0])


def sure(kind: str, id_: str) -> str:
    """The condition that a record is neither disputed nor thinly sourced; `id_` is a column."""
    return f"not exists (select 1 from unsure where unsure.kind = '{kind}' and unsure.id = {id_})"


def short(kind: str, id_: str) -> str:
    """The condition that a record's name fits a button and gives no year away."""
    return f"""exists (
        select 1 from label
        where label.kind = '{kind}' and label.id = {id_}
        and max(length(en), length(ru)) <= {LONGEST_OPTION} and en || ru not glob '*[12][0-9][0-9][0-9]*'
    )"""


# A flight that cooperation is told of, in the select's table `mission`.
COOPERATIVE = """(
    mission.orbital and length(mission.launch) >= 10
    and (mission.joint or exists (select 1 from event_link where kind = 'mission' and id = mission.id))
)"""

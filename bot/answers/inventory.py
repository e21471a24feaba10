"""What there is to ask about in an edition: the ids of everything that has a reply of its own."""

from dataclasses import dataclass

from bot.facts.edition import Facts


@dataclass(frozen=True, slots=True)
class Inventory:
    """Ids by kind. A receipt is its code and the record that it stands for."""

    records: tuple[tuple[str, str], ...]
    expeditions: tuple[int, ...]
    eras: tuple[str, ...]
    receipts: tuple[tuple[str, str, str], ...]
    last_year: int


def inventory(facts: Facts) -> Inventory:
    """Everything of an edition."""
    kinds = ("mission", "person", "thing", "agreement", "event")
    labels = facts.rows("select kind, id from label order by kind, id")
    return Inventory(
        records=tuple((row["kind"], row["id"]) for row in labels if row["kind"] in kinds),
        expeditions=tuple(row["number"] for row in facts.rows("select number from expedition order by number")),
        eras=tuple(row["id"] for row in facts.rows("select id from era order by position")),
        receipts=tuple(
            (row["code"], row["kind"], row["id"])
            for row in facts.rows("select code, kind, id from receipt order by kind, id")
        ),
        last_year=facts.count("select cast(substr(as_of, 1, 4) as integer) from record"),
    )

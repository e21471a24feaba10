"""Two editions → which records one has that the other lacks, and which are told differently in them."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from bot.facts.edition import Facts

# Table → the kind of the records that its rows are about (empty: a column says it), and the columns of their id.
_ABOUT: dict[str, tuple[str, tuple[str, ...]]] = {
    "source": ("source", ("id",)),
    "nation": ("nation", ("id",)),
    "era": ("era", ("id",)),
    "thing": ("thing", ("id",)),
    "maker": ("thing", ("thing",)),
    "person": ("person", ("id",)),
    "post": ("person", ("person",)),
    "mission": ("mission", ("id",)),
    "destination": ("mission", ("mission",)),
    "docking": ("mission", ("mission",)),
    "seat": ("seat", ("mission", "person")),
    "expedition": ("expedition", ("number",)),
    "expedition_member": ("expedition", ("expedition",)),
    "agreement": ("agreement", ("id",)),
    "signer": ("agreement", ("agreement",)),
    "event": ("event", ("id",)),
    "event_link": ("event", ("event",)),
    "dispute": ("", ("kind", "id")),
    "citation": ("", ("kind", "id")),
    "story": ("", ("kind", "id")),
    "label": ("", ("kind", "id")),
    "alias": ("", ("kind", "id")),
}
_SHIFTING = ("position", "rank")  # these change where another record comes or goes
_PLACE = re.compile(r"^\d+:")  # of a dispute in its file, which shifts too


@dataclass(frozen=True, slots=True)
class Differences:
    """Records as `mission/apollo-soyuz`, in the order of kinds and ids."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


def differences(before: Facts, after: Facts) -> Differences:
    """What changed from one edition to the next."""
    old, new = _records(before), _records(after)
    return Differences(
        added=tuple(sorted(new.keys() - old.keys())),
        changed=tuple(sorted(key for key in old.keys() & new.keys() if old[key] != new[key])),
        removed=tuple(sorted(old.keys() - new.keys())),
    )


def _records(facts: Facts) -> Mapping[str, list[tuple[object, ...]]]:
    """Every record with all the rows about it."""
    found: defaultdict[str, list[tuple[object, ...]]] = defaultdict(list)
    for table, (kind, key) in _ABOUT.items():
        for row in facts.rows(f"select * from {table}"):  # noqa: S608 - a constant of this module
            name = "/".join([*([kind] if kind else []), *(str(row[column]) for column in key)])
            values = (_stable(row[column]) for column in row.keys() if column not in _SHIFTING)  # noqa: SIM118
            found[name].append((table, *values))
    return found


def _stable(value: object) -> object:
    return _PLACE.sub("", value) if isinstance(value, str) else value

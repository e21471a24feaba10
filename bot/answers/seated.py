"""People with the seats that fit a question: what limits them further, in what order they come, and who is where."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.answers.moments import DAY
from bot.answers.record import Label
from bot.facts.dates import PartialDate
from bot.questions import Roster

_YEARS = 1000  # more than anybody's age


@dataclass(frozen=True, slots=True)
class Seated:
    """A person with the seats that fit: their flights in order, time aboard in them, and years and days of age then.

    `expeditions` are those commanded, where command of the station is asked for. `seconds` is None while they are up.
    """

    person: Label
    nation: Label | None
    missions: tuple[Label, ...]
    launch: PartialDate | None
    seconds: int | None
    age: int | None
    days_old: int | None = None
    is_up: bool = False
    expeditions: tuple[int, ...] = ()

    @property
    def seats(self) -> int:
        """How many fit: flights, or expeditions commanded."""
        return len(self.missions) or len(self.expeditions)


def limited(seated: Sequence[Seated], asked: Roster) -> list[Seated]:
    """Those with as many seats, and as many days in them, as are asked for."""
    return [
        one for one in seated if _has_flown(one, asked.flown) and (one.seconds or 0) >= least_of(asked.longer) * DAY
    ]


def ages(aged: str) -> tuple[int, int]:
    """The least and the greatest age of a filter such as "77", "60-" or "-29"."""
    start, dash, end = aged.partition("-")
    return int(start or 0), int(end or _YEARS) if dash else int(start or _YEARS)


def least_of(number: str) -> int:
    """The number of a filter such as "7" or "5-"; 0 where there is none."""
    return int(number.removesuffix("-") or 0)


def _has_flown(one: Seated, flown: str) -> bool:
    """Whether somebody has as many seats as asked for; "5-" is five or more."""
    return not flown or (one.seats >= least_of(flown) if flown.endswith("-") else one.seats == least_of(flown))


def ordered(seated: Sequence[Seated], ask: str) -> list[Seated]:
    """Those who fit, in the order that the question wants; for one flight's length each flight would stand alone."""
    if ask.isdigit():
        return list(seated[int(ask) - 1 :])
    found = [(key, one) for one in seated if (key := _key(one, ask)) is not None]
    return [one for _, one in sorted(found, key=lambda pair: pair[0], reverse=ask == "last")]


def place_of(person: str, seated: Sequence[Seated], ask: str) -> tuple[int, Seated | None]:
    """The place of a person in the order that the question wants, and their seats; 0 where they are not in it."""
    own = next((one for one in seated if one.person.id == person), None)
    key = _key(own, ask) if own else None
    if key is None:
        return 0, None
    others = [_key(one, ask) for one in seated]
    ahead = [other for other in others if other is not None and (other > key if ask == "last" else other < key)]
    return len(ahead) + 1, own


def _key(one: Seated, ask: str) -> tuple[str, int] | None:
    """What the smaller of comes first (for "last", the greater): a day or a number; None where it is not known."""
    number: int | None = 0
    match ask:
        case "first" | "last":
            return str(one.launch), 0
        case "time" | "longest":
            number = -one.seconds if one.seconds else None
        case "shortest":
            number = one.seconds or None
        case "flights":
            number = -one.seats
        case "youngest":
            number = one.days_old
        case "oldest":
            number = None if one.days_old is None else -one.days_old
        case _:
            pass  # a list, as it stands
    return None if number is None else ("", number)

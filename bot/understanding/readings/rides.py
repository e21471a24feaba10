"""Several craft or stations in one list of people: each of them, or up in one craft and home in another."""

import re
from typing import NamedTuple

from bot.understanding.frame import CRAFT_KINDS, Frame
from bot.understanding.readings.clues import NATIONS

_BOTH = re.compile(r"\bboth\b|\bи (на|в|с) .*\bи \1 |\bоб(а|е|оих|еих)\b|\bа также\b")
_VERBS = ("launch", "fly", "land")


class Rides(NamedTuple):
    """The craft that somebody went up in (each of "soyuz+crew-dragon"), and the one they came home in."""

    craft: str
    back: str = ""


def rides_of(frame: Frame) -> Rides | None:
    """The craft that somebody must have flown in: "up on the Shuttle and home on Soyuz", "on both"; else None."""
    found = _families(frame) or _sides(frame)
    if len(found) < 2 or frame.has("or", "not", "except"):
        return None
    if len(found) > 2:  # "on a Shuttle, a Soyuz and a Dragon"
        frame.used.update(place for place, _ in found)
        return None if frame.has("land") else Rides("+".join(id_ for _, id_ in found))
    verbs = [verb_before(frame, place) for place, _ in found]
    up, back = sorted(found, key=lambda pair: verb_before(frame, pair[0]) == "land")
    if verbs.count("land") == 1:
        frame.used.update(place for place, _ in found)
        frame.take("land", "launch")
        return Rides(up[1], back[1])
    if frame.has("land") or not (frame.things(*CRAFT_KINDS) and _is_both(frame)):
        return None
    frame.used.update(place for place, _ in found)
    return Rides("+".join(id_ for _, id_ in found))


def stations_of(frame: Frame) -> str:
    """The stations that somebody must have been on, joined: «и на „Мире“, и на МКС»; empty where not several."""
    found = frame.things("station", "destination")
    ids = dict.fromkeys(slot.entry.id for slot in found)
    if len(ids) < 2 or not _is_both(frame):
        return ""
    frame.use(found)
    frame.take("station")
    return "+".join(ids)


def _families(frame: Frame) -> list[tuple[int, str]]:
    """The craft that are named, each with its place; none where one is the other's family."""
    ships = {slot.entry.id: slot.place for slot in reversed(frame.things(*CRAFT_KINDS))}
    related = any(a != b and a.startswith(b) for a in ships for b in ships)
    orbiters = any(slot.entry.hint_en == "orbiter" for slot in frame.things(*CRAFT_KINDS))
    return (
        []
        if related or (orbiters and "space-shuttle" in ships)
        else sorted((place, id_) for id_, place in ships.items())
    )


def _sides(frame: Frame) -> list[tuple[int, str]]:
    """The sides whose craft are meant: «на американском корабле, а вернулись на российском»."""
    items = frame.sentence.items
    sides = [(place, item.concept) for place, item in enumerate(items) if item.concept in NATIONS]
    beside = [items[place + 1].concept if place + 1 < len(items) else "" for place, _ in sides]
    after = [items[place - 1].concept if place else "" for place, _ in sides]
    meant = [
        (place, nation.removeprefix("nation:"))
        for (place, nation), craft, verb in zip(sides, beside, after, strict=True)
        if craft == "craft" or ("craft" in beside and verb in _VERBS)
    ]
    return meant if len({side for _, side in meant}) > 1 else []


def _is_both(frame: Frame) -> bool:
    """Whether the sentence says "both … and", or "later": «и на шаттле, и на „Союзе“». A bare "and" may be either."""
    return bool(_BOTH.search(frame.sentence.text.lower())) or frame.take("again", "later")


def verb_before(frame: Frame, place: int) -> str:
    """The verb that a craft stands after: flown up in, or landed in."""
    return next((item.concept for item in reversed(frame.sentence.items[:place]) if item.concept in _VERBS), "")

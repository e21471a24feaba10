"""Questions that name no person and no flight: lists, counts, the first and the last, and what happened when."""

from dataclasses import replace

from bot.questions import Flights, Happened, History, OnThisDay, Question, Roster
from bot.understanding.frame import CRAFT_KINDS, Frame
from bot.understanding.readings.clues import AGENCIES, NATIONS, SEATS
from bot.understanding.readings.limits import craft_of, is_present, roster_of, station_of
from bot.understanding.sentence import Item

_RIDES = ("craft", "flight", "fly", "launch", "land", "dock")


def roster(frame: Frame) -> Question | None:
    """People of all flights: listed, counted, or the first, last, youngest … of them."""
    _skip_while(frame)
    if frame.of("person") or frame.of("mission") or frame.of("agreement"):
        return None
    named = frame.has("who", "people", "cosmonaut", "tourist", "woman", "man", "commander", *SEATS)
    if frame.has("craft") and frame.has("most", "most_time", "longest", "shortest") and not named:
        return None  # which of the craft
    if _commands_others(frame):
        return None
    if _commands_a_station(frame):
        return None
    nations = any(item.concept.startswith(("nation:", "foreigner")) for item in frame.sentence.items)
    if (
        not (named or nations)
        and frame.has("longest", "shortest")
        and frame.has("flight")
        and frame.things(*CRAFT_KINDS)
    ):
        return None  # the longest flight of a craft, not of somebody who rode it
    best = frame.has("longest", "most", "most_time", "youngest", "oldest", "shortest")
    if not (named or best or (nations and not frame.has("flight")) or (nations and frame.has("fly"))):
        return None
    stays = _stays_in_month(frame)
    found = roster_of(frame)
    if stays and found.years:
        found = replace(found, day=found.years, years="", role="")
    return None if found == Roster() else found  # everybody who ever flew is what nobody asks for


def _skip_while(frame: Frame) -> None:
    """Leave out what only says which day it was: "in space when the Union ended on 26 December 1991"."""
    items = frame.sentence.items
    start = next((place for place, item in enumerate(items) if item.concept == "when"), 0)
    days = [place for place, item in enumerate(items) if item.period and item.period.kind == "day" and place > start]
    if start and days and any(item.concept in ("space", "fly", "launch") for item in items[:start]):
        said = range(start, days[0])
        silent = [Item(item.text, "space") if place in said else item for place, item in enumerate(items)]
        frame.sentence = replace(frame.sentence, items=tuple(silent))
        frame.slots = tuple(slot for slot in frame.slots if slot.place not in said)


def _commands_others(frame: Frame) -> bool:
    """Whether the nation is that of a passenger: «кто командовал кораблём, на котором прилетел американец»."""
    items = frame.sentence.items
    commanding = [item.clause for item in items if item.concept == "commander"]
    return bool(commanding) and any(
        item.concept.startswith("nation:") and item.clause > commanding[0] for item in items
    )


def _commands_a_station(frame: Frame) -> bool:
    """Whether it is asked who led the crew of another station than the ISS; the record holds craft and the ISS."""
    stations = [slot for slot in frame.things("station") if slot.entry.id != "iss"]
    items = frame.sentence.items
    if any(slot.place and items[slot.place - 1].concept == "commander" for slot in stations):
        return True  # «командир „Мира“», whatever flew there
    return frame.has("commander") and bool(stations) and not frame.has(*_RIDES)


def _stays_in_month(frame: Frame) -> bool:
    """Whether it is asked who was somewhere in a month: those who were launched in it are others."""
    return is_present(frame) and any(item.period and item.period.kind == "month" for item in frame.sentence.items)


def flights(frame: Frame) -> Question | None:
    """Flights of all craft: listed, counted, or the first, last, longest of them."""
    if frame.of("person") or frame.of("mission") or frame.has("who", "people", "cosmonaut", "woman", "man", "tourist"):
        return None
    if not (
        frame.has("flight", "dock", "times")
        or (frame.has("how_many") and frame.things(*CRAFT_KINDS))
        or (frame.has("fly") and frame.things(*CRAFT_KINDS) and frame.things("station", "destination"))
        or (frame.has("fly") and frame.has("craft") and frame.things("station", "destination"))
        or (frame.has("first", "last", "longest", "shortest") and frame.things())
    ):
        return None
    if frame.has("land") and any(slot.entry.id == "moon" for slot in frame.things("destination")):
        return None  # who went there is told, who set foot on it is not
    craft, station, years = craft_of(frame, other=True), station_of(frame), frame.take_period("years", "month", "day")
    sides = {side for _, side in frame.take_prefixed("nation:")}
    joint = frame.take("joint") or sides == {"us", "ru"}
    nation = sides.pop() if len(sides) == 1 else ""
    ask = next((way for way in ("first", "last", "longest", "shortest") if frame.take(way)), "")
    if not ask and frame.take("how_many", "times"):
        ask = "count"
    tell = ""
    if ask in ("first", "last"):
        tell = next((tell for tell, concept in (("docking", "dock"), ("landing", "land"), ("launch", "launch"))
                     if frame.take(concept)), "")  # fmt: skip
    frame.take("flight", "fly", "dock", "launch", "space", "when", "craft", "station", "happened", "times", "with",
               "meet")  # fmt: skip
    return Flights(
        ask or "list", tell, craft=craft, station=station, years=years, nation=nation, joint="yes" if joint else ""
    )


def happened(frame: Frame) -> Question | None:
    """What happened on a day, in a month, in a year, in an era."""
    frame.use(frame.things(*AGENCIES))  # "between NASA and Russia"
    if any(slot.place not in frame.used and slot.entry.kind != "era" for slot in frame.slots) or frame.has("who"):
        return None
    eras = frame.of("era")
    year = frame.take_period("years") if not eras else ""
    day, month, yearly = frame.take_period("day"), frame.take_period("month"), frame.take_period("anniversary")
    frame.use(eras[:1])
    if frame.has("happened") and frame.take("now") and not yearly and not (year or day or month or eras):
        return OnThisDay()
    if not (year or day or month or yearly or eras):
        return None
    frame.take("happened", "when", "what", "space", "definition", *NATIONS, "joint")
    if eras:
        return History(era=eras[0].entry.id)
    if year.isdigit() and not yearly:
        return History(year=int(year))
    if yearly:
        return Happened(f"{year}-{yearly}") if year.isdigit() else OnThisDay(yearly)
    return Happened(day or month or year)

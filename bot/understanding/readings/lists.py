"""Questions that name no person and no flight: lists, counts, the first and the last, and what happened when."""

import re
from dataclasses import replace

from bot.questions import Flights, Happened, History, OnThisDay, Question, Roster
from bot.understanding.frame import CRAFT_KINDS, Frame
from bot.understanding.readings.clues import AGENCIES, NATIONS, SEATS, WHO
from bot.understanding.readings.limits import craft_of, is_present, roster_of, station_of
from bot.understanding.sentence import Item

_RIDES = ("craft", "flight", "fly", "launch", "land", "dock")
_CARRIED = re.compile(
    r"\b(?:aboard|on board|onboard|carr(?:y|ied|ying)|had|have|has|with|includ\w+|took|на борту|с участием|в экипаже)\b"
)
_COUNTRIES = (
    "russia",
    "ussr",
    "soviet union",
    "usa",
    "us",
    "united states",
    "america",
    "россии",
    "россия",
    "ссср",
    "сша",
)
_MEASURES = ("total", "how_long", "how_many", "record", "most", "most_time", "longest")
_GROUPS = {"cosmonaut": "ru", "woman": "female", "man": "male", "tourist": "visitor"}
_NEW_YEAR = re.compile(r"\bнов(?:ый|ого)\b.*\bгод|\bnew year")
_RANKED = ("first", "last", "youngest", "oldest", "most", "most_time", "longest", "shortest")


def roster(frame: Frame) -> Question | None:
    """People of all flights: listed, counted, or the first, last, youngest … of them."""
    _skip_while(frame)
    if frame.of("person") or frame.of("mission") or frame.of("agreement"):
        return None
    named = frame.has("who", "people", "cosmonaut", "tourist", "woman", "man", "commander", *SEATS)
    if frame.has("craft") and frame.has("most", "most_time", "longest", "shortest") and not named:
        return None  # which of the craft
    if _counts_crowd(frame) or _commands_others(frame) or _aboard(frame) or _flew_with(frame) or _lands_on_moon(frame):
        return None
    _skip_predicate(frame)
    if _NEW_YEAR.search(frame.sentence.text.lower()):
        frame.take("meet")  # «кто встречал новый 1996 год на орбите»
    if _commands_a_station(frame):
        return None
    does = frame.has("undock") or (frame.has("when") and not frame.has(*WHO))
    if does and any(item.text in _COUNTRIES for item in frame.sentence.items):
        return None  # when a country launched something, or who said that it would leave
    if any(item.text == "first time" for item in frame.sentence.items) and frame.take_count("people", "cosmonaut"):
        return None  # when so many were together for the first time
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
    stays = _stays(frame)
    found = roster_of(frame)
    if found.ask.isdigit() and frame.has(*_MEASURES):
        return None  # the second by time, not by date
    if stays and found.years:
        found = replace(found, day=found.years, years="", role="")
    return None if found == Roster() else found  # everybody who ever flew is what nobody asks for


def _counts_crowd(frame: Frame) -> bool:
    """Whether it is asked how many were there at once: "the record number of people"."""
    return frame.follows("most", "people", "cosmonaut", "woman", "man", "crew")


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


def _skip_predicate(frame: Frame) -> None:
    """Leave out whose citizen somebody is said to be: "Was the first commander of the ISS a Russian?"."""
    *others, item = frame.sentence.items or [Item("")]
    ending = rf"(?:was|is|were|are)\b.*\ban?\s+{re.escape(item.text)}\W*"
    if item.concept.startswith("nation:") and re.fullmatch(ending, frame.sentence.text.lower().strip()):
        frame.sentence = replace(frame.sentence, items=(*others, Item(item.text, "space")))


def _flew_with(frame: Frame) -> bool:
    """Whether a group is that of companions: "women who flew with Russians", "with the most cosmonauts"."""
    items = frame.sentence.items
    for place in [place for place, item in enumerate(items) if item.concept == "with"]:
        after = items[place + 1 : place + 3]
        if after and after[0].concept == "most":
            after = after[1:]
        if after and (after[0].concept in _GROUPS or after[0].concept.startswith("nation:")):
            return True
    return False


def _is_craft_of_year(frame: Frame) -> bool:
    """Whether there is but a craft, a year and where to: «„Союзы“ 1969 года», «шаттлы к МКС за 2006 год»."""
    first, *others = frame.sentence.items or [Item("")]
    if not (frame.things("spacecraft") and first.mention and first.mention.of("thing")):
        return False
    stations = [item for item in others if item.mention]
    return (
        len(others) - len(stations) == 1
        and len(frame.things("station")) == len(stations)
        and any(item.period for item in others)
    )


def _lands_on_moon(frame: Frame) -> bool:
    """Whether it is who set foot on the Moon: who went there is told, that is not."""
    return frame.has("land") and any(slot.entry.id == "moon" for slot in frame.things("destination"))


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


def _stays(frame: Frame) -> bool:
    """Whether it is asked who was somewhere in a month or a year: those who were launched in it are others."""
    periods = [item.period for item in frame.sentence.items if item.period]
    return is_present(frame) and any(one.kind == "month" or one.value.isdigit() for one in periods)


def _aboard(frame: Frame) -> dict[int, str]:
    """Of whom somebody was aboard the flights that are asked for, by their places: "flights that carried a woman"."""
    items = frame.sentence.items
    flight = next((place for place, item in enumerate(items) if item.concept == "flight"), len(items))
    groups = {
        place: _GROUPS.get(item.concept) or item.concept.removeprefix("nation:")
        for place, item in enumerate(items)
        if item.concept in _GROUPS or (item.concept.startswith("nation:") and item.text not in _COUNTRIES)
    }
    before = [place for place in groups if place < flight - 1]
    ranked = any(item.concept in _RANKED for item in items[flight:])
    if (
        before
        or ranked
        or frame.has("who")
        or frame.counts("people")
        or not _CARRIED.search(frame.sentence.text.lower())
    ):
        return {}
    return {place: group for place, group in groups.items() if place > flight}


def flights(frame: Frame) -> Question | None:
    """Flights of all craft: listed, counted, or the first, last, longest of them."""
    aboard = _aboard(frame)
    people = frame.has("people", "cosmonaut", "woman", "man", "tourist") and not aboard
    if frame.of("person") or frame.of("mission") or frame.has("who") or people:
        return None
    if not (
        frame.has("flight", "dock", "times")
        or (frame.has("how_many") and frame.things(*CRAFT_KINDS))
        or (frame.has("fly") and frame.things(*CRAFT_KINDS) and frame.things("station", "destination"))
        or (frame.has("fly") and frame.has("craft") and frame.things("station", "destination"))
        or (frame.has("launch") and frame.has("craft") and frame.things(*CRAFT_KINDS))
        or (frame.has("first", "last", "longest", "shortest") and frame.things())
        or _is_craft_of_year(frame)
    ):
        return None
    if _lands_on_moon(frame):
        return None
    joined = [slot for slot in frame.things("programme") if slot.entry.id == "shuttle-mir"]
    frame.use(joined)
    craft, station = ("space-shuttle", "mir") if joined else (craft_of(frame, other=True), station_of(frame))
    years = frame.take_period("years", "month", "day")
    carried = {*aboard.values()}
    frame.used.update(aboard)
    sides = {side for _, side in frame.take_prefixed("nation:")}
    joint = frame.take("joint") or sides == {"us", "ru"} or carried == {"us", "ru"}
    if len(carried) > 1 and not joint:
        return None  # no filter means two
    nation = sides.pop() if len(sides) == 1 else ""
    frame.take_count(*_RANKED)  # "the three longest": as many are shown
    ask = next((way for way in ("first", "last", "longest", "shortest") if frame.take(way)), "")
    ask = ask or frame.take_ordinal()
    frame.take_count("dock", "flight")
    if not ask and frame.take("how_many", "times"):
        ask = "count"
    tell = ""
    if ask in ("first", "last") or ask.isdigit():
        tell = next((tell for tell, concept in (("docking", "dock"), ("landing", "land"), ("launch", "launch"))
                     if frame.take(concept)), "")  # fmt: skip
    frame.take("flight", "fly", "dock", "launch", "space", "when", "craft", "station", "happened", "times", "with",
               "meet", *(("people",) if aboard else ()),
               *(("crew",) if aboard or (frame.has("craft") and frame.has("with")) else ()))  # fmt: skip
    if frame.asks_which("station") and not station:
        return None
    if not frame.has("flight", "dock") and not (craft or station or years or nation or joint or aboard):
        return None  # "the time of the handshake"
    return Flights(
        ask or "list", tell, craft=craft, station=station, years=years, nation=nation, joint="yes" if joint else "",
        aboard=carried.pop() if carried and not joint else "",
    )  # fmt: skip


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

"""What limits a list: nation, craft, station, years …; and which of the list is asked for."""

import re
from itertools import pairwise

from bot.questions import Roster
from bot.understanding.frame import CRAFT_KINDS, Frame, Slot
from bot.understanding.readings.clues import NATIONS, PLACES, WHO
from bot.understanding.readings.nations import NOT, PARTNERS, is_foreign, nation_of
from bot.understanding.readings.rides import rides_of, stations_of, verb_before


def station_of(frame: Frame) -> str:
    """The station or other destination that limits the flights."""
    found = frame.things("station", "destination")
    frame.use(found[:1])
    if found:
        frame.take("station")
    if found and found[0].entry.id == "mir":  # "on Mir during Shuttle–Mir"
        frame.use(slot for slot in frame.things("programme") if slot.entry.id == "shuttle-mir")
    return found[0].entry.id if found else ""


def craft_of(frame: Frame, *, other: bool = False) -> str:
    """The craft, its family, its launch site or its side ("American craft") that limits the flights.

    With `other`, "not on Soyuz" is a limit too: "!soyuz".
    """
    items = frame.sentence.items
    found = _one_family(frame.things(*CRAFT_KINDS, *PLACES))
    frame.use(found)
    for slot in found:  # "the Russian Soyuz": the nation is the craft's
        before = items[slot.place - 1]
        others = "nation:ru" if is_foreign(slot.entry.id) else "nation:us"  # "the first Russian Shuttle" there is not
        is_its_own = before.concept.startswith("nation:") and before.concept != others
        if slot.place and is_its_own and before.last + 1 == items[slot.place].first:
            frame.used.add(slot.place - 1)
    sides = [
        (place, item.concept.removeprefix("nation:"))
        for place, item in enumerate(items[:-1])
        if item.concept in NATIONS
        and place not in frame.used
        and items[place + 1].concept == "craft"
        and item.last + 1 == items[place + 1].first
    ]
    for place, _ in sides:
        frame.used.update((place, place + 1))
    if found:
        chosen = max(found, key=lambda slot: slot.entry.hint_en == "orbiter").entry.id
        return f"!{chosen}" if other and _is_denied(frame, min(slot.place for slot in found)) else chosen
    return sides[0][1] if sides else ""


def _is_denied(frame: Frame, place: int) -> bool:
    """Whether a "not" stands before what is named, with nothing but a ride between: "never flown on Soyuz"."""
    items = frame.sentence.items
    before = next((at for at in range(place - 1, -1, -1) if items[at].concept not in _RIDDEN), None)
    if before is None or items[before].concept not in NOT:
        return False
    while before >= 0 and items[before].concept in NOT:  # «ни разу не»
        frame.used.add(before)
        before -= 1
    return True


def _one_family(crafts: list[Slot]) -> list[Slot]:
    """The crafts without those of another family than the first orbiter's or craft's; two families are no filter."""
    places = [slot for slot in crafts if slot.entry.hint_en in PLACES]
    orbiters = [slot for slot in crafts if slot.entry.hint_en == "orbiter"]
    ships = [slot for slot in crafts if slot.entry.hint_en == "spacecraft"]
    if orbiters:
        return [*orbiters[:1], *(ship for ship in ships if ship.entry.id == "space-shuttle")]
    return [ship for ship in ships if ship.entry.id.startswith(ships[0].entry.id)] or places[:1]


_PRESENT = (
    "был на", "была на", "были на", "было на", "был в космосе", "были в космосе", "было в космосе", "работал",
    "was on", "were on", "was aboard", "were aboard", "was up", "were up", "staying",
)  # fmt: skip
_MEASURED = ("how_long", "months", "flight", "times", "people", "cosmonaut", "woman", "man")
_RIDDEN = ("fly", "launch", "land", "flight", "space", "craft", "with", "when", "who")
_NATIONALITIES = ("nation:us", "nation:ru", "foreigner")
_GENDERS = (("female", "woman"), ("male", "man"))
_BEST: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("youngest", ("youngest",)), ("oldest", ("oldest",)), ("time", ("most_time",)), ("flights", ("most",)),
    ("shortest", ("shortest",)), ("first", ("first",)), ("last", ("last",)),
)  # fmt: skip


_PERFECT = re.compile(r"\b(?:has|have|ve)\b.*\b(?:been|flown|gone|visited|launched|landed|lived|ridden|travell?ed)\b")


_ASKED_WITH = {
    "longest": ("how_long",), "shortest": ("how_long",), "time": ("how_long",),
    "youngest": ("how_old",), "oldest": ("how_old",),
}  # fmt: skip


def roster_of(  # noqa: PLR0913 - each reader knows another of them
    frame: Frame, *, mission: str = "", companion: str = "", role: str = "", way: str = "",
    back: str = "",
) -> Roster:  # fmt: skip
    """The filters of a sentence about people, whatever reader found it."""
    rides = rides_of(frame)
    craft, back = (rides.craft, rides.back or back) if rides else (craft_of(frame, other=not mission), back)
    station = stations_of(frame) or station_of(frame)
    if companion and station and not mission and is_present(frame):
        way = "meanwhile"
    nation = nation_of(frame, craft, mission)
    agency = frame.things("agency") if station == "iss" and not nation else []
    if len(agency) == 1 and (nation := PARTNERS.get(agency[0].entry.id, "")):
        frame.use(agency)
    gender = next((value for value, concept in _GENDERS if frame.take(concept)), "")
    category = _category(frame) if not companion else ""
    if agency and nation:
        category = category or "!visitor"  # who paid did not fly for the agency
    frame.take("tourist")
    of_craft = bool(craft or mission or companion or frame.has("flight", "craft"))
    role = _role(frame, is_of_station=station in ("iss", "") and not of_craft) or role
    if "+" in craft and role == "pilot":
        role = ""  # "Vostok pilots who later flew on Soyuz"
    if frame.take("live") and way != "meanwhile":
        role = role or "resident"
    flown, longer, born = _flown(frame), frame.take_least_days(), _born(frame)
    while frame.take_count("people", "cosmonaut", "woman", "man", "crew", "who", *_NATIONALITIES) is not None:
        pass  # "four people, two of them Americans": how many there are, the record knows
    aged = _aged(frame)
    ask = _best(frame)
    frame.take(*_ASKED_WITH.get(ask, ()))  # "who holds the record, and how long was it?"
    apart = role == "resident" or ask not in ("list", "count")
    single = "yes" if longer and (frame.take("single") or apart) else ""
    if not way and not back:
        way = _one_way(frame) or ("down" if frame.take("land", *(("undock",) if station else ())) else "")
    day = frame.take_period("day")
    perfect = _PERFECT.search(frame.sentence.text.lower())  # "have flown up to now": not who is up there
    placed = station or frame.has("space", "station", *WHO)
    if (frame.take("now") and placed and not perfect) or ((frame.has("space") or station) and _present(frame)):
        day = day or "now"
    years = frame.take_period("years", "month")
    if day and day != "now" and (frame.has("launch") or way):
        day, years = "", day
    frame.take("fly", "flight", "launch", "space", "times", "craft", "when", "with", "station", "dock", "how_many",
               "happened", *WHO)  # fmt: skip
    if frame.has(*WHO) and ask == "list":
        frame.take("country")  # each is told with theirs
    return Roster(
        ask, nation=nation, craft=craft, station=station, years=years, gender=gender, category=category, role=role,
        mission=mission, companion=companion, way=way, day=day, back=back,
        flown=flown, longer=longer, aged=aged, single=single, born=born,
    )  # fmt: skip


def _role(frame: Frame, *, is_of_station: bool) -> str:
    """What somebody was aboard: the commander of a craft or of the station, a pilot …; empty where it is not said."""
    role = ""
    if frame.take("commander"):
        role = "station" if is_of_station else "commander"
        frame.take("expedition")
    if frame.take("swap"):
        role = "swap"
    seats = frame.take_prefixed("seat:")
    return seats[0][1].replace("-", " ") if seats else role


def _one_way(frame: Frame) -> str:
    """Who went up in a craft but not down ("stayed"), or the contrary ("joined"): "had not launched on it"."""
    if frame.take("stay_behind"):
        frame.take("land", "not")
        return "stayed"
    other = next((place for place, item in enumerate(frame.sentence.items) if item.concept == "other_craft"), None)
    if other is not None:
        verb = verb_before(frame, other)
        frame.take("other_craft", "land", "launch")
        return "stayed" if verb == "land" else "joined"
    denied = [after.concept for item, after in pairwise(frame.sentence.items) if item.concept == "not"]
    way = "stayed" if "land" in denied else "joined" if "launch" in denied and frame.has("land") else ""
    if way:
        frame.take("not", "land", "launch")
    return way


def _flown(frame: Frame) -> str:
    """How many flights somebody must have made: "7", or "5-" for five and more."""
    flights = frame.take_count("flight", "times")
    if flights is None:
        return ""
    if frame.take("more_than", "more"):
        return f"{flights + 1}-"
    return f"{flights}-" if frame.take("at_least") else str(flights)


def _aged(frame: Frame) -> str:
    """The age at launch that somebody must have had: "60-" for older than sixty, "-29" for younger than thirty."""
    if bare := _over_or_under(frame):
        return bare
    told = [item for item in frame.sentence.items if item.concept == "how_old"]
    bounded = frame.has("older", "younger", "more_than", "more", "fewer", "at_least", "before")
    if not (bounded and (told or frame.has("older", "younger"))) and len(told) < 2:
        return ""  # "60 years ago" is no age, "at the age of 60 years" is
    years = frame.take_count("how_old")
    if years is None:
        years = frame.take_count_after("older", "younger", "how_old")
    if years is None:
        return ""
    frame.take("how_old")
    if frame.take("older", "more_than", "more", "at_least"):
        return f"{years}-"
    return f"-{years - 1}" if frame.take("younger", "fewer", "before") else str(years)


def is_present(frame: Frame) -> bool:
    """Whether it is asked who was somewhere, and not who flew there."""
    return any(item.concept == "live" or item.text.startswith(_PRESENT) for item in frame.sentence.items)


def _over_or_under(frame: Frame) -> str:
    """The same where a bare number tells the age: "anyone over 70", "under 30", but not "over 100 days"."""
    items = frame.sentence.items
    for place, (before, item) in enumerate(pairwise(items), start=1):
        after = items[place + 1].concept if place + 1 < len(items) else ""
        bounded = before.concept in ("over", "under") and item.is_unknown and after not in _MEASURED
        if bounded and (years := frame.take_count_after(before.concept)) is not None:
            return f"{years + 1}-" if before.concept == "over" else f"-{years - 1}"
    return ""


def _born(frame: Frame) -> str:
    """When somebody must have been born: "born in 1934", "born after 1980", «1934 года рождения»."""
    for place, (item, after) in enumerate(pairwise(frame.sentence.items)):
        period = after.period if item.concept == "born" else item.period if after.concept == "born" else None
        if period and period.kind in ("years", "month", "day"):
            frame.used.update((place, place + 1))
            return period.value
    return ""


def _category(frame: Frame) -> str:
    """Whether only those who paid are meant, or only those who did not."""
    tourists = [place for place, item in enumerate(frame.sentence.items) if item.concept == "tourist"]
    if tourists and _is_denied(frame, tourists[0]):
        return "!visitor"
    return "visitor" if tourists else ""


_WHO_IS = (["who", "is"], ["who's", "in"], ["who's", "on"], ["who's", "aboard"], ["who", "are"], ["who", "lives"])


def _present(frame: Frame) -> bool:
    """Whether a question such as "who is in space" is in present tense, without a superlative."""
    words = frame.sentence.text.lower().split()
    present = words[:2] in _WHO_IS or (words[:2] == ["how", "many"] and words[3:4] == ["are"])
    return present and not frame.has("first", "last", "most", "commander", "longest", "oldest", "youngest")


def _best(frame: Frame) -> str:
    frame.take_count(
        "longest", "shortest", "youngest", "oldest", "most", "most_time", "first", "last"
    )  # so many are shown
    if frame.has("single") and frame.take("longest", "most_time"):
        frame.take("single", "flight")
        return "longest"
    if frame.take("longest"):
        return "longest" if frame.take("flight") else "time"
    if frame.has("most") and frame.take("how_long", "total"):
        frame.take("most")
        return "time"
    best = next((way for way, concepts in _BEST if frame.take(*concepts)), "") or frame.take_ordinal()
    if best.isdigit() or best == "first":
        frame.take("rank")
    if best == "time":
        frame.take("how_long", "total", "record")
    if frame.has("record"):
        best = best or _record_of(frame)
        if best:
            frame.take("record")
    return best or ("count" if frame.take("how_many") else "list")


def _record_of(frame: Frame) -> str:
    """What a record is in that is named without a superlative: "the record for days in space"."""
    if frame.has("how_long", "total"):
        frame.take("how_long", "total")
        return "longest" if frame.take("flight") else "time"
    return "flights" if frame.has("how_many", "times") and frame.has("flight", "fly", "launch") else ""

"""Questions about agreements, craft, places and practices that are named."""

from bot.questions import AgreementCard, Fact, Question, ThingCard
from bot.understanding.frame import Frame
from bot.understanding.readings.clues import AGENCIES, NATIONS, OF_AGREEMENT, OF_THING, WHO, clue
from bot.understanding.readings.limits import roster_of

SWAPS = "seat-exchange-2022"  # the agreement that seat swaps go by


def agreement(frame: Frame) -> Question | None:
    """One agreement that is named."""
    found = frame.of("agreement")
    if len(found) != 1:
        return None
    frame.use(found)
    frame.take_count("agency", "who", "people", "man", "country")
    field = clue(frame, OF_AGREEMENT)
    frame.take("agreement", "definition", "sign", "happened", *NATIONS)
    frame.use(frame.things(*AGENCIES))
    return Fact("agreement", found[0].entry.id, field) if field else AgreementCard(found[0].entry.id)


def thing(frame: Frame) -> Question | None:
    """One craft, station, place, organisation or practice."""
    found = frame.things()
    if len(found) != 1 or frame.of("person") or frame.of("mission"):
        return None
    frame.use(found)
    entry = found[0].entry
    if entry.hint_en in AGENCIES and frame.has("head", "commander", "replace") and not frame.has("fly", "launch"):
        time = frame.take_period("years", "month", "day")
        frame.take("head", "commander", "who", "now", "agency", "role", *(("replace",) if time else ()))
        return Fact("thing", entry.id, "heads", time)
    if frame.has("died") and frame.has(*WHO, "woman", "man"):
        return None  # somebody's end, not its own
    if entry.hint_en == "spacecraft" and frame.has("launch", "land") and not frame.has("first", "built"):
        return None  # many flew: which one?
    frame.take_beside("module", found[0].place)
    if field := clue(frame, OF_THING):
        return Fact("thing", entry.id, field)
    frame.take(
        "definition",
        "dock",
        "where",
        "why",
        "height",
        "how",
        "space",
        "craft",
        "station",
        "agency",
        "site",
        "swap",
        "fly",
        "country",
    )
    return ThingCard(entry.id)


def swap(frame: Frame) -> Question | None:
    """Seat swaps: what they are, who flew under them, how many there were."""
    swaps = [slot for slot in frame.things("practice") if slot.entry.id == "seat-swap"]
    if frame.has("first", "last", "how_many", *NATIONS) and not frame.has("sign", "when"):
        swaps += [slot for slot in frame.of("agreement") if slot.entry.id == SWAPS]  # who flew by it
    if not (frame.take("swap") or swaps) or frame.of("person") or frame.of("mission"):
        return None
    frame.use(swaps)
    if frame.has("sign", "agreement") and not frame.has("how_many", "first", "last", *NATIONS):
        field = clue(frame, OF_AGREEMENT)
        frame.take("agreement", "sign", "definition")
        frame.use(frame.things(*AGENCIES))
        return Fact("agreement", SWAPS, field) if field else AgreementCard(SWAPS)
    if frame.has("how_many", "first", "last", *WHO, *NATIONS) and not frame.has("why", "definition", "when"):
        frame.take("flight", "fly", "launch", "now", "happened", "agreement")
        return roster_of(frame, role="swap")
    frame.take("definition", "why", "fly", "people", "how", "agreement", *NATIONS, "crew")
    return ThingCard("seat-swap")

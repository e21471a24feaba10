"""Others beside one person who is named: who came before or after, who else was in the crew, who commanded it."""

import re

from bot.understanding.frame import CRAFT_KINDS, Frame, Slot
from bot.understanding.readings.clues import AGENCIES, WHO

_THEIRS = re.compile(r"['’]s? (?:flight |mission |spacecraft |crew )?(?:commander|captain)\b", re.IGNORECASE)


def asks_for_their_crew(frame: Frame) -> bool:
    """Whether it is who else was in somebody's crew."""
    return frame.has("crew") and frame.has("who") and not frame.has("commander", "role", "how_long", "how_many")


def asks_for_their_commander(frame: Frame, person: Slot) -> bool:
    """Whether it is who commanded somebody's flight: "commander of the flight that took Wolf to Mir"."""
    if not frame.has("commander") or frame.has("how_many", "times", "how_long"):
        return False
    if _THEIRS.search(frame.sentence.text):
        return True
    items = frame.sentence.items[: person.place]
    before = [item.concept for item in items]
    if before[-2:] == ["who", "commander"] and items[-2].text.startswith(("кто", "who")):
        return True  # «кто был командиром Леонова»
    ridden = "flight" in before or any(craft.place < person.place for craft in frame.things(*CRAFT_KINDS))
    return (frame.has("who") and frame.has("craft", "flight", "crew")) or ("commander" in before and ridden)


def succession(frame: Frame, person: Slot) -> str:
    """Whether it is who came after somebody, or before: "who replaced Rogozin", "whom did Borisov replace"."""
    posted = frame.has("commander") or any(slot.entry.hint_en in AGENCIES for slot in frame.slots)
    if not frame.has("replace", "replaced_by", "head") and not (posted and frame.has("after", "before")):
        return ""
    place = next((place for place, item in enumerate(frame.sentence.items) if item.concept.startswith("replace")), None)
    if place is not None:
        does = place > person.place  # "Borisov replaced …", but "… replaced Rogozin"
        later = does == frame.has("replaced_by")
    elif frame.has("after", "before"):
        later = frame.has("after")
    else:
        return ""
    frame.take("replace", "replaced_by", "after", "before", "head", "commander", "agency", "station", "role", *WHO)
    frame.take("craft", "fly", "launch")  # "and in what did they come?"
    frame.use([*frame.things(*AGENCIES), *frame.things("station"), *frame.things(*CRAFT_KINDS)])
    return "successor" if later else "predecessor"

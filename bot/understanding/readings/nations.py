"""Whose people are meant: a side, a nation, a group of nations, or any but one."""

from collections.abc import Sequence

from bot.understanding.frame import Frame

SIDES = ("us", "ru")
NOT = ("not", "except")
_NATION_OF = {"nasa": "us", "roscosmos": "ru", "csa": "canada"}
PARTNERS = {"esa": "europe", "jaxa": "japan"}  # of the ISS; to other places others were flown from there too


def nation_of(frame: Frame, craft: str, mission: str) -> str:
    """The nation of the people; a cosmonaut is one of the Soviet or Russian side."""
    found = frame.take_prefixed("nation:")
    nations = {nation for _, nation in found}
    denied = _denied(frame, found)
    if denied.issuperset(SIDES) or (denied == {"us"} and frame.has("foreigner")):
        frame.take("foreigner", "or", *NOT)
        return "third"
    if frame.take("foreigner"):
        frame.used.difference_update(place for place, _ in found)
        return "!us" if is_foreign(mission or craft) else "!ru"
    if denied and len(found) == 1:  # "Which were not American?"
        frame.take(*NOT)
        return f"!{found[0][1]}"
    if len(nations) > 1:  # no filter means either of two
        frame.used.difference_update(place for place, _ in found)
        return ""
    agency = _agency(frame)
    if nations or agency:
        frame.take("cosmonaut")
        return nations.pop() if nations else agency
    if not frame.take("cosmonaut"):
        return ""
    if frame.sentence.language == "en":
        return "ru"
    # In Russian every spacefarer may be a «космонавт»; beside a foreign craft the word tells the side.
    return "ru" if is_foreign(mission or craft) else ""


def _denied(frame: Frame, nations: Sequence[tuple[int, str]]) -> set[str]:
    """The sides that a "not" stands before, or another such side with an "or": "neither American nor Russian"."""
    items = frame.sentence.items
    denied: dict[int, str] = {}
    for place, nation in nations:
        before = place - 1
        while before >= 0 and items[before].concept in ("or", "people", "who"):
            before -= 1
        if nation in SIDES and before >= 0 and (items[before].concept in NOT or before in denied):
            denied[place] = nation
    return set(denied.values())


def _agency(frame: Frame) -> str:
    """The nation whose agency is named: "NASA people", «кто от Роскосмоса»."""
    if frame.has("head", "commander"):
        return ""  # who led it
    found = [slot for slot in frame.things("agency") if slot.entry.id in _NATION_OF]
    frame.use(found)
    return _NATION_OF[found[0].entry.id] if found else ""


_OF_RUSSIA = ("soyuz", "vostok", "voskhod", "ru", "baikonur", "plesetsk", "vostochny")


def is_foreign(craft: str) -> bool:
    """Whether a craft or a flight that is named is none of the Soviet or Russian side."""
    return bool(craft) and not craft.startswith(_OF_RUSSIA)

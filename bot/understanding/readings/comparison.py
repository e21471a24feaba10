"""What two people, or two flights, are compared by."""

from bot.understanding.frame import Frame

_OLDER = ("older", "younger", "elder", "старше", "моложе", "младше")
_LONGER = ("longer", "shorter", "дольше", "длиннее", "короче", "продолжительнее")
_EARLIER = ("earlier", "later", "sooner", "раньше", "позже")
OF_PEOPLE = (
    ("age", ("youngest", "oldest", "how_old", "born")),
    ("time", ("how_long", "most_time", "longest", "total")),
    ("flights", ("flight", "times", "how_many", "most")),
    ("time", ("space",)),
    ("flights", ("fly",)),
    ("launch", ("first", "launch")),
)
OF_MISSIONS = (("duration", ("how_long", "longest", "shortest", "total")), ("launch", ("first", "launch", "when")))


def comparison(frame: Frame, ways: tuple[tuple[str, tuple[str, ...]], ...]) -> str:
    """What two records are compared by; empty where nothing in the sentence compares."""
    if not frame.has("versus", "most", "most_time", "longest", "shortest", "youngest", "oldest", "first"):
        return ""
    words = {item.text for item in frame.sentence.items}
    if ways is OF_PEOPLE and frame.has("first") and not frame.has("most", "how_many", "how_long", "born", "flight"):
        return "launch"
    if not words.isdisjoint(_OLDER):
        return "age"
    if not words.isdisjoint(_EARLIER) and not frame.has("born"):
        frame.take("launch")
        return "launch"
    if not words.isdisjoint(_LONGER):
        return "time" if ways is OF_PEOPLE else "duration"
    found = next((way for way, concepts in ways if frame.take(*concepts)), "")
    if not found and frame.take("versus"):
        return "time" if ways is OF_PEOPLE else "duration"
    return found

"""Clues → the question they make. One reader a kind of subject; each marks the clues that it explains."""

from collections.abc import Callable

from bot.questions import Question
from bot.understanding.frame import Frame
from bot.understanding.readings.comparison import one_of_people
from bot.understanding.readings.lists import flights, happened, roster
from bot.understanding.readings.missions import expedition, failed_mission, one_mission, two_missions
from bot.understanding.readings.people import one_person, person_on_mission, placed, two_people
from bot.understanding.readings.records import agreement, swap, thing

Reader = Callable[[Frame], Question | None]
READERS: tuple[Reader, ...] = (
    two_people, two_missions, one_of_people, person_on_mission, expedition, placed, one_person, one_mission,
    failed_mission, agreement, swap, roster, flights, thing, happened,
)  # fmt: skip

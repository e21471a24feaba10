"""Every fact of the article that this bot began with (TIME Space newsletter, J. Kluger, October 2022) is told.

A fact is restated by the figures and words that a reader must find, card by card.
"""

import datetime as dt

import pytest

from bot.historian import Historian
from bot.questions import from_text
from bot.replies.reply import Outcome

TODAY = dt.date(2026, 11, 23)

FACTS: dict[str, dict[str, tuple[str, ...]]] = {
    "A1 Stafford, 92, attended the launch of Crew-5, a living symbol, and did not speak to the press": {
        "event:stafford-at-crew-5": (
            "Thomas Stafford", "92", "5 October 2022", "invited", "living symbol", "did not speak to the press",
            "Crew-5",
        ),
        "person:stafford": ("Crew-5", "5 October 2022", "living symbol"),
    },
    "A2 Stafford flew four times, in Gemini, Apollo and Apollo–Soyuz": {
        "person:stafford": ("4 spaceflights", "Gemini 6A", "Gemini 9A", "Apollo 10", "Apollo–Soyuz"),
    },
    "A3 Apollo 10 came within 14,325 m (47,000 ft) of the Moon two months before Apollo 11": {
        "mission:apollo-10": (
            "1969", "Thomas Stafford", "lunar module", "14,325 meters", "47,000 feet", "two months before Apollo 11",
            "dress rehearsal",
        ),
        "person:stafford": ("14,325 meters", "47,000 feet", "two months later"),
    },
    "A4 Stafford was one of the two commanders of the first joint, two-spacecraft mission": {
        "person:stafford": ("July 1975", "one of the two commanders", "first joint mission", "two spacecraft"),
        "mission:apollo-soyuz": ("15 July 1975", "Thomas Stafford** (United States), commander",
                                 "Alexei Leonov** (Soviet Union), commander"),
    },
    "A5 cooperation seemed spared; in July 2022 Rogozin threatened to leave some time after 2024": {
        "event:rogozin-threat-2022": (
            "invasion of Ukraine", "February 2022", "sanctions", "spared", "July 2022", "Dmitry Rogozin",
            "head of Roscosmos", "some time after 2024",
        ),
        "person:rogozin": ("July 2022", "some time after 2024"),
    },
    "A6 Borisov replaced Rogozin; Russia would leave only when its own station exists": {
        "event:rogozin-dismissed": ("July 2022", "Rogozin", "Yury Borisov", "station of its own", "end of the decade"),
        "person:borisov-yury": ("July 2022", "only when a station of its own", "end of the decade"),
    },
    "A7 seat swaps: an astronaut aboard each Soyuz, a cosmonaut aboard each Crew Dragon": {
        "event:seat-exchange-2022-signed": (
            "NASA astronaut will fly aboard each Soyuz", "cosmonaut aboard each SpaceX Crew Dragon",
        ),
        "craft:seat-swap": ("American on each Soyuz", "Russian on each of NASA's Crew Dragons"),
    },
    "A8 Rubio left aboard a Soyuz just over two weeks before 5 October 2022": {
        "person:rubio": ("just over two weeks before", "Soyuz MS-22", "21 September 2022"),
        "mission:soyuz-ms-22": ("21 September 2022", "Frank Rubio"),
    },
    "A9 Kikina, a rookie, launched on 5 October 2022; fifth Russian or Soviet woman in space": {
        "person:kikina": ("had never flown", "Crew-5", "5 October 2022", "fifth Russian woman in space",
                          "Soviet times included"),
        "mission:crew-5": ("5 October 2022", "Anna Kikina", "Crew Dragon"),
    },
    "A10 Krikalev at the press conference: they continue what Apollo–Soyuz started in 1975": {
        "event:krikalev-apollo-soyuz-2022": (
            "Sergei Krikalev", "head of human space flight at Roscosmos", "press", "continue",
            "what the Apollo–Soyuz crew started in 1975",
        ),
        "person:krikalev": ("head of human space flight at Roscosmos", "started in 1975"),
    },
    "A11 the arrangement runs through at least 2024, others likely to follow": {
        "craft:seat-swap": ("through at least 2024", "more swaps scheduled", "others likely to follow"),
    },
    "A12 mixed crews are practical: one of each country aboard, each knowing its own segment": {
        "craft:iss": ("one crew member at least from each country", "American and Russian segments"),
        "craft:seat-swap": ("both segments still have somebody who knows them",),
    },
    "A13 the station orbits about 400 km (250 miles) up": {"craft:iss": ("about 400 kilometers", "250 miles")},
}  # fmt: skip
CARDS = [
    pytest.param(asked, words, id=f"{fact.split()[0]}-{asked}")
    for fact, cards in FACTS.items()
    for asked, words in cards.items()
]


def test_all_thirteen_facts_are_here() -> None:
    assert [fact.split()[0] for fact in FACTS] == [f"A{number}" for number in range(1, 14)]


@pytest.mark.parametrize(("asked", "words"), CARDS)
def test_a_fact_of_the_article_is_told(historian: Historian, asked: str, words: tuple[str, ...]) -> None:
    reply = historian.reply(from_text(asked), language="en", today=TODAY)
    assert reply.outcome is Outcome.ANSWERED
    text = reply.text.replace("\u00a0", " ").replace("’", "'")
    assert [word for word in words if word.casefold() not in text.casefold()] == [], reply.text


@pytest.mark.parametrize("cards", FACTS.values(), ids=[fact.split()[0] for fact in FACTS])
def test_the_article_is_named_as_a_source_of_each_fact(historian: Historian, cards: dict[str, tuple[str, ...]]) -> None:
    replies = [historian.reply(from_text(asked), language="en", today=TODAY) for asked in cards]
    assert any("TIME Space newsletter" in source for reply in replies for source in reply.sources), list(cards)


def test_the_months_of_the_article_are_on_the_timeline(historian: Historian) -> None:
    pages = [historian.reply(from_text(f"history::2022:{page}"), language="en", today=TODAY).text for page in (1, 2, 3)]
    for title in ("Rogozin threatens to leave the ISS", "Rogozin goes, Borisov comes",
                  "NASA and Roscosmos agree to swap seats", "Anna Kikina flies in an American ship",
                  "Krikalev: we continue what Apollo–Soyuz started"):  # fmt: skip
        assert any(title in page for page in pages), title

"""The figures that the reference tables derive, computed anew. Each stands here with its rule of counting."""

import datetime as dt
import re

import pytest

from bot.answers.history import expedition
from bot.answers.missions import mission
from bot.answers.numbers import Count, numbers
from bot.answers.people import Flight, person
from bot.answers.search import about
from bot.facts.edition import Edition, Facts
from bot.historian import Historian
from bot.questions import History

DAY_SECONDS = 24 * 60 * 60
TODAY = dt.date(2026, 11, 23)
MIR_DOCKINGS = ("sts-71", "sts-74", "sts-76", "sts-79", "sts-81", "sts-84", "sts-86", "sts-89", "sts-91")

# Way up and way down of those who lived on Mir for NASA, with the days from launch to landing.
RESIDENTS = {
    "thagard": ("soyuz-tm-21", "sts-71", 115.36),
    "lucid": ("sts-76", "sts-79", 188.17),
    "blaha": ("sts-79", "sts-81", 128.23),
    "linenger": ("sts-81", "sts-84", 132.17),
    "foale": ("sts-84", "sts-86", 144.53),
    "wolf": ("sts-86", "sts-89", 127.84),
    "thomas-andrew": ("sts-89", "sts-91", 140.63),
}

# Who flew in the other side's craft since the agreement of July 2022: Americans on Soyuz, Russians on Crew Dragon.
SWAPS = {
    "soyuz-ms-22": "rubio", "crew-5": "kikina", "crew-6": "fedyaev", "crew-7": "borisov-konstantin",
    "soyuz-ms-24": "ohara", "crew-8": "grebenkin", "soyuz-ms-25": "caldwell-dyson", "soyuz-ms-26": "pettit",
    "crew-9": "gorbunov", "crew-10": "peskov", "soyuz-ms-27": "kim", "crew-11": "platonov",
    "soyuz-ms-28": "williams-christopher", "crew-12": "fedyaev", "soyuz-ms-29": "menon-anil",
    "crew-13": "teteryatnikov",
}  # fmt: skip


def test_americans_on_soyuz(edition: Edition) -> None:
    """Launches that reached orbit, by the nation flown for: so without MS-10 and without Charles Simonyi."""
    with edition.open() as facts:
        assert numbers(facts).americans_on_soyuz == Count(seats=70, people=59)


def test_cosmonauts_on_the_shuttle(edition: Edition) -> None:
    """Those launched in an orbiter; who only landed in one is not counted."""
    with edition.open() as facts:
        assert numbers(facts).cosmonauts_on_shuttle == Count(seats=22, people=18)


def test_cosmonauts_on_crew_dragon(edition: Edition) -> None:
    """A seat is one person on one launch: Andrey Fedyaev has two."""
    with edition.open() as facts:
        assert numbers(facts).cosmonauts_on_dragon == Count(seats=9, people=8)


def test_dockings_with_mir(edition: Edition) -> None:
    """Shuttle flights that docked: STS-63 flew around Mir and is not counted."""
    with edition.open() as facts:
        assert numbers(facts).mir_dockings == len(MIR_DOCKINGS) == 9
        for id_ in MIR_DOCKINGS:
            assert "mir" in [target.id for target in mission(facts, id_).destinations], id_


def test_residents_of_mir(edition: Edition) -> None:
    """Americans who came home in another craft than the one that brought them to Mir."""
    with edition.open() as facts:
        assert numbers(facts).mir_residents == len(RESIDENTS) == 7


@pytest.mark.parametrize("id_", RESIDENTS)
def test_flight_days_of_a_resident(edition: Edition, id_: str) -> None:
    """From the launch of the craft up to the landing of the craft down, both as the record has them."""
    up, down, days = RESIDENTS[id_]
    with edition.open() as facts:
        flight = flight_on(facts, id_, up)
    assert flight.landed_in is not None
    assert flight.landed_in.id == down
    assert (flight.seconds or 0) / DAY_SECONDS == pytest.approx(days, abs=0.01)


def test_flight_days_of_all_residents(edition: Edition) -> None:
    with edition.open() as facts:
        seconds = sum(flight_on(facts, id_, up).seconds or 0 for id_, (up, _, _) in RESIDENTS.items())
    assert seconds / DAY_SECONDS == pytest.approx(976.93, abs=0.05)


def flight_on(facts: Facts, id_: str, up: str) -> Flight:
    return next(flight for flight in person(facts, id_).flights if flight.mission.id == up)


def test_seat_swaps(edition: Edition) -> None:
    """Seats in the other side's craft on launches since 15 July 2022, the day after the agreement."""
    with edition.open() as facts:
        assert numbers(facts).seat_swaps == len(SWAPS) == 16
        cards = [mission(facts, id_) for id_ in SWAPS]
    guests = {card.mission.id: [member.person.id for member in card.up if member in card.guests] for card in cards}
    assert guests == {id_: [guest] for id_, guest in SWAPS.items()}


def test_launches_and_people(edition: Edition) -> None:
    """Launches to orbit with somebody aboard; people who have been launched to orbit, each once."""
    with edition.open() as facts:
        ids = [id_ for kind, id_ in facts.labels if kind == "mission"]
        launched = [found for id_ in ids if (found := mission(facts, id_)).orbital and found.up]
        assert len(launched) == 363
        assert len({member.person.id for found in launched for member in found.up}) == 651
        assert about(facts).people == 651


@pytest.mark.parametrize(("language", "rule"), [("en", "-# Counted: "), ("ru", "-# Как считали: ")])
def test_the_rule_of_counting_stands_beside_the_numbers(historian: Historian, language: str, rule: str) -> None:
    """In the reply's own words, which are for editors to change: only the figures and that there is a rule."""
    lines = historian.reply(History(), language=language, today=TODAY).text.splitlines()
    after = next(number for number, line in enumerate(lines) if line.startswith(rule))
    figures = {int(figure) for line in lines[after - 7 : after] for figure in re.findall(r"\b\d+\b", line)}
    assert {70, 59, 22, 18, 9, 8, 7, 16} <= figures


@pytest.mark.parametrize(("one", "other"), [("tito", "gidzenko"), ("peresild", "vande-hei")])
def test_who_rode_a_craft_up_did_not_fly_with_who_rode_it_down(edition: Edition, one: str, other: str) -> None:
    with edition.open() as facts:
        met = {companion.person.id for companion in person(facts, one).companions}
    assert other not in met


def test_who_rode_a_craft_down_together_flew_together(edition: Edition) -> None:
    with edition.open() as facts:
        met = {companion.person.id for companion in person(facts, "thagard").companions}
    assert {"dezhurov", "strekalov"} <= met


@pytest.mark.parametrize("number", [1, 11])
def test_a_crew_flies_to_the_station_for_the_country_of_its_flight(edition: Edition, number: int) -> None:
    with edition.open() as facts:
        card = expedition(facts, number)
    assert card
    assert {member.person.id: member.nation.id for member in card.crew if member.nation}["krikalev"] == "russia"

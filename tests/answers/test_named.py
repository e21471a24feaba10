"""What a typed name leads to where no record is called so."""

import datetime as dt

import pytest

from bot.historian import Historian
from bot.questions import question
from bot.replies.reply import Outcome, Reply

TODAY = dt.date(2026, 11, 26)


def asked(historian: Historian, command: str, **options: str) -> Reply:
    return historian.reply(question(command, options), language="en", today=TODAY)


@pytest.mark.parametrize("text", ["Маск", "Маша", "Musk", "Valentna"])
def test_a_near_name_or_a_misspelt_given_name_is_asked_about_not_answered(historian: Historian, text: str) -> None:
    reply = asked(historian, "person", name=text)
    assert reply.outcome is Outcome.AMBIGUOUS
    assert reply.actions


@pytest.mark.parametrize("text", ["😀", "🚀", "👍🏽"])
def test_a_pictograph_is_no_name(historian: Historian, text: str) -> None:
    assert asked(historian, "person", name=text).outcome is Outcome.DECLINED


def test_a_pictograph_beside_a_name_does_not_matter(historian: Historian) -> None:
    assert asked(historian, "person", name="🚀 Гагарин 😀").text.startswith("### Yuri Gagarin")


def test_one_near_name_is_offered_as_one(historian: Historian) -> None:
    text = asked(historian, "person", name="Musk").text
    assert text.startswith("### Did you mean Musa Manarov?")
    assert "Several" not in text


def test_a_year_leads_to_its_agreements(historian: Historian) -> None:
    assert asked(historian, "agreement", name="2022").text.startswith("### NASA–Roscosmos agreement")
    several = asked(historian, "agreement", name="1998")
    assert several.outcome is Outcome.AMBIGUOUS
    assert len(several.actions) == 2
    assert asked(historian, "agreement", name="1961").outcome is Outcome.DECLINED


def test_words_of_its_story_lead_to_an_event(historian: Historian) -> None:
    found = asked(historian, "event", name="collision")
    assert found.outcome is Outcome.AMBIGUOUS
    assert found.actions[0].label == "Wolf leaves for Mir · 1997-09-26"
    assert asked(historian, "event", name="qqqqqq").outcome is Outcome.DECLINED


def test_a_period_after_the_record_is_not_counted(historian: Historian) -> None:
    for when in ("2027", "2026-11", "2027..2028"):
        text = asked(historian, "aboard", date=when).text
        assert text.startswith("### In space as of 8 October 2026")
        assert " -" not in text.split("\n-#")[0].replace("\n- ", "\n")


def test_a_search_counts_all_that_it_finds(historian: Historian) -> None:
    first = asked(historian, "search", text="the")
    total = int(first.text.split("\n")[1].split()[0].replace(",", ""))
    assert total > 200
    assert f"page 1 of {-(-total // 6)}" in first.text


def test_the_flight_of_1975_is_the_first_joint_one(historian: Historian) -> None:
    assert "Soyuz 19" in asked(historian, "records", topic="first").text.splitlines()[1]
    assert historian.ask("what was the first joint flight", language="en", today=TODAY).text.startswith(
        "The first joint flight: **Soyuz 19**"
    )


def test_every_member_of_a_crew_is_compared(historian: Historian) -> None:
    assert "Gregory Harbaugh" in asked(historian, "compare", a="sts-71", b="soyuz-19").text.split("Crew at landing")[1]


def test_a_landing_known_to_the_day_makes_a_time_that_is_about_so_long(historian: Historian) -> None:
    fedyaev = asked(historian, "person", name="fedyaev").text
    assert "about 423 days in space" in fedyaev
    assert "(about 237 days)" in fedyaev
    assert "(185 days, 23 hours)" in fedyaev


def test_the_figures_of_cooperation_say_which_years_they_have(historian: Historian) -> None:
    assert "1957" in asked(historian, "cooperation", when="1956").text


def test_who_is_up_now_is_who_was_up_at_the_end_of_the_records_day(historian: Historian) -> None:
    """Crew-12 landed on that day."""
    assert asked(historian, "aboard", date="2026-11").text.count("**International Space Station** (7)") == 1
    for question_ in ("who is on the ISS now", "who is aboard the ISS right now?"):
        text = historian.ask(question_, language="en", today=TODAY).text
        assert text.startswith("**7** people")
        assert "Crew-12" not in text
    assert historian.ask("who is in space now", language="en", today=TODAY).text.startswith("**10** people")

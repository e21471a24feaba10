"""What a post tells: the best first, in the server's own days, nothing that the server does not want."""

import datetime as dt

import pytest

from bot.answers.posts import days_told_on
from bot.historian import Historian
from bot.questions import EventCard, MissionCard, OnThisDay, Post, to_text
from bot.replies.reply import Outcome, Reply

TODAY = dt.date(2026, 11, 25)
LONGEST_POST = 1900  # of Discord's 2,000; the rest is for the mention of a role
YEAR = [dt.date(2027, 1, 1) + dt.timedelta(days=ahead) for ahead in range(365)]


def told(historian: Historian, question: Post, language: str = "en") -> Reply:
    return historian.reply(question, language=language, today=TODAY)


def cards(reply: Reply) -> list[str]:
    return [to_text(action.question) for action in reply.actions if not isinstance(action.question, OnThisDay)]


@pytest.mark.parametrize("language", ["en", "ru"])
def test_every_day_and_every_week_has_a_post_that_fits(historian: Historian, language: str) -> None:
    for day in YEAR:
        for kind in ("day", "digest"):
            reply = told(historian, Post(day.isoformat(), kind, is_test=True), language)
            assert reply.outcome is Outcome.ANSWERED, day
            assert len(reply.text) <= LONGEST_POST, (day, kind, len(reply.text))
            assert 1 <= len(cards(reply)) <= 7
            assert reply.sources


@pytest.mark.parametrize("zone", ["America/Los_Angeles", "Pacific/Auckland"])
def test_each_happening_is_told_on_one_day_of_the_year_whatever_the_zone(historian: Historian, zone: str) -> None:
    for topics in ("expeditions", "events flights"):
        for day in YEAR[::30]:
            near = [told(historian, Post(f"{day + dt.timedelta(days=n)}", zone=zone, topics=topics)) for n in (0, 1)]
            first, second = (
                {action.question for action in reply.actions if isinstance(action.question, EventCard)}
                for reply in near
            )
            assert not first & second


def test_a_launch_late_in_the_day_is_told_on_the_servers_own_day(historian: Historian) -> None:
    launch = to_text(EventCard("sts-76-launch"))  # 22 March 1996, 08:13 UTC
    assert launch in cards(told(historian, Post("2027-03-22", zone="Pacific/Auckland")))
    assert launch in cards(told(historian, Post("2027-03-22", zone="America/New_York")))
    late = to_text(MissionCard("soyuz-ms-08"))  # 21 March 2018, 17:44 UTC
    reply = told(historian, Post("2027-03-22", zone="Pacific/Auckland"))
    assert late in cards(reply)
    assert "in UTC it was still 21 March" in reply.text
    assert late not in cards(told(historian, Post("2027-03-22")))


def test_disasters_are_told_soberly_or_left_out(historian: Historian) -> None:
    for day, topic, what in (
        ("2027-01-16", "flights", "mission:sts-107"), ("2027-06-29", "flights", "mission:soyuz-11"),
        ("2027-04-24", "flights", "mission:soyuz-1"), ("2027-02-01", "events", "event:columbia-news-reaches-iss"),
        ("2027-02-23", "events", "event:mir-fire-1997"), ("2027-03-18", "events", "event:stafford-death"),
    ):  # fmt: skip
        assert what in cards(told(historian, Post(day, topics=topic)))
        assert what not in cards(told(historian, Post(day, topics=topic, disasters=False)))
    assert told(historian, Post("2027-02-01")).text.startswith("### In memory")
    assert told(historian, Post("2027-02-01"), "ru").text.startswith("### День памяти")
    assert told(historian, Post("2027-07-17")).text.startswith("### On this day")


def test_topics_choose_what_is_told(historian: Historian) -> None:
    kinds = {"events": "event", "flights": "mission", "people": "person", "expeditions": "expedition"}
    for topic, kind in kinds.items():
        replies = [told(historian, Post(day.isoformat(), topics=topic)) for day in YEAR]
        shown = [card for reply in replies if reply.outcome is Outcome.ANSWERED for card in cards(reply)]
        assert shown
        assert {card.split(":")[0] for card in shown} == {kind}
        assert all(not cards(reply) for reply in replies if reply.outcome is Outcome.DECLINED)


def test_what_was_told_last_is_not_told_again_where_there_is_a_choice(historian: Historian) -> None:
    first = told(historian, Post("2027-07-17"))
    again = told(historian, Post("2027-07-17", told_before=" ".join(cards(first))))
    assert again.outcome is Outcome.ANSWERED
    assert not set(cards(first)) & set(cards(again))
    only = told(historian, Post("2027-07-17", topics="people"))
    same = told(historian, Post("2027-07-17", topics="people", told_before=" ".join(cards(only))))
    assert same.outcome is Outcome.ANSWERED


def test_the_best_comes_first(historian: Historian) -> None:
    assert cards(told(historian, Post("2025-07-17")))[0] == "event:apollo-soyuz-handshake"
    assert cards(told(historian, Post("2027-07-17", topics="people")))[0].startswith("person:")


@pytest.mark.parametrize(
    ("day", "rule", "days"),
    [
        ("2027-02-28", "02-28", 2), ("2027-03-01", "02-28", 1), ("2027-03-01", "03-01", 2), ("2027-02-28", "02-29", 1),
        ("2028-02-28", "02-28", 1), ("2028-02-29", "02-28", 1), ("2028-03-01", "03-01", 1), ("2100-02-28", "02-28", 2),
    ],
)  # fmt: skip
def test_29_february_is_told_when_the_server_says(day: str, rule: str, days: int) -> None:
    found = days_told_on(dt.date.fromisoformat(day), rule)
    assert len(found) == days
    assert ((2, 29) in found) == (days == 2 or day.endswith("02-29"))


def test_29_february_is_told_in_a_year_that_has_none(historian: Historian) -> None:
    landing = to_text(MissionCard("soyuz-tm-22"))  # on 29 February 1996
    for rule, day in (("02-28", "2027-02-28"), ("03-01", "2027-03-01"), ("02-29", "2028-02-29")):
        assert landing in cards(told(historian, Post(day, topics="flights", leap_day=rule)))
        assert landing not in cards(told(historian, Post("2027-02-27", topics="flights", leap_day=rule)))
    assert landing not in cards(told(historian, Post("2027-02-28", topics="flights", leap_day="02-29")))

"""The loop that posts, with a clock and a sender that do as they are told."""

import asyncio
import dataclasses
import datetime as dt
import sqlite3
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.errors import DeliveryError
from bot.guilds import destinations, ledger
from bot.guilds.destinations import Destination, Settings, Topic
from bot.guilds.ledger import Claim, Entry, Outcome
from bot.guilds.state import State
from bot.historian import Historian
from bot.schedule.delivery import NONCE_HOLDS, Parcel
from bot.schedule.pace import MOST_INVALID, MOST_INVALID_AGAIN, PER_SECOND, Pace
from bot.schedule.poster import Clock, Poster

NINE = dt.datetime(2026, 11, 25, 9, tzinfo=dt.UTC)
DAY, HOUR, MINUTE = dt.timedelta(days=1), dt.timedelta(hours=1), dt.timedelta(minutes=1)
FORBIDDEN = DeliveryError("forbidden", lasting=True, status=403)
DOWN = DeliveryError("server-error", may_have_arrived=True, status=503)
UNREACHED = DeliveryError("out-of-reach")


class FakeClock(Clock):
    """A clock that is set; sleeping moves it on."""

    def __init__(self, now: dt.datetime = NINE) -> None:
        self.time, self.passed = now, 0.0

    def now(self) -> dt.datetime:
        return self.time

    def seconds(self) -> float:
        return self.passed

    async def sleep(self, seconds: float) -> None:
        self.time += dt.timedelta(seconds=seconds)
        self.passed += seconds
        await asyncio.sleep(0)


class FakeSender:
    """A Discord that keeps messages; `faults` are met by the next sends to a channel, `lose` after storing."""

    def __init__(self, clock: FakeClock) -> None:
        self.clock = clock
        self.messages: list[tuple[Parcel, float]] = []
        self.faults: dict[int, list[Exception]] = {}
        self.lost: dict[int, list[Exception]] = {}
        self.has_nonces = self.has_history = True
        self.told: list[str] = []
        self.looked = 0
        self.note = ""

    async def keeps_nonces(self, parcel: Parcel) -> bool:
        return self.has_nonces

    async def send(self, parcel: Parcel) -> int:
        if faults := self.faults.get(parcel.channel_id):
            raise faults.pop(0)
        for number, (earlier, at) in enumerate(self.messages):
            is_known = self.clock.passed - at < NONCE_HOLDS.total_seconds() + 60
            if self.has_nonces and earlier.nonce == parcel.nonce and is_known:
                return number + 1
        self.messages.append((parcel, self.clock.passed))
        if lost := self.lost.get(parcel.channel_id):
            raise lost.pop(0)
        return len(self.messages)

    async def find(self, parcel: Parcel) -> int | None:
        self.looked += 1
        if not self.has_history:
            raise DeliveryError("no-history", lasting=True)
        marks = [earlier.mark for earlier, _ in self.messages]
        return marks.index(parcel.mark) + 1 if parcel.mark in marks else None

    async def finish(self, parcel: Parcel, message_id: int) -> str:
        return self.note

    async def tell(self, guild_id: int, user_id: int | None, text: str) -> None:
        self.told.append(text)

    def count(self, channel: int = 1) -> int:
        return sum(parcel.channel_id == channel for parcel, _ in self.messages)


class Bench:
    """A poster with its fakes, which can be begun again on the same state."""

    def __init__(self, historian: Historian, folder: Path) -> None:
        self.historian, self.folder = historian, folder
        self.clock = FakeClock()
        self.sender = FakeSender(self.clock)
        self.state = State(folder)
        self.restart()

    def restart(self) -> None:
        self.pace = Pace(self.clock.seconds, self.clock.sleep)
        self.poster = Poster(self.historian, self.state, self.sender, pace=self.pace, clock=self.clock)

    def add(self, channel: int = 1, **settings: object) -> Destination:
        chosen = dataclasses.replace(Settings(channel, 9, 0, "UTC"), **settings)
        return self.state.do_now(
            lambda connection: destinations.add(connection, channel, chosen, set_up_by=5, now=NINE - HOUR)
        )

    def claim(self, one: Destination) -> Claim:
        found = self.state.do_now(lambda db: ledger.claim(db, one, day=NINE.date(), due=NINE, now=self.clock.now()))
        assert found is not None
        return found

    async def run(self, length: dt.timedelta = MINUTE) -> None:
        """Let the poster run from its start for so long."""
        until = self.clock.passed + length.total_seconds()
        await self.poster._resume()
        while self.clock.passed < until:
            await self.poster.tick(self.clock.now())
            await self.poster.work(min(until, self.clock.passed + 60))

    def entries(self, one: Destination) -> tuple[Entry, ...]:
        return self.state.do_now(lambda connection: ledger.last(connection, one.id))

    def outcomes(self, one: Destination) -> list[tuple[Outcome | None, str]]:
        return [(entry.outcome, entry.reason) for entry in self.entries(one)]

    def stored(self, one: Destination) -> Destination:
        found = self.state.do_now(lambda connection: destinations.get(connection, one.id))
        assert found is not None
        return found


@pytest.fixture
def bench(historian: Historian, tmp_path: Path) -> Iterator[Bench]:
    made = Bench(historian, tmp_path)
    yield made
    made.state.close()


async def test_a_post_is_sent_once_and_written_down(bench: Bench) -> None:
    one = bench.add(role_id=7, language="ru")
    bench.sender.note = "not-pinned"
    await bench.run(10 * MINUTE)
    assert bench.sender.count() == 1
    parcel = bench.sender.messages[0][0]
    assert parcel.reply.text.startswith("### В\u00a0этот день: 25\N{NO-BREAK SPACE}ноября")
    assert (parcel.role_id, parcel.language, len(parcel.nonce) <= 25) == (7, "ru", True)
    assert bench.outcomes(one) == [(Outcome.SENT, "not-pinned")]
    assert bench.entries(one)[0].message_id == 1
    assert bench.state.do_now(lambda db: ledger.told_before(db, one.id))


async def test_each_day_has_its_post_and_a_day_without_the_bot_is_written_as_missed(bench: Bench) -> None:
    one = bench.add()
    await bench.run(2 * DAY)
    bench.clock.time += 7 * HOUR  # down over nine o'clock and the window
    await bench.run(DAY)
    assert bench.outcomes(one) == [
        (Outcome.SENT, ""), (Outcome.MISSED, "late"), (Outcome.SENT, ""), (Outcome.SENT, ""),
    ]  # fmt: skip
    assert bench.sender.count() == 3


async def test_down_at_nine_is_posted_at_eleven(bench: Bench) -> None:
    one = bench.add()
    bench.clock.time += 2 * HOUR
    await bench.run()
    assert bench.outcomes(one) == [(Outcome.SENT, "")]


async def test_a_day_with_nothing_to_tell_is_not_posted(bench: Bench) -> None:
    one = bench.add(topics=(Topic.EXPEDITIONS,))
    await bench.run(3 * MINUTE)
    assert bench.sender.count() == 0
    assert bench.outcomes(one) == [(Outcome.EMPTY, "nothing-to-tell")]


async def test_one_failure_never_touches_another(bench: Bench) -> None:
    everyone = [bench.add(channel) for channel in range(1, 101)]
    wrong: list[Exception] = [FORBIDDEN, DOWN, RuntimeError("ours"), DeliveryError("x", retry_after=50)]
    for channel in range(1, 41):
        bench.sender.faults[channel] = [wrong[channel % 4]] * 400
    await bench.run(2 * MINUTE)
    assert Counter(bench.sender.count(channel) for channel in range(1, 101)) == {0: 40, 1: 60}
    assert all(bench.outcomes(one) == [(Outcome.SENT, "")] for one in everyone[40:])


async def test_what_passes_is_tried_again_with_longer_pauses(bench: Bench) -> None:
    one = bench.add()
    bench.sender.faults[1] = [DOWN] * 6
    await bench.run(30 * MINUTE)
    assert bench.sender.count() == 1
    assert 5 * (2**6 - 1) <= bench.sender.messages[0][1] <= 1.5 * 5 * (2**6 - 1) + 1
    assert bench.outcomes(one) == [(Outcome.SENT, "")]


async def test_discords_own_pause_is_kept(bench: Bench) -> None:
    bench.add()
    bench.sender.faults[1] = [DeliveryError("rate-limit", retry_after=77)]
    await bench.run(5 * MINUTE)
    assert 77 <= bench.sender.messages[0][1] <= 77 * 1.5 + 1


async def test_a_server_error_until_the_window_closes_is_told_as_such(bench: Bench) -> None:
    one = bench.add()
    bench.sender.has_history = False
    bench.sender.faults[1] = [DOWN] * 10_000
    await bench.run(7 * HOUR)
    assert bench.sender.count() == 0
    assert [outcome for outcome, _ in bench.outcomes(one)] == [Outcome.UNKNOWN]


async def test_what_never_left_is_sent_when_the_network_is_back_even_where_we_may_not_look(bench: Bench) -> None:
    one = bench.add()
    bench.sender.has_history = False
    bench.sender.faults[1] = [UNREACHED] * 12
    await bench.run(5 * HOUR)
    assert (bench.sender.count(), bench.outcomes(one)) == (1, [(Outcome.SENT, "")])


async def test_an_answer_that_was_lost_is_no_second_post(bench: Bench) -> None:
    soon, late, forum = bench.add(1), bench.add(2), bench.add(3)
    bench.sender.lost = {1: [DOWN], 2: [DeliveryError("x", may_have_arrived=True, retry_after=200)], 3: [DOWN]}
    await bench.run(10 * MINUTE)
    assert [bench.sender.count(channel) for channel in (1, 2, 3)] == [1, 1, 1]
    assert bench.sender.looked == 1  # the nonce no longer held for the second
    assert [bench.outcomes(one) for one in (soon, late, forum)] == [[(Outcome.SENT, "")]] * 3


async def test_a_forum_has_no_nonce_so_what_may_be_there_is_looked_for(bench: Bench) -> None:
    one = bench.add()
    bench.sender.has_nonces = False
    bench.sender.lost = {1: [DOWN]}
    await bench.run(2 * MINUTE)
    assert (bench.sender.count(), bench.sender.looked) == (1, 1)
    assert bench.outcomes(one) == [(Outcome.SENT, "")]


@pytest.mark.parametrize("arrived", ["arrived", "lost"])
@pytest.mark.parametrize("after", [1, 100, 1000, 5 * 3600, 20 * 3600])
async def test_what_a_crash_has_left_is_settled_with_exactly_one_post(bench: Bench, arrived: str, after: int) -> None:
    one = bench.add()
    claim = bench.claim(one)
    if arrived == "arrived":
        delivery_nonce = claim.nonce
        await bench.sender.send(_parcel(claim, delivery_nonce))
    bench.restart()
    await bench.clock.sleep(after)
    is_late = bench.clock.now() >= NINE + 6 * HOUR
    await bench.run()
    assert bench.sender.count() == (0 if arrived == "lost" and is_late else 1)
    expected = (Outcome.MISSED, "late") if arrived == "lost" and is_late else (Outcome.SENT, "")
    assert bench.outcomes(one)[-1] == expected


@pytest.mark.parametrize("arrived", ["arrived", "lost"])
async def test_where_we_may_not_look_a_crash_ends_as_unknown(bench: Bench, arrived: str) -> None:
    one = bench.add()
    claim = bench.claim(one)
    if arrived == "arrived":
        await bench.sender.send(_parcel(claim, claim.nonce))
    bench.sender.has_history = False
    bench.restart()
    await bench.clock.sleep(600)
    await bench.run(10 * MINUTE)
    assert bench.outcomes(one) == [(Outcome.UNKNOWN, "no-history")]
    assert bench.sender.count() == (arrived == "arrived")


async def test_a_claim_seems_to_be_of_the_future_where_the_clock_was_set_back(bench: Bench) -> None:
    one = bench.add()
    claim = bench.claim(one)
    await bench.sender.send(_parcel(claim, claim.nonce))
    bench.restart()
    bench.clock.passed += 3600
    bench.clock.time -= HOUR
    await bench.run()
    assert bench.sender.count() == 1
    assert bench.outcomes(one) == [(Outcome.SENT, "")]


async def test_a_destination_that_was_removed_after_the_crash_is_settled(bench: Bench) -> None:
    one = bench.add()
    bench.claim(one)
    bench.state.do_now(lambda connection: destinations.remove(connection, one.id, now=NINE))
    await bench.run()
    assert bench.outcomes(one) == [(Outcome.UNKNOWN, "removed")]


async def test_three_refusals_suspend_the_server_is_told_once_and_it_resumes_by_itself(bench: Bench) -> None:
    one = bench.add()
    bench.sender.faults[1] = [FORBIDDEN] * 5
    await bench.run(3 * DAY)
    assert bench.outcomes(one)[-1] == (Outcome.FAILED, "forbidden")
    assert bench.sender.told == [
        bench.historian.phrase("suspended_forbidden", language="en").format(1)
    ]  # three tries on the first day, one on each of the next two
    assert bench.stored(one).suspended is not None
    assert bench.stored(one).failures == 5
    await bench.run(DAY)
    assert bench.outcomes(one)[0] == (Outcome.SENT, "")
    assert (bench.stored(one).suspended, bench.stored(one).failures) == (None, 0)


@pytest.mark.parametrize("reason", ["forbidden", "not-found", "refused"])
@pytest.mark.parametrize("language", ["en", "ru"])
async def test_there_is_a_sentence_for_each_reason_to_suspend(bench: Bench, reason: str, language: str) -> None:
    bench.add(language=language)
    bench.sender.faults[1] = [DeliveryError(reason, lasting=True)] * 3
    await bench.run(5 * MINUTE)
    assert "<#1>" in bench.sender.told[0]


async def test_a_full_disk_delays_the_settlement_and_repeats_nothing(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = bench.add()
    whole, is_full = ledger.settle, [True]

    def settle(*arguments: object, **more: object) -> None:
        if is_full[0]:
            raise sqlite3.OperationalError("database or disk is full")
        whole(*arguments, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(ledger, "settle", settle)
    await bench.run(5 * MINUTE)
    assert (bench.sender.count(), bench.outcomes(one)) == (1, [(None, "")])
    is_full[0] = False
    await bench.run(2 * MINUTE)
    assert (bench.sender.count(), bench.outcomes(one)) == (1, [(Outcome.SENT, "")])


async def test_a_change_while_a_post_waits_its_turn_counts(bench: Bench) -> None:
    one, other = bench.add(1), bench.add(2)
    await bench.poster.tick(NINE)
    bench.state.do_now(lambda connection: destinations.pause(connection, one.id))
    bench.state.do_now(lambda connection: destinations.remove(connection, other.id, now=NINE))
    await bench.poster.work(60)
    assert bench.sender.messages == []


async def test_posts_of_one_minute_are_spread(bench: Bench) -> None:
    asked: list[float] = []
    for _ in range(500):
        await bench.pace.slot()
        asked.append(bench.clock.passed)
    assert all(later - earlier >= 0.999 for earlier, later in zip(asked, asked[PER_SECOND:], strict=False))
    assert 500 / PER_SECOND - 1 <= asked[-1] <= 500 / PER_SECOND


async def test_refusals_are_bounded_and_those_refused_before_make_room_for_others(bench: Bench) -> None:
    for count, again, first in ((0, True, True), (MOST_INVALID_AGAIN, False, True), (MOST_INVALID, False, False)):
        while len(bench.pace._invalid) < count:
            bench.pace.refused()
        assert (bench.pace.has_room(again=True), bench.pace.has_room(again=False)) == (again, first)
    one = bench.add()
    await bench.run(5 * MINUTE)
    assert bench.sender.count() == 0
    await bench.run(10 * MINUTE)
    assert bench.outcomes(one) == [(Outcome.SENT, "")]


async def test_it_stops_when_it_is_cancelled_and_lets_what_is_being_sent_end(bench: Bench) -> None:
    bench.add()
    clock = Clock()
    clock.now = lambda: NINE  # type: ignore[method-assign]
    bench.poster._clock = clock
    task = asyncio.create_task(bench.poster.run())
    async with asyncio.timeout(10):
        while not bench.sender.messages:
            await asyncio.sleep(0.01)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert bench.poster._running == set()


def _parcel(claim: Claim, nonce: str) -> Parcel:
    from bot.replies.reply import Outcome as Answered
    from bot.replies.reply import Reply
    from bot.schedule.delivery import MARKS_FROM

    reply = Reply("### On this day", Answered.ANSWERED)
    return Parcel(1, claim.channel_id, reply, "en", nonce, MARKS_FROM + claim.id, claim.claimed)

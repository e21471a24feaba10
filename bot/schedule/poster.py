"""The loop that posts: due → claim → reply → send → settle. Knows when and in which order, not how Discord is asked.

A claim is written before anything is sent, and settled after. Where we can't know whether a message arrived, it is
sent again while Discord refuses repeats, then looked for, and where we may not look, settled as unknown.
"""

import asyncio
import contextlib
import datetime as dt
import heapq
import itertools
import logging
import sqlite3
import time

from bot.errors import DeliveryError
from bot.guilds import destinations, ledger
from bot.guilds.destinations import Destination
from bot.guilds.ledger import Claim, Outcome, Settled
from bot.guilds.state import State
from bot.historian import Historian
from bot.replies.reply import Outcome as Answered
from bot.replies.reply import Reply
from bot.schedule.delivery import MOST_REFUSALS, Delivery, Parcel, Sender, question, told
from bot.schedule.pace import INVALID, Pace
from bot.schedule.plan import Due, due, missed

MINUTE = 60.0
MOST_AT_ONCE = 64  # a second's requests and some that are slow
FULL_PAUSE = 30.0  # seconds until a post is settled again after the disk was full, or room is looked for again
STOP_SECONDS = 2.0

log = logging.getLogger(__name__)


class Clock:
    """The time of day in UTC, and seconds that never jump."""

    def now(self) -> dt.datetime:
        """The time of day."""
        return dt.datetime.now(dt.UTC)

    def seconds(self) -> float:
        """A count that only grows."""
        return time.monotonic()

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        await asyncio.sleep(seconds)


class Poster:
    """Posts for as long as `run` runs. Everything that must outlive us is in the ledger."""

    def __init__(
        self, historian: Historian, state: State, sender: Sender, *, pace: Pace, clock: Clock | None = None
    ) -> None:
        """Start nothing yet."""
        self._historian, self._state, self._sender = historian, state, sender
        self._pace, self._clock = pace, clock or Clock()
        self._waiting: list[tuple[float, int, Delivery]] = []
        self._number = itertools.count()
        self._known: set[tuple[int, dt.date, str]] = set()
        self._running: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        """Post until cancelled; then let what is being sent end, for two seconds."""
        try:
            await self._resume()
            while True:
                now = self._clock.now()
                await self.tick(now)
                await self.work(self._clock.seconds() + MINUTE - now.second - now.microsecond / 1e6)
        finally:
            await self._stop()

    async def tick(self, now: dt.datetime) -> None:
        """Look who is due, and write down who was missed."""
        try:
            found = await self._state.do(lambda connection: _look(connection, now))
        except sqlite3.Error as error:
            log.error("who is due can't be read (%s): looking again in a minute", error)  # noqa: TRY400
            return
        except Exception:  # a mistake of ours must not end all posts for good
            log.exception("who is due can't be seen: looking again in a minute")
            return
        for each in found:
            self._add(Delivery(each.destination, each.day, each.moment))

    async def work(self, until: float) -> None:
        """Deliver what waits until a moment of the clock's seconds."""
        while True:
            self._start_ready()
            next_at = self._waiting[0][0] if self._waiting and len(self._running) < MOST_AT_ONCE else until
            pause = min(until, next_at) - self._clock.seconds()
            if pause <= 0:
                return
            if self._running:
                await asyncio.wait(self._running, timeout=pause, return_when=asyncio.FIRST_COMPLETED)
            else:
                await self._clock.sleep(pause)

    async def _resume(self) -> None:
        """Take up what was claimed before we were started."""
        while True:
            now = self._clock.now()
            try:
                found = await self._state.do(lambda connection: _unsettled(connection, now))  # noqa: B023  # awaited here
            except sqlite3.Error as error:
                log.error("the ledger can't be read (%s): trying again", error)  # noqa: TRY400
                await self._clock.sleep(FULL_PAUSE)
            else:
                break
        for claim, one in found:
            self._add(Delivery(one, claim.day, claim.due, claim, may_be_there=True))

    def _add(self, delivery: Delivery, *, wait: float = 0.0) -> None:
        if wait == 0.0:
            if delivery.key in self._known:
                return
            self._known.add(delivery.key)
        heapq.heappush(self._waiting, (self._clock.seconds() + wait, next(self._number), delivery))

    def _start_ready(self) -> None:
        while self._waiting and len(self._running) < MOST_AT_ONCE and self._waiting[0][0] <= self._clock.seconds():
            task = asyncio.create_task(self._deliver(heapq.heappop(self._waiting)[2]))
            self._running.add(task)
            task.add_done_callback(self._running.discard)

    async def _deliver(self, delivery: Delivery) -> None:
        """One try. Whatever goes wrong stays with this post."""
        try:
            if delivery.settled is None:
                delivery.settled = await self._try(delivery)
            if delivery.settled is not None:
                await self._settle(delivery, delivery.settled)
        except _LaterError as later:
            self._add(delivery, wait=later.seconds)
        except sqlite3.Error as error:
            log.error("destination %d can't be written (%s): trying again", delivery.destination.id, error)  # noqa: TRY400
            self._add(delivery, wait=FULL_PAUSE)
        except Exception:
            log.exception("the post of destination %d on %s failed", delivery.destination.id, delivery.day)
            delivery.settled = Settled(Outcome.UNKNOWN if delivery.may_be_there else Outcome.FAILED, "our-mistake")
            self._add(delivery, wait=FULL_PAUSE)
        else:
            self._known.discard(delivery.key)

    async def _try(self, delivery: Delivery) -> Settled | None:
        """How the post ended; None where somebody else has claimed it. Raises _LaterError where it did not end."""
        if not self._pace.has_room(again=delivery.destination.failures > 0 or delivery.tries > 0):
            raise _LaterError(FULL_PAUSE)
        claim = delivery.claim or await self._claim(delivery)
        if claim is None:
            return None
        reply = self._reply(delivery)
        if reply.outcome is Answered.DECLINED:
            return Settled(Outcome.EMPTY, "nothing-to-tell")
        parcel = delivery.parcel(reply, claim)
        delivery.tries += 1
        try:
            return await self._send(delivery, parcel)
        except DeliveryError as error:
            return await self._failed(delivery, error)

    async def _claim(self, delivery: Delivery) -> Claim | None:
        """The claim, or None where the post is not ours to send."""
        one, now = delivery.destination, self._clock.now()
        if delivery.is_over(now):  # it waited too long for its turn; the next tick writes it down as missed
            return None

        def work(connection: sqlite3.Connection) -> tuple[Claim | None, str]:
            fresh = destinations.get(connection, one.id)
            if fresh is None or fresh.paused or fresh.settings != one.settings:  # changed while it waited
                return None, ""
            told_before = ledger.told_before(connection, one.id)
            return ledger.claim(connection, one, day=delivery.day, due=delivery.moment, now=now), told_before

        delivery.claim, delivery.told_before = await self._state.do(work)
        return delivery.claim

    def _reply(self, delivery: Delivery) -> Reply:
        settings = delivery.destination.settings
        asked = question(settings, delivery.day, told_before=delivery.told_before)
        return self._historian.reply(asked, language=settings.language, today=delivery.day)

    async def _send(self, delivery: Delivery, parcel: Parcel) -> Settled:
        message_id = await self._found(delivery, parcel)
        if message_id is None:
            if delivery.is_over(self._clock.now()):
                return Settled(Outcome.MISSED, "late")
            message_id = await self._sent(delivery, parcel)
        note = await self._sender.finish(parcel, message_id)
        return Settled(Outcome.SENT, note, message_id, told(parcel.reply))

    async def _sent(self, delivery: Delivery, parcel: Parcel) -> int:
        """The new message. Whatever ends us meanwhile leaves us unsure whether it arrived; some errors do not."""
        before, delivery.may_be_there = delivery.may_be_there, True
        try:
            return await self._sender.send(parcel)
        except DeliveryError as error:
            if not error.may_have_arrived:
                delivery.may_be_there = before
            raise

    async def _found(self, delivery: Delivery, parcel: Parcel) -> int | None:
        """The message of an earlier try, where there may be one that Discord would not tell us by its nonce."""
        if not delivery.may_be_there:
            return None
        now = self._clock.now()
        is_safe = delivery.nonce_holds(now) and not delivery.is_over(now)
        if is_safe and await self._sender.keeps_nonces(parcel):
            return None
        return await self._sender.find(parcel)

    async def _failed(self, delivery: Delivery, error: DeliveryError) -> Settled:
        """How a post ended that Discord did not take this time. Raises _LaterError where it is tried again."""
        one = delivery.destination
        if error.reason == "no-history":
            return Settled(Outcome.UNKNOWN, error.reason)
        if error.status in INVALID:
            self._pace.refused()
        if error.lasting:
            suspends = await self._refuse(one, error)
            if suspends or one.suspended or delivery.tries >= MOST_REFUSALS:
                return Settled(Outcome.UNKNOWN if delivery.may_be_there else Outcome.FAILED, error.reason)
        elif delivery.is_over(self._clock.now()):
            return Settled(Outcome.UNKNOWN if delivery.may_be_there else Outcome.MISSED, error.reason)
        log.info("destination %d: %s, try %d", one.id, error.reason, delivery.tries)
        raise _LaterError(delivery.pause(error))

    async def _refuse(self, one: Destination, error: DeliveryError) -> bool:
        """Count a refusal; whether it suspended the destination, of which the server is told."""
        now = self._clock.now()
        suspends = await self._state.do(
            lambda connection: destinations.refused(connection, one.id, why=error.reason, most=MOST_REFUSALS, now=now)
        )
        if suspends:
            log.warning("destination %d is suspended: %s", one.id, error.reason)
            text = self._historian.phrase(f"suspended_{error.reason}", language=one.settings.language)
            with contextlib.suppress(DeliveryError):  # there may be nobody whom we may tell
                await self._sender.tell(one.guild_id, one.set_up_by, text.format(one.settings.channel_id))
        return suspends

    async def _settle(self, delivery: Delivery, settled: Settled) -> None:
        claim, now = delivery.claim, self._clock.now()
        if claim is None:
            return

        def work(connection: sqlite3.Connection) -> None:
            ledger.settle(connection, claim, settled, now=now)
            if settled.outcome is Outcome.SENT:
                destinations.accepted(connection, delivery.destination.id)

        await self._state.do(work)

    async def _stop(self) -> None:
        if self._running:
            await asyncio.wait(self._running, timeout=STOP_SECONDS)
        for task in self._running:
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)


class _LaterError(Exception):
    """A post is tried again in so many seconds."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = seconds


def _look(connection: sqlite3.Connection, now: dt.datetime) -> list[Due]:
    destinations.forget_removed(connection, now=now)
    everyone = destinations.active(connection)
    for each in missed(everyone, now):
        ledger.miss(connection, each.destination, day=each.day, due=each.moment, now=now)
    return due(everyone, now)


def _unsettled(connection: sqlite3.Connection, now: dt.datetime) -> list[tuple[Claim, Destination]]:
    """What a crash has left; a post of a destination that was removed since is past finding out."""
    found: list[tuple[Claim, Destination]] = []
    for claim in ledger.unsettled(connection):
        if one := destinations.get(connection, claim.destination):
            found.append((claim, one))
        else:
            ledger.settle(connection, claim, Settled(Outcome.UNKNOWN, "removed"), now=now)
    return found

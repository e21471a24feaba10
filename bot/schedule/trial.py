"""A post before its time: a preview for one admin, or a test that the channel sees."""

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from bot.guilds.destinations import Destination, Settings
from bot.historian import Historian
from bot.replies.reply import Outcome, Reply
from bot.schedule.delivery import MARKS_FROM, MOST_MARKS, Parcel, Sender, question

MARK = MARKS_FROM + MOST_MARKS  # past those of real posts, so that none is taken for one
DAYS_LOOKED_AT = 366
DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Tested:
    """A test as it was sent: which message, of which day, and what could not be done besides."""

    message_id: int
    day: dt.date
    note: str


def today_of(settings: Settings, now: dt.datetime) -> dt.date:
    """The day that it is by a destination's own clock."""
    return now.astimezone(ZoneInfo(settings.zone)).date()


def preview(historian: Historian, settings: Settings, day: dt.date) -> Reply:
    """A destination's post of a local day; declined where nothing would be posted."""
    return historian.reply(question(settings, day), language=settings.language, today=day)


async def test(
    historian: Historian, sender: Sender, destination: Destination, *, number: int, now: dt.datetime
) -> Tested | None:
    """Send the next post that has something to tell, marked as a test: it mentions and reaches nobody else.

    It is no post of any day: the ledger does not know it. None where a year has nothing to tell. `number` is one that
    no other test has. Raises DeliveryError.
    """
    settings = destination.settings
    first = today_of(settings, now)
    for day in (first + ahead * DAY for ahead in range(DAYS_LOOKED_AT)):
        asked = question(settings, day, is_test=True)
        reply = historian.reply(asked, language=settings.language, today=day)
        if reply.outcome is not Outcome.DECLINED:
            parcel = _parcel(destination, reply, number, now)
            message_id = await sender.send(parcel)
            return Tested(message_id, day, await sender.finish(parcel, message_id))
    return None


def _parcel(destination: Destination, reply: Reply, number: int, now: dt.datetime) -> Parcel:
    settings = destination.settings
    return Parcel(
        guild_id=destination.guild_id,
        channel_id=settings.channel_id,
        reply=reply,
        language=settings.language,
        nonce=f"test-{number}",
        mark=MARK,
        since=now,
        thread=settings.thread,
        pin=settings.pin,
    )

"""One post on its way: what is known of it between its claim and its settlement, and who carries it."""

import datetime as dt
import random
from dataclasses import dataclass
from typing import Protocol

from bot.errors import DeliveryError
from bot.guilds.destinations import Destination, Settings
from bot.guilds.ledger import Claim, Settled
from bot.questions import OnThisDay, Post, to_text
from bot.replies.reply import Reply
from bot.schedule.plan import closes

# Discord refuses a second message with the same nonce for "the past few minutes"; it gives no number.
NONCE_HOLDS = dt.timedelta(seconds=120)
MOST_REFUSALS = 3
FIRST_PAUSE, LONGEST_PAUSE = 5.0, 300.0  # seconds
MARKS_FROM = 1_000_000_000  # past every number that Discord gives a component by itself
MOST_MARKS = 1_000_000_000  # 32 bits is all that Discord takes


@dataclass(frozen=True, slots=True)
class Parcel:
    """A message to send. `mark` is a number that the message carries, so that it is known again."""

    guild_id: int
    channel_id: int
    reply: Reply
    language: str
    nonce: str
    mark: int
    since: dt.datetime
    role_id: int | None = None
    thread: bool = False
    pin: bool = False
    publish: bool = False


class Sender(Protocol):
    """Who brings parcels to Discord. Every method may raise DeliveryError."""

    async def keeps_nonces(self, parcel: Parcel) -> bool:
        """Whether Discord refuses a second message with the same nonce there; it does not in a forum."""
        ...

    async def send(self, parcel: Parcel) -> int:
        """The id of the new message, or of the one that had this nonce before."""
        ...

    async def find(self, parcel: Parcel) -> int | None:
        """The id of the message that was sent before, or None where there is none.

        Raises DeliveryError("no-history") where we may not look.
        """
        ...

    async def finish(self, parcel: Parcel, message_id: int) -> str:
        """Open the thread, pin, publish; the id of a sentence about what could not be done, or ""."""
        ...

    async def tell(self, guild_id: int, user_id: int | None, text: str) -> None:
        """Tell a server: in its system channel, else the person who set the post up."""
        ...


@dataclass(slots=True, eq=False)
class Delivery:
    """One post on its way.

    `may_be_there` where an earlier try may have arrived; `settled` where only writing it down is left.
    """

    destination: Destination
    day: dt.date
    moment: dt.datetime
    claim: Claim | None = None
    told_before: str = ""
    may_be_there: bool = False
    tries: int = 0
    settled: Settled | None = None

    @property
    def key(self) -> tuple[int, dt.date, str]:
        """What there is only one delivery of."""
        return self.destination.id, self.day, self.destination.settings.kind

    def is_over(self, now: dt.datetime) -> bool:
        """Whether it is too late to send it."""
        return now >= closes(self.destination, self.day, self.moment)

    def nonce_holds(self, now: dt.datetime) -> bool:
        """Whether Discord still knows a message that was sent since the claim."""
        return self.claim is not None and dt.timedelta() <= now - self.claim.claimed < NONCE_HOLDS

    def pause(self, error: DeliveryError) -> float:
        """How many seconds to wait before the next try: longer each time, and not the same for all."""
        growing: float = min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (self.tries - 1))
        return max(error.retry_after, growing) * random.uniform(1.0, 1.5)  # noqa: S311  # no secret

    def parcel(self, reply: Reply, claim: Claim) -> Parcel:
        """The message with this reply."""
        settings = self.destination.settings
        return Parcel(
            guild_id=self.destination.guild_id,
            channel_id=claim.channel_id,
            reply=reply,
            language=settings.language,
            nonce=claim.nonce,
            mark=MARKS_FROM + claim.id % MOST_MARKS,
            since=claim.claimed,
            role_id=settings.role_id,
            thread=settings.thread,
            pin=settings.pin,
            publish=settings.publish,
        )


def question(settings: Settings, day: dt.date, *, told_before: str = "", is_test: bool = False) -> Post:
    """What a destination's post of a local day asks the historian."""
    return Post(
        date=day.isoformat(),
        kind=settings.kind,
        zone=settings.zone,
        topics=" ".join(settings.topics),
        disasters=settings.tone == "sober",
        leap_day=settings.leap_day,
        told_before=told_before,
        is_test=is_test,
    )


def told(reply: Reply) -> str:
    """What a post told, as the next post's question takes it."""
    return " ".join(to_text(action.question) for action in reply.actions if not isinstance(action.question, OnThisDay))

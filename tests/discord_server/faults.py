"""Failures on request: scripted answers, delays, holds, cut connections and rate limits."""

import asyncio
import re
import time
from collections import deque
from dataclasses import dataclass, field
from typing import Any

from .payloads import Json, Request

INVALID_STATUSES = (
    401,
    403,
    429,
)  # https://docs.discord.com/developers/topics/rate-limits#invalid-request-limit
UNLIMITED = ("/interactions/", "/webhooks/")  # not bound to the bot's global rate limit


@dataclass(frozen=True, slots=True)
class Answer:
    """A scripted HTTP answer."""

    status: int
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True, eq=False)
class Fault:
    """What is to happen to the next `times` requests that match; `requests` are those it has met."""

    method: str
    path: re.Pattern[str]
    times: int
    stored: bool  # after the request was carried out, or instead of it
    answer: Answer | None = None
    cut: bool = False
    delay_seconds: float = 0.0
    gate: asyncio.Event | None = None
    requests: list[Request] = field(default_factory=list)
    arrived: asyncio.Event = field(default_factory=asyncio.Event)

    def release(self) -> None:
        """Let held requests go on, and hold no more."""
        self.times = 0
        if self.gate is not None:
            self.gate.set()

    async def wait_arrived(self, *, timeout: float = 15.0) -> None:
        """Return once a request has met this fault."""
        async with asyncio.timeout(timeout):
            await self.arrived.wait()

    async def pause(self) -> None:
        """Wait as long as this fault says."""
        await asyncio.sleep(self.delay_seconds)
        if self.gate is not None:
            await self.gate.wait()


class Faults:
    """The scripted failures of one server.

    A path is written below /api/v10; `*` stands for one segment and `**` for any rest.
    Method "*" matches all.
    """

    def __init__(self) -> None:
        self.scripted: list[Fault] = []
        self.statuses: list[int] = []
        self.per_second: int | None = None
        self._recent: deque[float] = deque()

    @property
    def invalid_requests(self) -> int:
        """How many answers were 401, 403 or 429: 10,000 in ten minutes get an address banned by Discord."""
        return sum(status in INVALID_STATUSES for status in self.statuses)

    def answer(
        self,
        method: str,
        path: str,
        *,
        status: int,
        body: Any = None,
        headers: dict[str, str] | None = None,
        times: int = 1,
        stored: bool = False,
    ) -> Fault:
        """Answer with this status; `stored` carries the request out first, so that only the answer lies."""
        said = Answer(status, {"message": f"{status}: scripted", "code": 0} if body is None else body, headers or {})
        return self._add(Fault(method, pattern(path), times, stored, answer=said))

    def rate_limit(
        self, method: str, path: str, *, retry_after: float, is_global: bool = False, times: int = 1
    ) -> Fault:
        """Answer 429 as Discord does."""
        return self._add(
            Fault(method, pattern(path), times, stored=False, answer=too_many(retry_after, is_global=is_global))
        )

    def delay(self, method: str, path: str, *, seconds: float, times: int = 1, stored: bool = False) -> Fault:
        """Carry the request out this much later, or (stored) at once with a late answer."""
        return self._add(Fault(method, pattern(path), times, stored, delay_seconds=seconds))

    def hold(self, method: str, path: str, *, times: int = 1, stored: bool = False) -> Fault:
        """Hold the request, or (stored) its answer, until the fault's `release()`."""
        return self._add(Fault(method, pattern(path), times, stored, gate=asyncio.Event()))

    def lose(self, method: str, path: str, *, times: int = 1) -> Fault:
        """Hold the request until the fault's `release()`, then close the connection: it never arrived."""
        return self._add(Fault(method, pattern(path), times, stored=False, cut=True, gate=asyncio.Event()))

    def cut(self, method: str, path: str, *, times: int = 1, stored: bool = True) -> Fault:
        """Close the connection without an answer, by default after the request was carried out."""
        return self._add(Fault(method, pattern(path), times, stored, cut=True))

    def limit_globally(self, per_second: int | None = 50) -> None:
        """Keep the real global limit: more requests in a second get a 429 that says so. None lifts it."""
        self.per_second = per_second

    def clear(self) -> None:
        """Forget every script and let go of what is held."""
        for fault in self.scripted:
            fault.release()
        self.scripted.clear()

    def meet(self, request: Request) -> Fault | None:
        """The fault this request runs into, used up by one."""
        for fault in self.scripted:
            if fault.times > 0 and fault.method in ("*", request.method) and fault.path.fullmatch(request.path):
                fault.times -= 1
                fault.requests.append(request)
                fault.arrived.set()
                return fault
        return None

    def over_limit(self, request: Request) -> Answer | None:
        """The global 429, when this request is one too many in this second."""
        if self.per_second is None or request.path.startswith(UNLIMITED):
            return None
        now = time.monotonic()
        while self._recent and now - self._recent[0] >= 1:
            self._recent.popleft()
        if len(self._recent) >= self.per_second:
            return too_many(round(1 - (now - self._recent[0]), 3), is_global=True)
        self._recent.append(now)
        return None

    def _add(self, fault: Fault) -> Fault:
        self.scripted.append(fault)
        return fault


def too_many(retry_after: float, *, is_global: bool) -> Answer:
    """The answer 429 with all its headers."""
    body: Json = {"message": "You are being rate limited.", "retry_after": retry_after, "global": is_global}
    headers = {
        "Retry-After": str(int(retry_after) + 1),
        "X-RateLimit-Scope": "global" if is_global else "user",
        # discord.py takes a 429 without it for a ban by Cloudflare and doesn't try again.
        "Via": "1.1 loopback",
    }
    bucket = {
        "X-RateLimit-Limit": "5",
        "X-RateLimit-Remaining": "0",
        "X-RateLimit-Reset": f"{time.time() + retry_after:.3f}",
        "X-RateLimit-Reset-After": f"{retry_after:.3f}",
        "X-RateLimit-Bucket": "loopback",
    }
    return Answer(429, body, headers | ({"X-RateLimit-Global": "true"} if is_global else bucket))


def pattern(path: str) -> re.Pattern[str]:
    """The regular expression of a path with `*` and `**`."""
    parts = (re.escape(part) for part in re.split(r"(\*\*|\*)", path))
    return re.compile("".join({r"\*\*": ".*", r"\*": "[^/]+"}.get(part, part) for part in parts))

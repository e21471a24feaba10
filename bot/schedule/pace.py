"""How fast we may ask Discord: under its 50 requests a second, and far from 10,000 invalid ones in ten minutes."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable

# https://docs.discord.com/developers/topics/rate-limits#global-rate-limit: 50. What is left is for network jitter:
# requests sent in two seconds may arrive in one.
PER_SECOND = 48
# https://docs.discord.com/developers/topics/rate-limits#invalid-request-limit-aka-cloudflare-bans: 10,000
INVALID = (401, 403, 404, 429)  # 404 is not on Discord's list; we are careful
INVALID_SECONDS = 600.0
MOST_INVALID = 8_000
MOST_INVALID_AGAIN = 4_000  # those that were refused before leave half of the room to the others

Seconds = Callable[[], float]
Sleep = Callable[[float], Awaitable[None]]


class Pace:
    """Lets requests through, in the order in which they come. `seconds` is a clock that never jumps."""

    def __init__(self, seconds: Seconds, sleep: Sleep = asyncio.sleep, *, per_second: int = PER_SECOND) -> None:
        """Nothing has been asked yet."""
        self._seconds, self._sleep, self._per_second = seconds, sleep, per_second
        self._asked: deque[float] = deque(maxlen=per_second)
        self._invalid: deque[float] = deque(maxlen=MOST_INVALID)
        self._turn = asyncio.Lock()

    async def slot(self) -> None:
        """Return when the next request may be sent."""
        async with self._turn:
            if (wait := self._free_at() - self._seconds()) > 0:
                await self._sleep(wait)
            self._asked.append(self._seconds())

    def _free_at(self) -> float:
        if not self._asked:
            return 0.0
        spread = self._asked[-1] + 0.5 / self._per_second  # faster than the limit, to make up for delays of our own
        return max(spread, self._asked[0] + 1.0) if len(self._asked) == self._per_second else spread

    def refused(self) -> None:
        """Count a request that Discord calls invalid."""
        self._invalid.append(self._seconds())

    def has_room(self, *, again: bool) -> bool:
        """Whether one more refusal would do no harm; `again` where this destination was refused before."""
        while self._invalid and self._invalid[0] <= self._seconds() - INVALID_SECONDS:
            self._invalid.popleft()
        return len(self._invalid) < (MOST_INVALID_AGAIN if again else MOST_INVALID)

"""The values that cross the server's inner borders: JSON objects, files, recorded requests, ids, refusals."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]

DISCORD_EPOCH_MS = 1_420_070_400_000  # https://docs.discord.com/developers/reference#snowflakes


@dataclass(frozen=True, slots=True)
class File:
    """One uploaded file, as it arrived."""

    name: str
    content: bytes = field(repr=False)
    content_type: str = "application/octet-stream"


@dataclass(slots=True)
class Request:
    """One REST request; `path` is below /api/v10, `body` is the JSON (or payload_json) of the request."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str] = field(repr=False)
    body: Any
    files: tuple[File, ...]
    time: float  # seconds since 1970
    received: float  # seconds of time.perf_counter, when the last byte of the body was here
    status: int | None = None  # None until answered, and for ever when the connection was cut


class ApiError(Exception):
    """A refusal worded as Discord words it."""

    def __init__(self, status: int, code: int, message: str, *, errors: Json | None = None) -> None:
        super().__init__(status, code, message)
        self.status, self.code, self.message, self.errors = status, code, message, errors

    @property
    def body(self) -> Json:
        """The JSON Discord would send."""
        body: Json = {"message": self.message, "code": self.code}
        return body | {"errors": self.errors} if self.errors else body


class Snowflakes:
    """Makes ids that hold the time and never repeat or go back."""

    def __init__(self) -> None:
        self._last = 0

    def next(self, *, spread: bool = False) -> int:
        """The next id; `spread` puts it in a millisecond of its own, so that shards (id >> 22) differ."""
        now = (int(time.time() * 1000) - DISCORD_EPOCH_MS) << 22
        after = ((self._last >> 22) + 1) << 22 if spread else self._last + 1
        self._last = max(now, after)
        return self._last


def timestamp(seconds: float | None = None) -> str:
    """An ISO 8601 time in UTC, as Discord writes it; now when no time is given."""
    moment = time.time() if seconds is None else seconds
    whole = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(moment))
    return f"{whole}.{int(moment % 1 * 1e6):06d}+00:00"

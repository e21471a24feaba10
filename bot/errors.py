"""Every error that is ours. Raised with facts as attributes; worded where it is shown.

BotError
├── ConfigError      a setting that can't be used
├── DataError        data/ can't become an edition; holds every problem, never only the first
├── EditionError     a built edition can't be read
├── ReloadError      another edition can't take the served one's place
├── StateError       state.db can't be used
├── QuestionError    a text that is no question
├── SettingsError    a wish for posts that can't be kept
└── DeliveryError    Discord did not take a message
"""

from collections.abc import Sequence
from dataclasses import dataclass


def counted(number: int, noun: str) -> str:
    """A number and an English noun, "1 problem" or "1,200 problems", as owners are told."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


class BotError(Exception):
    """The root of our errors: catching it never catches a programming mistake."""


class ConfigError(BotError):
    """A setting can't be used; `str()` is one sentence for the owner."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault in data/: the file, the row (1 is the header; 0 is the file as a whole) and what is wrong."""

    file: str
    row: int
    text: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.row}" if self.row else self.file
        return f"{place}: {self.text}"


class DataError(BotError):
    """data/ can't become an edition."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        """Keep every problem, in the order of files and rows."""
        self.problems = tuple(problems)
        super().__init__(f"{counted(len(self.problems), 'problem')} in the data")


class EditionError(BotError):
    """A built edition can't be read; `str()` is one sentence for the owner."""


class ReloadError(BotError):
    """Another edition can't take the served one's place. `reason` is the id of a sentence in the replies."""

    def __init__(self, reason: str) -> None:
        """Keep the reason's id."""
        self.reason = reason
        super().__init__(reason)


class StateError(BotError):
    """state.db can't be used; `str()` is one sentence for the owner, which says how to restore it."""


class QuestionError(BotError):
    """A text is no question. `reason` is the id of a sentence in the replies; `found` is what was typed."""

    def __init__(self, reason: str, *, found: str = "") -> None:
        """Keep the reason's id and the offending text."""
        self.reason = reason
        self.found = found
        super().__init__(reason)


class SettingsError(BotError):
    """A wish for posts can't be kept. `reason` is the id of a sentence.

    `found` is what was typed; `near` is what it may have meant.
    """

    def __init__(self, reason: str, *, found: str = "", near: Sequence[str] = ()) -> None:
        """Keep the reason's id, the offending text and what is near it."""
        self.reason = reason
        self.found = found
        self.near = tuple(near)
        super().__init__(reason)


class DeliveryError(BotError):
    """Discord did not take a message. `reason` is the id of a sentence.

    `lasting` where asking again at once is no use; else `retry_after` is how many seconds Discord wants us to wait.
    `may_have_arrived` where the message may be there all the same. `status` and `code` are Discord's own numbers for
    the error, 0 where there are none.
    """

    def __init__(  # noqa: PLR0913  # facts of one error, each by its name
        self,
        reason: str,
        *,
        lasting: bool = False,
        may_have_arrived: bool = False,
        retry_after: float = 0.0,
        status: int = 0,
        code: int = 0,
    ) -> None:
        """Keep what is known of the error."""
        self.reason = reason
        self.lasting = lasting
        self.may_have_arrived = may_have_arrived
        self.retry_after = retry_after
        self.status = status
        self.code = code
        super().__init__(reason)

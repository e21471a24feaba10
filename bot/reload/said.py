"""What an edition says, kept beside it: the next comparison reads it instead of saying all of it again."""

import datetime as dt
import json
import zlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from bot.errors import QuestionError
from bot.questions import Question, from_text, to_text
from bot.reload.own import own_digest


@dataclass(frozen=True, slots=True)
class Said:
    """A reply as a reader sees it."""

    text: str
    labels: tuple[str, ...]


Replies = Mapping[tuple[Question, str], Said]


def keep(edition: Path, replies: Replies, *, today: dt.date) -> None:
    """Write down what the edition of this file says; where that can't be written, it is said again another time."""
    rows = [(to_text(question), language, said.text, said.labels) for (question, language), said in replies.items()]
    told = json.dumps({"key": _key(today), "rows": rows})
    draft = _path(edition).with_suffix(".said.part")
    with suppress(OSError):
        draft.write_bytes(zlib.compress(told.encode(), 1))
        draft.replace(_path(edition))


def kept(edition: Path, *, today: dt.date) -> Replies | None:
    """What was written down, if it was said by the code that we are and as of this day."""
    try:
        told = json.loads(zlib.decompress(_path(edition).read_bytes()))
        if told["key"] != _key(today):
            return None
        return {
            (from_text(asked), language): Said(text, tuple(labels)) for asked, language, text, labels in told["rows"]
        }
    except (OSError, zlib.error, ValueError, KeyError, TypeError, QuestionError):
        return None


def _key(today: dt.date) -> str:
    return f"{own_digest()} {today}"


def _path(edition: Path) -> Path:
    return edition.with_suffix(".said")

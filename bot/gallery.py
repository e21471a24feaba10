"""The pictures that follow from an edition alone: drawn when it is built, kept in one file beside it."""

import os
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import suppress
from importlib import resources
from pathlib import Path
from zlib import crc32

from bot.answers.chains import Links, Reach, handshake
from bot.answers.cooperation import cooperation
from bot.answers.timelines import timeline
from bot.errors import EditionError
from bot.facts.dates import parse
from bot.facts.edition import Edition
from bot.replies.language import LANGUAGES
from bot.replies.pictures import draw, picture
from bot.replies.reply import Picture


def keep(edition: Edition) -> None:
    """Draw the edition's pictures where they are not kept yet; takes two seconds. Raises EditionError."""
    if kept(edition):
        return
    path = _path(edition)
    draft = path.with_suffix(f".{os.getpid()}.part")
    try:
        with zipfile.ZipFile(draft, "w") as archive:
            archive.comment = _hand()
            for each in _pictures(edition):
                if each.sketch:
                    archive.writestr(each.name, draw(each.sketch))
        draft.replace(path)
    except OSError as error:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        raise EditionError(f"the pictures of an edition can't be written to {path.parent}: {error}") from error


def kept(edition: Edition) -> Mapping[str, bytes]:
    """The PNGs of an edition by name; empty where they are not drawn yet, or by another hand than ours of today."""
    try:
        with zipfile.ZipFile(_path(edition)) as archive:
            return {name: archive.read(name) for name in archive.namelist()} if archive.comment == _hand() else {}
    except (OSError, zipfile.BadZipFile):
        return {}


def _pictures(edition: Edition) -> Iterator[Picture]:
    with edition.open() as facts:
        answers = (
            handshake(facts, Links(facts), person="", reach=Reach()),
            cooperation(facts, year=0, era=""),
            timeline(facts),
        )
    for answer in answers:
        for language in LANGUAGES:
            if found := picture(answer, language, parse(edition.as_of)):
                yield found


def _path(edition: Edition) -> Path:
    return edition.path.with_suffix(".pictures")


def _hand() -> bytes:
    """What tells one way of drawing from another: all that the drawing code and its words are."""
    folder = resources.files("bot.replies")
    files = [*folder.joinpath("pictures").iterdir(), *folder.joinpath("phrases").iterdir()]
    texts = [file.read_bytes() for file in sorted(files, key=str) if file.name.endswith((".py", ".toml"))]
    return f"{crc32(b''.join(texts)):08x}".encode()

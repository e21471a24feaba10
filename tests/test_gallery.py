"""The pictures that follow from an edition alone are drawn once, and kept beside it."""

import datetime as dt
import shutil
import zipfile
from pathlib import Path

import pytest

from bot import gallery
from bot.errors import EditionError
from bot.facts.build import ready
from bot.facts.edition import Edition
from bot.historian import Historian, drawn
from bot.questions import Chain, Cooperation, Question, Timeline
from tests import DATA

TODAY = dt.date(2026, 11, 23)
OWN: list[Question] = [Chain(), Cooperation(), Timeline()]


@pytest.fixture(scope="module")
def drawn_edition(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    made = ready(DATA, tmp_path_factory.mktemp("gallery"))
    gallery.keep(made)
    return made


def test_each_picture_is_kept_in_each_language(drawn_edition: Edition) -> None:
    names = {
        f"{name}-{language}.png" for name in ("handshakes", "cooperation", "timeline") for language in ("en", "ru")
    }
    assert gallery.kept(drawn_edition).keys() == names


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("asked", OWN)
def test_a_reply_brings_the_kept_picture_which_is_what_would_be_drawn(
    drawn_edition: Edition, historian: Historian, asked: Question, language: str
) -> None:
    kept = Historian(drawn_edition).reply(asked, language=language, today=TODAY).picture
    fresh = historian.reply(asked, language=language, today=TODAY).picture
    assert kept is not None
    assert fresh is not None
    assert kept.png
    assert not fresh.png
    redrawn = drawn(historian.reply(asked, language=language, today=TODAY)).picture
    assert redrawn == kept


def test_what_is_kept_is_not_drawn_again(drawn_edition: Edition, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(gallery, "draw")
    gallery.keep(drawn_edition)


def test_pictures_of_another_hand_and_broken_files_count_as_none(drawn_edition: Edition, tmp_path: Path) -> None:
    copy = Edition(Path(shutil.copy(drawn_edition.path, tmp_path)))
    file = copy.path.with_suffix(".pictures")
    assert gallery.kept(copy) == {}
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("timeline-en.png", b"old")
        archive.comment = b"another"
    assert gallery.kept(copy) == {}
    file.write_bytes(b"no archive")
    assert gallery.kept(copy) == {}
    gallery.keep(copy)
    assert len(gallery.kept(copy)) == 6


def test_a_folder_that_cannot_be_written_is_told(drawn_edition: Edition, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gallery, "_path", lambda _: Path("/proc/edition.pictures"))
    with pytest.raises(EditionError, match="can't be written"):
        gallery.keep(drawn_edition)

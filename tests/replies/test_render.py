"""Templates are loaded at the start, and kept compiled where there is room for it."""

from pathlib import Path

import pytest

from bot.replies import render
from bot.replies.language import LANGUAGES
from tests import ROOT


@pytest.fixture(autouse=True)
def anew() -> None:
    render._environment.cache_clear()
    render._template.cache_clear()


def files() -> int:
    return len(list((ROOT / "bot" / "replies" / "templates").rglob("*.md")))


def test_every_template_is_compiled_once_and_kept(tmp_path: Path) -> None:
    render.prepare(tmp_path / "templates")
    kept = {path.name: path.stat().st_mtime_ns for path in (tmp_path / "templates").iterdir()}
    assert len(kept) == files()
    assert {name.partition("-")[0] for name in kept} == set(LANGUAGES)
    render._environment.cache_clear()
    render._template.cache_clear()
    render.prepare(tmp_path / "templates")
    assert {path.name: path.stat().st_mtime_ns for path in (tmp_path / "templates").iterdir()} == kept


def test_a_folder_that_can_not_be_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "templates").write_text("a file stands in the way")
    render.prepare(tmp_path / "templates")
    assert render._template.cache_info().currsize == files()

"""A language that lacks what another has is a problem."""

import shutil
from importlib import resources
from pathlib import Path

import pytest

from bot.errors import Problem
from bot.replies.completeness import lacking


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with resources.as_file(resources.files("bot.replies")) as ours:
        for part in ("templates", "phrases"):
            shutil.copytree(ours / part, tmp_path / part)
    return tmp_path


def test_our_languages_are_complete() -> None:
    assert list(lacking()) == []


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_missing_template_is_named_with_its_language(folder: Path, language: str) -> None:
    (folder / "templates" / language / "person.md").unlink()
    assert list(lacking(folder)) == [Problem(f"templates/{language}/person.md", 0, "this language lacks the template")]


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_missing_phrase_is_named_with_its_language(folder: Path, language: str) -> None:
    file = folder / "phrases" / f"{language}.toml"
    first, *rest = file.read_text(encoding="utf-8").splitlines(keepends=True)
    file.write_text("".join(rest), encoding="utf-8")
    key = first.split(" = ")[0]
    assert list(lacking(folder)) == [Problem(f"phrases/{language}.toml", 0, f"this language lacks the phrase {key!r}")]

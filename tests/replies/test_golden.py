"""Each kind of reply reads as its golden file; `python -m tests.replies.rewrite_golden` writes them anew."""

import difflib

import pytest

from bot.historian import Historian
from tests.replies.rewrite_golden import GOLDEN, LANGUAGES, NAMES, golden, path_of

HOW = "Where this is meant: python -m tests.replies.rewrite_golden, and read what git diff shows."


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_a_reply_reads_as_its_golden_file(historian: Historian, name: str, language: str) -> None:
    path = path_of(language, name)
    kept = path.read_text(encoding="utf-8") if path.is_file() else ""
    now = golden(historian, language, name)
    if now != kept:
        where = str(path.relative_to(GOLDEN.parent))
        lines = difflib.unified_diff(kept.splitlines(), now.splitlines(), where, "now", lineterm="", n=1)
        pytest.fail("\n".join([*lines, HOW]), pytrace=False)


def test_no_golden_file_is_left_over() -> None:
    kept = {path for language in LANGUAGES for path in (GOLDEN / language).glob("*.md")}
    assert kept == {path_of(language, name) for language in LANGUAGES for name in NAMES}

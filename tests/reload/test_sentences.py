"""The patterns' sentences are asked of an edition before it is served."""

from pathlib import Path

from bot.app import checks
from bot.historian import Historian
from bot.reload.sentences import SENTENCES, sentence_faults


def test_every_sentence_is_understood_and_that_is_one_of_the_checks(historian: Historian) -> None:
    assert len(list(SENTENCES.glob("*.txt"))) == 2
    assert list(sentence_faults(historian)) == []
    assert sentence_faults in checks().edition


def test_a_sentence_that_is_understood_otherwise_is_told_with_its_row(historian: Historian, tmp_path: Path) -> None:
    (tmp_path / "en.txt").write_text(
        "# comment\n\nwho was on sts-71 => ?\ncrew of STS-89? => roster:list::::::::sts-89\n"
    )
    (found,) = sentence_faults(historian, tmp_path)
    assert (found.file, found.row) == ("sentences/en.txt", 3)
    assert found.text == "'who was on sts-71' is understood as roster:list::::::::sts-71, not as ?"

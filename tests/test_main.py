"""The command line, as the real process."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from bot.facts.edition import Edition
from bot.guilds.state import State
from tests import DATA, ROOT

Run = subprocess.CompletedProcess[str]
Handshake = Callable[..., Run]
MUST_SHOW = "/mission astp\n/person Кикина\n/person krikalyov\n/onthisday 07-17\n/history 1995\n/search handshake\n"


@pytest.fixture
def handshake(edition: Edition, tmp_path: Path) -> Handshake:
    """Run `python -m bot …` in an empty folder, beside an edition that is ready."""

    def run(*arguments: str, given: str | bytes = "", **environment: str) -> Run:
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("DISCORD_")}
        settings = {
            "PYTHONPATH": str(ROOT),
            "DATA_DIR": str(DATA),
            "STATE_DIR": str(edition.path.parent),
            "LC_ALL": "C.UTF-8",
        }
        done = subprocess.run(
            [sys.executable, "-m", "bot", *arguments],
            input=given.encode() if isinstance(given, str) else given,
            capture_output=True,
            check=False,
            cwd=tmp_path,
            env={**inherited, **settings, **environment},
            timeout=60,
        )
        return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())

    return run


def objects(done: Run) -> list[dict[str, Any]]:
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.split("\n") if line]


def test_check_of_clean_data_is_one_line_with_counts(handshake: Handshake) -> None:
    done = handshake("check")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count("\n") == 1
    assert re.search(r"missions\.csv: \d{3}", done.stdout)


def test_check_prints_every_problem_with_file_and_row(handshake: Handshake, tmp_path: Path) -> None:
    copy = tmp_path / "data"
    shutil.copytree(DATA, copy)
    people = copy / "people.csv"
    people.write_text(people.read_text().replace("1934-03-09", "1934-02-30", 1))
    with (copy / "nations.csv").open("a") as nations:
        nations.write("usa,Again,,,,,\n")
    done = handshake("check", DATA_DIR=str(copy))
    assert done.returncode == 1
    assert "people.csv:2: birth" in done.stdout
    row = len((copy / "nations.csv").read_text().splitlines())
    assert f"nations.csv:{row}: 'usa' stands here for the second time" in done.stdout


def test_build_prints_file_digest_and_counts(handshake: Handshake, edition: Edition, tmp_path: Path) -> None:
    done = handshake("build", STATE_DIR=str(tmp_path / "var"))
    path, digest, counts = done.stdout.splitlines()
    assert Path(path).is_file()
    assert digest == f"digest {edition.digest}"
    assert re.search(r"missions: \d{3}", counts)


def test_what_must_be_shown_is_answered(handshake: Handshake) -> None:
    replies = objects(handshake("console", "--json", given=MUST_SHOW))
    assert [reply["outcome"] for reply in replies] == ["answered"] * 6
    assert [reply["input"] for reply in replies] == MUST_SHOW.splitlines()
    for reply in replies:
        assert list(reply) == ["input", "outcome", "text", "actions", "picture", "sources", "ms"]
        assert reply["text"].startswith("### ")
        assert all(list(action) == ["label", "question"] for action in reply["actions"])


def test_a_follow_up_can_be_sent_as_a_line(handshake: Handshake) -> None:
    first = objects(handshake("console", "--json", given="/mission astp\n/history\n/search soyuz: ms\n"))
    questions = [action["question"] for reply in first for action in reply["actions"]]
    assert questions
    replies = objects(handshake("console", "--json", given="\n".join(questions)))
    assert {reply["outcome"] for reply in replies} == {"answered"}, [
        reply["input"] for reply in replies if reply["outcome"] != "answered"
    ]


def test_bad_lines_get_a_sentence_each_and_the_process_goes_on(handshake: Handshake) -> None:
    lines = [b"", b"x" * 5000, b"/mission \x01\x02", b"\xff\xfe\xfd", b"/nothing", b"/mission", b"/mission nme:astp",
             b"/expedition one", b"/onthisday 02-30", b"/history year:0x7", b"/mission @everyone", b"mission:",
             b"/mission {{ 7 * 7 }} {% x", b"/person '; drop table mission; --", b"history:::::", b"/", b"//", b":",
             "/mission \u2028".encode(), b"\r", b"/about now", b"/history 0", b"/expedition 999999"]  # fmt: skip
    replies = objects(handshake("console", "--json", given=b"\n".join([*lines, b"/mission apollo-soyuz", b""])))
    assert len(replies) == len(lines) + 1
    assert [reply["input"] for reply in replies[:-1] if reply["outcome"] == "answered"] == []
    assert replies[-1]["outcome"] == "answered"
    assert all(len(reply["text"].strip()) > 20 for reply in replies)
    assert not any(re.search(r"(?<!\\)@everyone|(?<!\\)\{\{", reply["text"]) for reply in replies)


def test_json_keeps_to_one_line_for_every_reader(handshake: Handshake) -> None:
    done = handshake("console", "--json", given="/search a\u2028b\u2029c\u0085d\n")
    assert len(done.stdout.splitlines()) == 1
    assert objects(done)[0]["input"] == "/search a\u2028b\u2029c\u0085d"


def test_console_answers_given_commands_once(handshake: Handshake) -> None:
    done = handshake("console", "-c", "/mission apollo-soyuz", "-c", "/about")
    assert done.returncode == 0
    assert done.stdout.startswith("### Apollo–Soyuz")
    assert "\n### Handshake" in done.stdout


def test_today_can_be_chosen(handshake: Handshake) -> None:
    chosen = objects(handshake("console", "--json", "--today", "1995-07-17", "-c", "/onthisday"))
    asked = objects(handshake("console", "--json", "--today", "1995-07-17", "-c", "/onthisday 07-17"))
    assert chosen[0]["text"] == asked[0]["text"]
    assert "20 years ago" in chosen[0]["text"]


def test_the_console_answers_from_the_last_good_edition_where_the_data_are_broken(
    handshake: Handshake, tmp_path: Path
) -> None:
    data = Path(shutil.copytree(DATA, tmp_path / "data"))
    (data / "eras.csv").unlink()
    done = handshake("console", "-c", "/mission vostok-1", DATA_DIR=str(data))
    assert done.returncode == 0
    assert done.stdout.startswith("### Vostok 1")
    first, second = done.stderr.splitlines()
    assert first.endswith("ERROR bot.app: eras.csv: the file is missing")
    assert second.endswith("the data are not served because of 1 problem; the last good edition answers")


def test_without_a_token_one_line_says_how_to_connect_and_the_console_opens(handshake: Handshake) -> None:
    done = handshake(given="/about\nquit\n/help\n")
    first, second, *_ = done.stdout.splitlines()
    assert done.returncode == 0
    assert "DISCORD_TOKEN" in first
    assert second == "### Handshake"
    assert "What you can ask" not in done.stdout


@pytest.mark.parametrize("variable", ["LC_ALL", "LC_MESSAGES", "LANG"])
def test_a_russian_terminal_is_spoken_to_in_russian(handshake: Handshake, variable: str) -> None:
    spoken = {"LC_ALL": "", "LC_MESSAGES": "", "LANG": "", variable: "ru_RU.UTF-8"}
    first, *reply = handshake(given="/person leonov\nвыход\n/about\n", **spoken).stdout.splitlines()
    assert re.fullmatch("Discord не подключён. Чтобы .*DISCORD_TOKEN=.*", first)
    assert reply[0].startswith("### Алексей Архипович Леонов")
    assert not any(line.startswith("### Handshake") for line in reply)
    [answer] = objects(handshake("console", "--json", "--language", "en", "-c", "/person leonov", **spoken))
    assert answer["text"].startswith("### Alexei Leonov")


@pytest.mark.parametrize(
    ("arguments", "environment", "said"),
    [
        (("run",), {}, "DISCORD_TOKEN is not set"),
        (("console",), {"LOG_LEVEL": "loud"}, "LOG_LEVEL"),
        (("console",), {"DATA_DIR": "nowhere", "STATE_DIR": "empty"}, "DATA_DIR: the folder nowhere does not exist\n"),
        (("run",), {"DATA_DIR": "nowhere", "STATE_DIR": "empty", "DISCORD_TOKEN": "x"}, "the folder nowhere does not"),
        (("console",), {"STATE_DIR": "/etc/passwd"}, "STATE_DIR /etc/passwd is a file, not a folder"),
        (("console",), {"STATE_DIR": "/etc/passwd/x"}, "STATE_DIR /etc/passwd/x can't be written: Not a directory"),
        (
            ("run",),
            {"STATE_DIR": "/etc/passwd/x", "DISCORD_TOKEN": "x"},
            "STATE_DIR /etc/passwd/x can't be written: Not",
        ),
        (("backup", "copy.db"), {"STATE_DIR": "empty"}, "there is nothing to copy"),
        (("reload",), {"STATE_DIR": "empty"}, "No bot is running"),
    ],
)
def test_what_the_owner_must_mend_is_one_line_and_status_two(
    handshake: Handshake, arguments: tuple[str, ...], environment: dict[str, str], said: str
) -> None:
    done = handshake(*arguments, **environment)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("handshake: ")
    assert done.stderr.count("\n") == 1
    assert said in done.stderr


def test_a_folder_that_is_not_there_is_told_in_one_line(handshake: Handshake) -> None:
    for arguments in (("check",), ("build",)):
        done = handshake(*arguments, DATA_DIR="nowhere")
        assert (done.returncode, done.stdout, done.stderr) == (1, "DATA_DIR: the folder nowhere does not exist\n", "")


def test_a_state_folder_that_can_not_be_written_is_told_by_its_setting(handshake: Handshake) -> None:
    done = handshake("build", STATE_DIR="/etc/passwd/x")
    assert done.returncode == 1
    assert done.stdout == "edition: STATE_DIR /etc/passwd/x can't be written: Not a directory\n"


def test_a_backup_overwrites_nothing(handshake: Handshake, tmp_path: Path) -> None:
    with closing(State(tmp_path / "var")):
        first = handshake("backup", "copy.db", STATE_DIR="var")
        assert re.fullmatch(r"copy\.db: [\d,]+ bytes\n", first.stdout)
        before = (tmp_path / "copy.db").read_bytes()
        for there in ("copy.db", "var/state.db"):
            again = handshake("backup", there, STATE_DIR="var")
            assert (again.returncode, again.stdout) == (2, "")
            assert again.stderr.startswith(f"handshake: {there} is there already")
    assert (tmp_path / "copy.db").read_bytes() == before


def test_a_setting_that_nobody_knows_is_told_and_the_rest_goes_on(handshake: Handshake, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("DISCORD_TOKN=secret\n")
    done = handshake("console", "-c", "/about")
    assert (done.returncode, done.stderr) == (
        0, "handshake: .env: DISCORD_TOKN is no setting and is ignored; is DISCORD_TOKEN meant?\n",
    )  # fmt: skip


def test_an_unreadable_dotenv_is_one_line_and_status_two(handshake: Handshake, tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"\xff")
    done = handshake("console")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "UTF-8" in done.stderr


def test_a_wrong_option_is_told_without_a_traceback(handshake: Handshake) -> None:
    for arguments in (("console", "--today", "30 February"), ("console", "--language", "de"), ("dance",)):
        done = handshake(*arguments)
        assert done.returncode == 2
        assert "Traceback" not in done.stderr


def test_the_console_loads_no_discord_no_prompt_and_no_plotting(handshake: Handshake) -> None:
    done = handshake("console", "--json", "-c", "/mission astp", PYTHONVERBOSE="1")
    loaded = {line.split("'")[1].split(".")[0] for line in done.stderr.splitlines() if line.startswith("import '")}
    assert "bot" in loaded
    assert not loaded & {"discord", "aiohttp", "prompt_toolkit", "rich", "sqlite_utils", "matplotlib", "PIL", "numpy"}

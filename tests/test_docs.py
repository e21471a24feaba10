"""README and .env.example say what the code does."""

import re
from pathlib import Path

from discord import app_commands

from bot.chat.commands.privacy import PrivacyCog
from bot.chat.commands.schedule import ScheduleCog
from bot.config import SETTINGS, read_config
from bot.console_input import options_of
from bot.questions import COMMANDS
from tests import ROOT

README = (ROOT / "README.md").read_text()


def test_command_table_is_the_commands_and_their_options() -> None:
    section = README.partition("## What can be asked")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| `/(\w+)` \|([^|]*)\|", section, re.MULTILINE)
    told = {command: tuple(re.findall(r"`(\w+)`", options)) for command, options in rows}
    assert told == {command: options_of(command) for command in COMMANDS}


def test_the_admins_table_is_the_commands_that_only_discord_has() -> None:
    section = README.partition("## For server admins")[2].partition("\n## ")[0]
    told = dict(re.findall(r"^\| `/([\w ]+)` \|([^|]*)\|", section, re.MULTILINE))
    found = {
        command.qualified_name: tuple(parameter.display_name for parameter in command.parameters)
        for cog in (ScheduleCog, PrivacyCog)
        for command in cog().walk_app_commands()
        if isinstance(command, app_commands.Command)
    }
    assert {command: tuple(re.findall(r"`(\w+)`", options)) for command, options in told.items()} == found


def test_env_example_tells_every_setting_with_its_default_and_a_sentence() -> None:
    text = (ROOT / ".env.example").read_text()
    told = dict(re.findall(r"^# .+\.\n([A-Z_]+)=(.*)$", text, re.MULTILINE))
    assert told == SETTINGS


def test_env_example_can_be_copied_as_it_is(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text((ROOT / ".env.example").read_text())
    assert read_config(tmp_path, {}) == read_config(tmp_path / "elsewhere", {})


def test_dependency_table_is_the_dependencies() -> None:
    settings = (ROOT / "pyproject.toml").read_text()
    listed = re.search(r"^dependencies = \[(.+?)^\]", settings, re.MULTILINE | re.DOTALL)
    assert listed is not None
    needed = re.findall(r'"([\w.-]+)', listed[1])
    section = README.partition("## Dependencies")[2].partition("\nFor tests")[0]
    assert re.findall(r"^\| ([\w.-]*\w) \| (?!why)", section, re.MULTILINE) == needed


def test_map_of_the_code_names_every_file_and_folder_at_the_top_of_bot() -> None:
    drawing = README.partition("## Map of the code")[2]
    found = {
        f"{path.name}/" if path.is_dir() else path.name
        for path in (ROOT / "bot").iterdir()
        if path.suffix == ".py" or any(path.glob("*.py"))
    } - {"__init__.py"}
    missing = {name for name in found if not re.search(rf"^  {re.escape(name)}\s", drawing, re.MULTILINE)}
    assert not missing


def test_lines_of_the_readme_keep_to_the_width_of_the_code_but_for_tables() -> None:
    assert [line for line in README.splitlines() if len(line) > 120 and not line.startswith("|")] == []

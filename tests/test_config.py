import os
from pathlib import Path

import pytest

from bot.config import default_data_dir, read_config
from bot.errors import ConfigError


def test_without_any_setting_the_defaults_hold(tmp_path: Path) -> None:
    config = read_config(tmp_path, {})
    assert (config.token, config.state_dir, config.log_level, config.api_base) == ("", Path("var"), "INFO", "")
    assert (config.data_dir / "record.toml").is_file()


def test_environment_wins_over_dotenv(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("DISCORD_TOKEN=from-file\nSTATE_DIR=kept\n")
    config = read_config(tmp_path, {"DISCORD_TOKEN": "from-environment"})
    assert (config.token, config.state_dir) == ("from-environment", Path("kept"))


def test_dotenv_may_have_quotes_comments_and_a_byte_order_mark(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("\ufeffDISCORD_TOKEN='a.b-c' # mine\n# LOG_LEVEL=x\nLOG_LEVEL = debug\n")
    config = read_config(tmp_path, {})
    assert (config.token, config.log_level) == ("a.b-c", "DEBUG")


def test_dollar_signs_stay_as_they_are(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("STATE_DIR=a${HOME}b\n")
    assert read_config(tmp_path, {}).state_dir == Path("a${HOME}b")


def test_home_folder_is_understood(tmp_path: Path) -> None:
    assert read_config(tmp_path, {"STATE_DIR": "~/x"}).state_dir == Path("~/x").expanduser()


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({"LOG_LEVEL": "loud"}, "LOG_LEVEL 'loud'"),
        ({"DISCORD_TOKEN": "two words"}, "DISCORD_TOKEN"),
        ({"DISCORD_TOKEN": "токен"}, "DISCORD_TOKEN"),
        ({"DISCORD_API_BASE": "discord.test"}, "DISCORD_API_BASE"),
        ({"HOME_GUILD_ID": "abc"}, "HOME_GUILD_ID 'abc' is no id as Discord copies it: 17 to 20 digits"),
        ({"HOME_GUILD_ID": "12"}, "HOME_GUILD_ID '12' is no id"),
        ({"HOME_GUILD_ID": "1" * 21}, "is no id"),
        ({"OWNER_IDS": "12345678901234567, 12"}, "is no list of ids"),
        ({"STATE_DIR": __file__}, f"STATE_DIR {__file__} is a file, not a folder"),
        ({"DATA_DIR": __file__}, "DATA_DIR"),
    ],
)
def test_a_bad_setting_is_one_sentence_that_names_it(tmp_path: Path, environment: dict[str, str], said: str) -> None:
    with pytest.raises(ConfigError) as caught:
        read_config(tmp_path, environment)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_ids_have_17_to_20_digits(tmp_path: Path) -> None:
    config = read_config(tmp_path, {"HOME_GUILD_ID": "1" * 17, "OWNER_IDS": "2" * 20 + " " + "3" * 18})
    assert (config.home_guild, config.owners) == (int("1" * 17), {int("2" * 20), int("3" * 18)})


def test_what_is_no_setting_is_told_with_the_nearest_name_but_only_of_dotenv(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("DISCORD_TOKN=secret\nstate_dir=x\nCOLOUR=red\nLOG_LEVEL=info\n")
    config = read_config(tmp_path, {"DISCORD_TOKNE": "x"})
    assert config.warnings == (
        ".env: DISCORD_TOKN is no setting and is ignored; is DISCORD_TOKEN meant?",
        ".env: state_dir is no setting and is ignored; is STATE_DIR meant?",
        ".env: COLOUR is no setting and is ignored; .env.example has them all.",
    )


def test_a_bad_token_is_never_repeated(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        read_config(tmp_path, {"DISCORD_TOKEN": "secret token"})
    assert "secret" not in str(caught.value)
    assert "secret" not in repr(read_config(tmp_path, {"DISCORD_TOKEN": "secret"}))


def test_dotenv_that_is_not_utf8_is_an_error(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"DISCORD_TOKEN=\xff\xfe\n")
    with pytest.raises(ConfigError, match="not UTF-8"):
        read_config(tmp_path, {})


def test_dotenv_that_is_a_folder_is_an_error(tmp_path: Path) -> None:
    (tmp_path / ".env").mkdir()
    with pytest.raises(ConfigError, match="can't be read"):
        read_config(tmp_path, {})


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_dotenv_without_permission_is_an_error(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("")
    (tmp_path / ".env").chmod(0)
    with pytest.raises(ConfigError, match="can't be read"):
        read_config(tmp_path, {})


def test_facts_inside_the_package_come_before_a_folder_beside_it(tmp_path: Path) -> None:
    package = tmp_path / "bot"
    assert default_data_dir(package) == tmp_path / "data"
    (package / "_data").mkdir(parents=True)
    assert default_data_dir(package) == package / "_data"

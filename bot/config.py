"""What an owner can set, read once from the environment and from .env; the environment wins."""

import io
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from dotenv import dotenv_values

from bot.errors import ConfigError

# Name → default, in the order of .env.example, which tells each in a sentence.
SETTINGS = {
    "DISCORD_TOKEN": "",
    "DATA_DIR": "",
    "STATE_DIR": "var",
    "LOG_LEVEL": "INFO",
    "HOME_GUILD_ID": "",
    "OWNER_IDS": "",
    "COUNT_DECLINED": "yes",
    "DISCORD_API_BASE": "",
}
LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")


@dataclass(frozen=True, slots=True)
class Config:
    """Every setting, checked. An empty token means: not connected to Discord; no home guild: no /admin.

    `warnings` are sentences for the owner about what was ignored.
    """

    token: str = field(repr=False)
    data_dir: Path
    state_dir: Path
    log_level: str
    home_guild: int | None
    owners: frozenset[int]
    count_declined: bool
    api_base: str
    warnings: tuple[str, ...] = ()


def read_config(folder: Path | None = None, environment: Mapping[str, str] | None = None) -> Config:
    """The settings from a folder's .env (default: where we were started) and the environment.

    Raises ConfigError with one sentence.
    """
    written = _dotenv((folder or Path()) / ".env")
    given = {**written, **(os.environ if environment is None else environment)}
    values = {name: given.get(name, "").strip() or default for name, default in SETTINGS.items()}
    return Config(
        token=_token(values["DISCORD_TOKEN"]),
        data_dir=_folder("DATA_DIR", values["DATA_DIR"]) if values["DATA_DIR"] else default_data_dir(),
        state_dir=_folder("STATE_DIR", values["STATE_DIR"]),
        log_level=_log_level(values["LOG_LEVEL"]),
        home_guild=next(iter(_ids("HOME_GUILD_ID", values["HOME_GUILD_ID"], most=1)), None),
        owners=frozenset(_ids("OWNER_IDS", values["OWNER_IDS"])),
        count_declined=_yes_or_no("COUNT_DECLINED", values["COUNT_DECLINED"]),
        api_base=_address(values["DISCORD_API_BASE"]),
        warnings=tuple(_ignored(name) for name in written if name not in SETTINGS),
    )


def default_data_dir(package: Path = Path(__file__).parent) -> Path:
    """The facts that came with the bot: inside the package in a wheel, beside it in a checkout."""
    packed = package / "_data"
    return packed if packed.is_dir() else package.parent / "data"


def _dotenv(path: Path) -> dict[str, str]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise ConfigError(f"{path} can't be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path} is not UTF-8 text: save it as UTF-8.") from error
    values = dotenv_values(stream=io.StringIO(text), interpolate=False)
    return {name: value for name, value in values.items() if value is not None}


def _ignored(name: str) -> str:
    near = get_close_matches(name.upper(), SETTINGS, n=1)
    meant = f"is {near[0]} meant?" if near else ".env.example has them all."
    return f".env: {name} is no setting and is ignored; {meant}"


def _token(text: str) -> str:
    if not (text.isascii() and text.isprintable()) or " " in text:
        raise ConfigError("DISCORD_TOKEN holds what no token holds: copy it again from Discord's developer portal.")
    return text


def _folder(name: str, text: str) -> Path:
    if "\0" in text:
        raise ConfigError(f"{name} is not a path.")
    try:
        path = Path(text).expanduser()
        is_other = path.exists() and not path.is_dir()
    except (OSError, RuntimeError) as error:  # no permission to look, or no home folder for ~
        raise ConfigError(f"{name} {text!r} can't be resolved: {error}.") from error
    if is_other:
        raise ConfigError(f"{name} {path} is a file, not a folder.")
    return path


def _log_level(text: str) -> str:
    level = text.upper()
    if level not in LOG_LEVELS:
        raise ConfigError(f"LOG_LEVEL {text!r} is none of {', '.join(LOG_LEVELS)}.")
    return level


def _yes_or_no(name: str, text: str) -> bool:
    if text.lower() not in ("yes", "no"):
        raise ConfigError(f"{name} {text!r} is neither yes nor no.")
    return text.lower() == "yes"


def _ids(name: str, text: str, *, most: int = 100) -> list[int]:
    """Discord's ids, separated by commas or spaces."""
    found = text.replace(",", " ").split()
    if len(found) > most or not all(part.isascii() and part.isdigit() and 17 <= len(part) <= 20 for part in found):
        raise ConfigError(
            f"{name} {text!r} is no {'id' if most == 1 else 'list of ids'} as Discord copies it: 17 to 20 digits."
        )
    return [int(part) for part in found]


def _address(text: str) -> str:
    if text and not text.startswith(("http://", "https://")):
        raise ConfigError(f"DISCORD_API_BASE {text!r} is not an http(s) address.")
    return text.rstrip("/")

"""Composition root: opens what is needed and hands it on."""

from contextlib import closing

from bot.config import Config
from bot.errors import ConfigError
from bot.facts.build import ready
from bot.historian import Historian

HOW_TO_CONNECT = (
    "To connect Discord, put DISCORD_TOKEN=… (developer portal → your application → Bot → Token) "
    "into .env or the environment, and start again."
)


def open_historian(config: Config) -> Historian:
    """The historian over the edition of the configured data; builds the edition where it is not there yet.

    Raises DataError or EditionError.
    """
    return Historian(ready(config.data_dir, config.state_dir))


def run_bot(config: Config) -> None:
    """Serve Discord until SIGTERM or Ctrl-C. Raises BotError where the bot can't start."""
    if not config.token:
        raise ConfigError(f"DISCORD_TOKEN is not set. {HOW_TO_CONNECT}")
    historian = open_historian(config)
    from bot.chat.client import run  # discord takes 0.4 s to import
    from bot.guilds.state import State  # and sqlite-utils 60 ms

    with closing(State(config.state_dir)) as state:
        run(historian, state, token=config.token, state_dir=config.state_dir, api_base=config.api_base)

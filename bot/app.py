"""Composition root: opens what is needed and hands it on."""

import logging
import os
import tempfile
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from bot.config import Config
from bot.errors import ConfigError, DataError, EditionError, Problem, counted
from bot.facts.build import build_from, checked, digest_of, path_of
from bot.facts.edition import Edition
from bot.facts.editions import Start, Verify, at_start, note_served, remove_others
from bot.facts.model import Record
from bot.gallery import keep
from bot.historian import Historian
from bot.reload.checks import reply_faults
from bot.reload.proposal import Proposal, Refusal
from bot.reload.propose import propose, verified
from bot.reload.rehearse import Checks
from bot.reload.renewal import Renewal, now
from bot.reload.sentences import sentence_faults
from bot.replies.completeness import lacking
from bot.replies.render import prepare

HOW_TO_CONNECT = {
    "en": (
        "To connect Discord, put DISCORD_TOKEN=… (developer portal → your application → Bot → Token) "
        "into .env or the environment, and start again."
    ),
    "ru": (
        "Чтобы подключить Discord, впишите DISCORD_TOKEN=… (портал разработчика → ваше приложение → Bot → Token) "
        "в .env или в переменные среды и запустите бота снова."
    ),
}

PROCESSES = min(3, os.cpu_count() or 1)  # for what nobody is served beside
log = logging.getLogger(__name__)


def checks() -> Checks:
    """All that must hold before an edition is served: of every reply, and of the edition as a whole."""
    from bot.chat.limits import card_faults  # discord takes 0.4 s to import

    return Checks(replies=(reply_faults, card_faults), edition=(_lacking, _unanswered, sentence_faults))


def _lacking(_: Historian) -> Iterable[Problem]:
    return lacking()


def _unanswered(historian: Historian) -> Iterable[Problem]:
    """The sentences that are offered but not understood, such as those of a name that an editor has changed."""
    return [
        Problem("patterns", 0, f"“{sentence}” is offered, but not understood") for sentence in historian.unanswered()
    ]


def checked_whole(config: Config) -> Record:
    """The record of the configured data, all of whose replies were said once. Raises DataError with every problem."""
    digest = digest_of(config.data_dir)
    try:
        record = checked(config.data_dir)
    except DataError as error:
        raise DataError([*lacking(), *error.problems]) from error
    with tempfile.TemporaryDirectory() as folder:
        problems = verified(build_from(record, digest, Path(folder)), record, checks(), processes=PROCESSES)
    if problems:
        raise DataError(problems)
    return record


def propose_to(config: Config, base: Edition | None, *, processes: int = 1) -> Proposal | Refusal:
    """What serving the configured data would change for who is served `base`; the new edition has its pictures."""
    told = propose(config.data_dir, config.state_dir, base=base, checks=checks(), processes=processes)
    if isinstance(told, Proposal):
        _draw(Edition(path_of(config.state_dir, told.digest)))
    return told


def open_historian(config: Config) -> Historian:
    """The historian over the edition to begin with, for whoever asks alone: its replies are not said beforehand.

    Raises DataError or EditionError where there is none.
    """
    start = _start(config, lambda _: ())
    prepare(config.state_dir / "templates")
    return Historian(start.edition)


def run_bot(config: Config) -> None:
    """Serve Discord until SIGTERM or Ctrl-C. Raises BotError where the bot can't start."""
    if not config.token:
        raise ConfigError(f"DISCORD_TOKEN is not set. {HOW_TO_CONNECT['en']}")
    from bot.guilds.state import State  # sqlite-utils takes 60 ms to import

    with closing(State(config.state_dir)) as state:
        start = begin(config)
        historian = Historian(start.edition)
        renewal = Renewal(historian, data=config.data_dir, state=config.state_dir, start=start)
        from bot.chat.administration import Administration  # discord takes 0.4 s to import
        from bot.chat.client import run

        administration = Administration(renewal, home=config.home_guild, owners=config.owners)
        run(
            historian,
            state,
            administration,
            token=config.token,
            api_base=config.api_base,
            counts_declined=config.count_declined,
        )


def begin(config: Config) -> Start:
    """The edition to serve first, noted as served. Raises DataError or EditionError where there is none."""

    def verify(edition: Edition) -> tuple[Problem, ...]:
        return verified(edition, checked(config.data_dir), checks())

    start = _start(config, verify)
    _draw(start.edition)
    note_served(config.state_dir, start.edition.digest, at=now())
    remove_others(config.state_dir)
    return start


def _start(config: Config, verify: Verify) -> Start:
    """The edition to begin with; the log, on stderr, says why where it is not that of the data."""
    start = at_start(config.data_dir, config.state_dir, verify)
    for problem in start.problems:
        log.error("%s", problem)
    if start.problems:
        count = counted(len(start.problems), "problem")
        log.error("the data are not served because of %s; the last good edition answers", count)
    if start.withdrawn:
        log.warning("the data are not served since an owner went back from them; a reload serves them again")
    return start


def _draw(edition: Edition) -> None:
    """The pictures of an edition, kept beside it; without them it can be served all the same."""
    try:
        keep(edition)
    except EditionError as error:
        log.warning("%s; they are drawn when somebody asks", error)

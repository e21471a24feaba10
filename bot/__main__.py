"""The command line: (no verb) · run · console · check · build · reload · backup."""

import datetime as dt
import logging
import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NoReturn

import click

from bot import __version__
from bot.answers.coverage import Coverage, coverage
from bot.config import Config, read_config
from bot.errors import BotError, DataError, Problem
from bot.reload.proposal import Proposal

CANNOT = 2  # exit status where a setting, the data or Discord does not let us work
INTERRUPTED = 130  # what a shell expects after Ctrl-C


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="handshake")
@click.pass_context
def cli(context: click.Context) -> None:
    """Handshake tells of US–Soviet and US–Russian cooperation in space.

    Without a verb: serves Discord if DISCORD_TOKEN is set, else opens the console.
    """
    config = read_config()
    logging.basicConfig(level=config.log_level, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    for warning in config.warnings:
        click.echo(f"handshake: {warning}", err=True)
    context.obj = config
    if context.invoked_subcommand is None:
        _serve_or_talk(context, config)


def _serve_or_talk(context: click.Context, config: Config) -> None:
    if config.token:
        context.invoke(run)
        return
    from bot.app import HOW_TO_CONNECT

    language = _of_the_terminal()
    not_connected = {"en": "Not connected to Discord.", "ru": "Discord не подключён."}[language]
    click.echo(f"{not_connected} {HOW_TO_CONNECT[language]}")
    context.invoke(console)


def _of_the_terminal() -> str:
    """The language that the environment asks programs to speak: Russian, or English for any other."""
    asked = next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := os.environ.get(name))), "")
    return "ru" if asked.startswith("ru") else "en"


@cli.command()
@click.pass_obj
def run(config: Config) -> None:
    """Serve Discord until Ctrl-C or SIGTERM."""
    from bot.app import run_bot

    run_bot(config)


@cli.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line for each line read.")
@click.option("-c", "--command", "commands", multiple=True, metavar="TEXT", help="Answer this and end; repeatable.")
@click.option(
    "--language",
    type=click.Choice(["en", "ru"]),
    default=_of_the_terminal,
    show_default="the terminal's",
    help="Of the answers.",
)
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="Answer as on this day.")
@click.pass_obj
def console(
    config: Config,
    *,
    as_json: bool = False,
    commands: tuple[str, ...] = (),
    language: str = "en",
    today: dt.datetime | None = None,
) -> None:
    """Ask in this terminal, or from a pipe line by line."""
    from bot.app import open_historian
    from bot.console import Console

    Console(open_historian(config), language=language, today=today.date() if today else None, as_json=as_json).run(
        commands
    )


@cli.command()
@click.option("--report", is_flag=True, help="Tell also what the record covers and what it lacks.")
@click.pass_obj
def check(config: Config, *, report: bool = False) -> None:
    """Read all the data and say every reply; print every problem with its file and row (exit status 1), or counts."""
    from bot.app import checked_whole

    try:
        record = checked_whole(config)
    except DataError as error:
        _refuse(error.problems)
    counts = Counter(placed.file for placed in record.rows) + Counter(story.file for story in record.stories)
    click.echo(f"No problems. {_counted(counts.items())}")
    if report:
        _report(config)


def _report(config: Config) -> None:
    from bot.facts.build import ready

    with ready(config.data_dir, config.state_dir).open() as facts:
        for line in _coverage_lines(coverage(facts)):
            click.echo(line)


def _coverage_lines(found: Coverage) -> Iterator[str]:
    yield f"days of the year with an entry: {found.days} of 366{_first(found.empty_days, len(found.empty_days))}"
    yield f"days with a cooperative one: {found.cooperative_days}"
    for name, ids in (
        ("people without a birth date", found.without_birth),
        ("flown Americans, Soviets and Russians born before 1945 without a death date (unknown, not alive)",
         found.without_death),
        ("seats without a role", found.without_role),
        ("missions without a launch site", found.without_site),
        ("rows without a source", found.without_source),
        ("thin records (every source is secondary)", found.thin),
    ):  # fmt: skip
        yield f"{name}: {len(ids)}{_first(ids)}"
    for told in found.stories:
        yield f"stories of kind {told.kind}, {told.language}: {told.told} of {told.of}{_first(told.missing)}"
    yield f"disputes: {found.open_disputes} open, {found.settled_disputes} settled"
    yield f"citations by source, the first {len(found.sources)}: {_counted(found.sources)}"


def _first(ids: Sequence[str], most: int = 10) -> str:
    """A list after a count: its beginning, and that there is more."""
    return f" ({'; '.join(ids[:most])}{'; …' if len(ids) > most else ''})" if ids else ""


@cli.command()
@click.pass_obj
def build(config: Config) -> None:
    """Make the edition from the data; print its file, digest and counts, and what it would change."""
    from bot.app import PROCESSES, propose_to
    from bot.facts.build import path_of
    from bot.facts.editions import last_good
    from bot.reload.proposal import Refusal

    told = propose_to(config, last_good(config.state_dir), processes=PROCESSES)
    if isinstance(told, Refusal):
        _refuse(told.problems)
    click.echo(f"{path_of(config.state_dir, told.digest)}\ndigest {told.digest}\n{_counted(told.held)}")
    if told.base and told.is_new:
        click.echo(_changes(told))


@cli.command(hidden=True)
@click.argument("base", default="")
@click.pass_obj
def propose(config: Config, base: str) -> None:
    """What a running bot asks of a process of its own: one line of JSON."""
    from bot.app import propose_to
    from bot.facts.build import path_of
    from bot.facts.edition import Edition
    from bot.reload.proposal import to_json

    _be_nice()
    click.echo(to_json(propose_to(config, Edition(path_of(config.state_dir, base)) if base else None)))


@cli.command()
@click.pass_obj
def reload(config: Config) -> None:
    """Ask the running bot to serve the data as they are now; print what changed, or every problem (exit status 1)."""
    from bot.reload.proposal import Refusal
    from bot.reload.shell import ask_running

    told = ask_running(config.state_dir)
    if isinstance(told, Refusal):
        _refuse(told.problems)
    click.echo(f"digest {told.digest}\n{_counted(told.held)}\n{_changes(told)}")


def _changes(told: Proposal) -> str:
    if not told.is_new:
        return "Nothing changed: this edition is served already."
    counts = {"added": told.added, "changed": told.changed, "removed": told.removed}
    records = ", ".join(f"{len(names)} {what}{_first(names, 5)}" for what, names in counts.items())
    return (
        f"records: {records}\nreplies that change: {len(told.reworded)} of {told.rehearsed}{_first(told.reworded, 5)}"
    )


def _refuse(problems: Iterable[Problem]) -> NoReturn:
    for problem in problems:
        click.echo(problem)
    sys.exit(1)


def _be_nice() -> None:
    """Leave the processor to the bot that answers meanwhile."""
    if hasattr(os, "nice"):
        os.nice(5)


@cli.command("backup")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.pass_obj
def copy_state(config: Config, file: Path) -> None:
    """Copy the bot's own state to FILE, which must not be there yet; also while the bot is running."""
    from bot.guilds.state import backup

    backup(config.state_dir, file)
    click.echo(f"{file}: {file.stat().st_size:,} bytes")


def _counted(counts: Iterable[tuple[str, int]]) -> str:
    return ", ".join(f"{name}: {count}" for name, count in counts)


def _lines(error: BotError) -> str:
    """One line; several problems of the data have one each below it."""
    problems = list(map(str, error.problems)) if isinstance(error, DataError) else []
    told = problems if len(problems) == 1 else [str(error), *problems]
    return "\n".join(" ".join(line.split()) for line in told)


def main() -> int:
    """The exit status of one run of the command line. Nobody is shown a traceback for what is theirs to fix."""
    try:
        return int(cli.main(standalone_mode=False) or 0)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except BotError as error:
        click.echo(f"handshake: {_lines(error)}", err=True)
        return CANNOT
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED


if __name__ == "__main__":
    sys.exit(main())

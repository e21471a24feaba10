"""The command line: (no verb) · run · console · check · build · backup."""

import dataclasses
import datetime as dt
import logging
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import click

from bot import __version__
from bot.answers.coverage import Coverage, coverage
from bot.config import Config, read_config
from bot.errors import BotError, DataError

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
    context.obj = config
    if context.invoked_subcommand is None:
        _serve_or_talk(context, config)


def _serve_or_talk(context: click.Context, config: Config) -> None:
    if config.token:
        context.invoke(run)
        return
    from bot.app import HOW_TO_CONNECT

    click.echo(f"Not connected to Discord. {HOW_TO_CONNECT}")
    context.invoke(console)


@cli.command()
@click.pass_obj
def run(config: Config) -> None:
    """Serve Discord until Ctrl-C or SIGTERM."""
    from bot.app import run_bot

    run_bot(config)


@cli.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line for each line read.")
@click.option("-c", "--command", "commands", multiple=True, metavar="TEXT", help="Answer this and end; repeatable.")
@click.option("--language", type=click.Choice(["en", "ru"]), default="en", show_default=True)
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
    """Read the data and the replies' languages; print every problem with its file and row (status 1), or the counts."""
    from bot.facts.build import checked
    from bot.replies.completeness import lacking

    problems, counts = list(lacking()), Counter[str]()
    try:
        record = checked(config.data_dir)
        counts = Counter(placed.file for placed in record.rows) + Counter(story.file for story in record.stories)
    except DataError as error:
        problems += error.problems
    if problems:
        click.echo("\n".join(map(str, problems)))
        sys.exit(1)
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
    """Make the edition from the data; print its file, digest and counts."""
    from bot.answers.search import about
    from bot.facts.build import build as build_edition

    edition = build_edition(config.data_dir, config.state_dir)
    with edition.open() as facts:
        held = dataclasses.asdict(about(facts))
    counts = [(name, value) for name, value in held.items() if isinstance(value, int)]
    click.echo(f"{edition.path}\ndigest {edition.digest}\n{_counted(counts)}")


@cli.command("backup")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.pass_obj
def copy_state(config: Config, file: Path) -> None:
    """Copy the bot's own state to FILE, also while it is running."""
    from bot.guilds.state import backup

    backup(config.state_dir, file)
    click.echo(f"{file}: {file.stat().st_size:,} bytes")


def _counted(counts: Iterable[tuple[str, int]]) -> str:
    return ", ".join(f"{name}: {count}" for name, count in counts)


def _line(error: BotError) -> str:
    if isinstance(error, DataError):
        return f"{error}, the first: {error.problems[0]}. `python -m bot check` lists them all."
    return str(error)


def main() -> int:
    """The exit status of one run of the command line. Nobody is shown a traceback for what is theirs to fix."""
    try:
        return int(cli.main(standalone_mode=False) or 0)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except BotError as error:
        click.echo(f"handshake: {' '.join(_line(error).split())}", err=True)
        return CANNOT
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED


if __name__ == "__main__":
    sys.exit(main())

"""Where an interaction fails: whoever asked is told a short code, the log has the rest under that code."""

import logging
import secrets
import traceback
from collections.abc import Iterator
from typing import Any

import aiohttp
import discord
from discord import app_commands

from bot.chat import show
from bot.chat.asking import Desk, Interaction, language_of
from bot.chat.wording import CHANGED, FAILED, SHORTENED
from bot.errors import QuestionError, SettingsError
from bot.replies.reply import Outcome, Reply

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"  # without I and O, which look like digits
CODE_LENGTH = 6
# https://docs.discord.com/developers/topics/opcodes-and-status-codes#json-json-error-codes
GONE = (10062, 40060)  # unknown interaction, already acknowledged: there is nobody left to tell

log = logging.getLogger(__name__)


class Tree(app_commands.CommandTree[Desk]):
    """The command tree, with our one error handler."""

    async def on_error(self, interaction: discord.Interaction[Any], error: app_commands.AppCommandError, /) -> None:
        """Report it."""
        await report(interaction, error, language=interaction.namespace.language or "")


async def report(interaction: Interaction, error: Exception, *, language: str = "") -> None:
    """Tell whoever asked, privately, and log what we need to find it. Raises nothing of Discord's or the network's.

    `language` is the one chosen, if any.
    """
    if isinstance(error, app_commands.CommandInvokeError):
        error = error.original
    if isinstance(error, SettingsError):
        language = ""  # what an admin chose is the posts' language
    spoken = language_of(interaction, private=True, chosen=language)
    code = None if _is_expected(error) else record(error, where=_place(interaction))
    if isinstance(error, discord.HTTPException) and error.code in GONE:
        return
    try:
        await _tell(interaction, _reply(interaction, error, code or "", spoken), spoken)
    except (discord.HTTPException, aiohttp.ClientError, OSError) as refused:
        record(refused, where="telling of a failure")


def record(error: BaseException, *, where: str) -> str:
    """The code under which an error is now in the log: kinds and places, never its text, which may hold a user's."""
    code = "".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH))
    log.error("%s: %s failed\n%s", code, where, "\n".join(_trace(error)))
    return code


def _trace(error: BaseException) -> Iterator[str]:
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if cause is not None:
        yield from _trace(cause)
        yield "which led to"
    yield "".join(traceback.format_tb(error.__traceback__)).rstrip()
    told = f" status {error.status}, code {error.code}" if isinstance(error, discord.HTTPException) else ""
    yield f"{type(error).__module__}.{type(error).__qualname__}{told}"


def _is_expected(error: Exception) -> bool:
    return isinstance(
        error, QuestionError | SettingsError | app_commands.CommandNotFound | app_commands.CommandSignatureMismatch
    )


def _reply(interaction: Interaction, error: Exception, code: str, language: str) -> Reply:
    match error:
        case QuestionError():
            return interaction.client.historian.problem(error, language=language)
        case SettingsError():
            told = {"reason": error.reason, "found": error.found, "near": error.near}
            return interaction.client.historian.notice("schedule/problem", language=language, **told)
        case app_commands.CommandNotFound() | app_commands.CommandSignatureMismatch():
            return Reply(CHANGED[language], Outcome.ERROR)
        case _:
            return Reply(FAILED[language].format(code=code), Outcome.ERROR)


async def _tell(interaction: Interaction, reply: Reply, language: str) -> None:
    view = show.CardView(show.card(reply, shortened=SHORTENED[language]))
    if interaction.response.is_done():
        await interaction.followup.send(view=view, ephemeral=True)
    else:
        await interaction.response.send_message(view=view, ephemeral=True)


def _place(interaction: Interaction) -> str:
    command = interaction.command
    return f"/{command.qualified_name}" if command else f"an interaction of type {interaction.type.name}"

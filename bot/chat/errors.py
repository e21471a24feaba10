"""The one place where an interaction fails: its person is told a short code, the log the rest under that code."""

import logging
import secrets
import traceback
from collections.abc import Iterator

import discord
from discord import app_commands

from bot.chat import show
from bot.chat.asking import Interaction, language_of
from bot.errors import QuestionError
from bot.replies.reply import Outcome, Reply

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"  # without I and O, which are read as digits
CODE_LENGTH = 6

log = logging.getLogger(__name__)


class Tree(app_commands.CommandTree[discord.Client]):
    """The command tree, with our error handler."""

    async def on_error(
        self, interaction: discord.Interaction[discord.Client], error: app_commands.AppCommandError
    ) -> None:
        """Report it."""
        await report(interaction, error)

"""One interaction, one reply: in which language, of which day, and who sees it."""

from datetime import UTC, date, datetime

import discord
from discord.ext import commands

from bot.chat import show
from bot.chat.wording import SHORTENED
from bot.historian import Historian
from bot.questions import Question


class Desk(commands.AutoShardedBot):
    """A Discord client with a historian; sharded, so that it keeps working past 2,500 servers."""

    historian: Historian


Interaction = discord.Interaction[Desk]


async def answer(interaction: Interaction, question: Question, *, private: bool = False) -> None:
    """Answer with a new message; a private one is seen only by who asked."""
    await show.send(interaction, _card(interaction, question, private=private), private=private)


async def turn_page(interaction: Interaction, question: Question, *, private: bool) -> None:
    """Answer in the message whose button was pressed."""
    await show.replace(interaction, _card(interaction, question, private=private))


def language_of(interaction: Interaction, *, private: bool) -> str:
    """The asker's language where only they read the answer, else the server's, where there is one."""
    locale = interaction.locale if private else interaction.guild_locale or interaction.locale
    return "ru" if locale.value.startswith("ru") else "en"


def today() -> date:
    """The day it is in UTC."""
    return datetime.now(UTC).date()


def _card(interaction: Interaction, question: Question, *, private: bool) -> show.Card:
    historian, language = interaction.client.historian, language_of(interaction, private=private)
    reply = historian.reply(question, language=language, today=today())
    return show.card(reply, question, shortened=SHORTENED[language])

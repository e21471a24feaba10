"""One interaction, one reply: in which language, of which day, and who sees it."""

import asyncio
from datetime import UTC, date, datetime

import discord
from discord.ext import commands

from bot.chat import show
from bot.chat.administration import Administration
from bot.chat.allowance import Allowance
from bot.chat.wording import LANGUAGES, SHORTENED
from bot.guilds.state import State
from bot.historian import Historian, drawn
from bot.questions import Question


class Desk(commands.AutoShardedBot):
    """A Discord client with all that it serves; sharded, so that it keeps working past 2,500 servers."""

    historian: Historian
    state: State
    administration: Administration
    allowance: Allowance


Interaction = discord.Interaction[Desk]


async def answer(interaction: Interaction, question: Question, *, private: bool = False, language: str = "") -> None:
    """Answer with a new message; a private one is seen only by who asked. `language` is the one chosen, if any."""
    shown = await _card(interaction, question, private=private, language=language)
    await show.send(interaction, shown, private=private)


async def turn_page(interaction: Interaction, question: Question, *, private: bool, language: str = "") -> None:
    """Answer in the message whose button was pressed."""
    await show.replace(interaction, await _card(interaction, question, private=private, language=language))


def language_of(interaction: Interaction, *, private: bool, chosen: str = "") -> str:
    """The chosen language; else the server's for what all of a server that has the bot read; else the asker's."""
    if chosen in LANGUAGES:
        return chosen
    of_server = None if private or not interaction.is_guild_integration() else interaction.guild_locale
    locale = of_server or interaction.locale
    return "ru" if locale.value.startswith("ru") else "en"


def today() -> date:
    """The day it is in UTC."""
    return datetime.now(UTC).date()


async def _card(interaction: Interaction, question: Question, *, private: bool, language: str) -> show.Card:
    spoken = language_of(interaction, private=private, chosen=language)
    reply = interaction.client.historian.reply(question, language=spoken, today=today())
    interaction.client.administration.tally.count(question, reply)
    if reply.picture is not None and reply.picture.sketch is not None:
        reply = await asyncio.to_thread(drawn, reply)
    report = interaction.client.historian.phrase("report", language=spoken)
    return show.card(reply, question, shortened=SHORTENED[spoken], language=language, report=report)

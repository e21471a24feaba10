"""One interaction, one reply: in which language, of which day, and who sees it."""

import asyncio
from datetime import UTC, date, datetime

import discord
from discord.ext import commands

from bot.chat import show
from bot.chat.administration import Administration
from bot.chat.allowance import Allowance
from bot.chat.wording import LANGUAGES, SHORTENED
from bot.guilds.declined import count_declined
from bot.guilds.state import State
from bot.historian import Historian, drawn
from bot.questions import Ask, Question
from bot.replies.reply import Outcome, Reply
from bot.schedule.delivery import Sender


class Desk(commands.AutoShardedBot):
    """A Discord client with all that it serves; sharded, so that it keeps working past 2,500 servers."""

    historian: Historian
    state: State
    sender: Sender
    administration: Administration
    allowance: Allowance
    counts_declined: bool


Interaction = discord.Interaction[Desk]


async def answer(interaction: Interaction, question: Question, *, private: bool = False, language: str = "") -> None:
    """Answer with a new message; a private one is seen only by who asked. `language` is the one chosen, if any."""
    reply, shown = await _card(interaction, question, private=private, language=language)
    await show.send(interaction, shown, private=private)
    await count_if_declined(interaction.client, question, reply)


async def turn_page(interaction: Interaction, question: Question, *, private: bool, language: str = "") -> None:
    """Answer in the message whose button was pressed."""
    _, shown = await _card(interaction, question, private=private, language=language)
    await show.replace(interaction, shown)


async def count_if_declined(client: Desk, question: Question, reply: Reply) -> None:
    """Count a question in words that found no answer, where the owner wants that; nothing about who asked is kept."""
    if client.counts_declined and isinstance(question, Ask) and reply.outcome is Outcome.DECLINED:
        day = today()
        await client.state.do(lambda connection: count_declined(connection, question.text, today=day))


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


def reply_to(interaction: Interaction, question: Question, spoken: str) -> Reply:
    """The historian's reply, counted among what was asked."""
    reply = interaction.client.historian.reply(question, language=spoken, today=today())
    interaction.client.administration.tally.count(question, reply)
    return reply


def card_of(
    interaction: Interaction, reply: Reply, question: Question | None = None, *, spoken: str, language: str
) -> show.Card:
    """The card of a reply, with a button to report a mistake where it has a receipt."""
    report = interaction.client.historian.phrase("report", language=spoken)
    return show.card(reply, question, shortened=SHORTENED[spoken], language=language, report=report)


async def _card(
    interaction: Interaction, question: Question, *, private: bool, language: str
) -> tuple[Reply, show.Card]:
    historian = interaction.client.historian
    spoken = language_of(interaction, private=private, chosen=language)
    if language not in LANGUAGES:
        spoken = historian.language_of(question, default=spoken)
    reply = reply_to(interaction, question, spoken)
    if reply.picture is not None and reply.picture.sketch is not None:
        reply = await asyncio.to_thread(drawn, reply)
    return reply, card_of(interaction, reply, question, spoken=spoken, language=language)

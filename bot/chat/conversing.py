"""Questions in messages: those that mention the bot, and direct messages. Discord sends no other message's text."""

import re
from collections import OrderedDict, deque
from time import monotonic

import discord

from bot.chat import errors, show
from bot.chat.asking import Desk, count_if_declined, today
from bot.chat.wording import SHORTENED
from bot.questions import Ask, Help, Question

MENTION = re.compile(r"<@!?(\d+)>")
ASKED_MOST, ASKED_SECONDS = 6, 30.0  # questions of one person in so many seconds; more get no answer
REMEMBERED = 1000  # people, for that


class Conversation:
    """Answers in reply to the message that asked, without a ping."""

    def __init__(self) -> None:
        """Nobody has asked yet."""
        self._asked: OrderedDict[int, deque[float]] = OrderedDict()

    async def hear(self, client: Desk, message: discord.Message) -> None:
        """Answer a message that is meant for the bot."""
        if message.author.bot or not _is_meant(message, client) or self._is_too_much(message.author.id, monotonic()):
            return
        try:
            await _answer(client, message)
        except discord.Forbidden:
            return  # it may read there, but not write
        except Exception as error:  # noqa: BLE001  # discord.py would log it with the message
            errors.record(error, where="a question in a message")

    def _is_too_much(self, person: int, seconds: float) -> bool:
        """Whether somebody has asked so often just now that this question is passed over."""
        times = self._asked.setdefault(person, deque(maxlen=ASKED_MOST))
        self._asked.move_to_end(person)
        if len(self._asked) > REMEMBERED:
            self._asked.popitem(last=False)
        if len(times) == ASKED_MOST and seconds - times[0] < ASKED_SECONDS:
            return True
        times.append(seconds)
        return False


def _is_meant(message: discord.Message, client: Desk) -> bool:
    """In a direct message always; in a server where its text holds the bot's mention, not where it is replied to."""
    if message.guild is None:
        return True
    return client.user is not None and str(client.user.id) in MENTION.findall(message.content)


async def _answer(client: Desk, message: discord.Message) -> None:
    text = " ".join(MENTION.sub(" ", message.content).split())
    asked: Question = Ask(text) if text else Help()
    language = client.historian.language_of(asked, default=_language(message))
    reply = client.historian.reply(asked, language=language, today=today())
    shown = show.card(reply, asked, shortened=SHORTENED[language])
    await message.reply(view=show.CardView(shown), files=shown.files(), mention_author=False)
    await count_if_declined(client, asked, reply)


def _language(message: discord.Message) -> str:
    """The server's, for what has no letters; English in direct messages."""
    locale = message.guild.preferred_locale if message.guild else None
    return "ru" if locale and locale.value.startswith("ru") else "en"

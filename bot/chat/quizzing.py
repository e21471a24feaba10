"""The quiz among people: an answer is told to who gave it alone, and counted once; who stands where."""

import dataclasses
import sqlite3
from collections.abc import Callable
from functools import partial

from bot.chat import show
from bot.chat.asking import Interaction, card_of, language_of, reply_to
from bot.guilds import quiz
from bot.questions import Quiz, QuizReveal
from bot.replies.reply import Action, Outcome, Reply


async def reveal(interaction: Interaction, question: QuizReveal, *, language: str = "") -> None:
    """Tell whether the chosen option is right. The message with the question stays as it is for everybody else."""
    spoken = language_of(interaction, private=True, chosen=language)
    reply = reply_to(interaction, question, spoken)
    is_right = interaction.client.historian.is_right(question)
    if is_right is not None:
        line = await _count(interaction, question, spoken, is_right=is_right)
        reply = dataclasses.replace(reply, text=f"{reply.text}\n{line}")
    await _send(interaction, reply, spoken, language, private=True)


async def standings(interaction: Interaction, *, everywhere: bool, private: bool, language: str) -> None:
    """Show who answered most questions rightly. Outside a server that has the bot, that is over all servers."""
    spoken = language_of(interaction, private=private, chosen=language)
    guild_id, user_id = _guild_id(interaction), interaction.user.id
    everywhere = everywhere or guild_id is None
    best = await interaction.client.state.do(
        lambda connection: quiz.standings(connection, user_id=user_id, guild_id=guild_id, everywhere=everywhere)
    )
    said = _phrases(interaction, spoken)
    title = said("quiz_best_everywhere" if everywhere else "quiz_best_here")
    lines = [_line(standing, said("quiz_standing"), said("quiz_elsewhere")) for standing in best]
    text = "\n".join([title, *(lines or [said("quiz_nobody")]), "", said("quiz_rule")])
    reply = Reply(text, Outcome.ANSWERED, (Action(said("question_of_the_day"), Quiz()),))
    await _send(interaction, reply, spoken, language, private=private)


async def forget(interaction: Interaction, *, language: str) -> None:
    """Delete all answers of whoever asks."""
    spoken, user_id = language_of(interaction, private=True, chosen=language), interaction.user.id
    deleted = await interaction.client.state.do(lambda connection: quiz.forget(connection, user_id))
    text = _phrases(interaction, spoken)("quiz_forgotten").format(deleted)
    await _send(interaction, Reply(text, Outcome.ANSWERED), spoken, language, private=True)


async def _count(interaction: Interaction, question: QuizReveal, spoken: str, *, is_right: bool) -> str:
    user_id, guild_id, asked = interaction.user.id, _guild_id(interaction), f"{question.kind}:{question.subject}"

    def counted(connection: sqlite3.Connection) -> tuple[bool, quiz.Score]:
        is_first = quiz.count(connection, user_id=user_id, guild_id=guild_id, question=asked, is_right=is_right)
        return is_first, quiz.score(connection, user_id)

    is_first, score = await interaction.client.state.do(counted)
    key = "quiz_counted" if is_first else "quiz_answered_before"
    return _phrases(interaction, spoken)(key).format(score.right, score.answered)


def _line(standing: quiz.Standing, form: str, elsewhere: str) -> str:
    """Who plays on other servers alone is no business of this one's people."""
    who = f"<@{standing.user_id}>" if standing.is_here else elsewhere
    return form.format(standing.place, who, standing.score.right, standing.score.answered)


def _guild_id(interaction: Interaction) -> int | None:
    """The server, where it has the bot itself; not where only the person has it."""
    return interaction.guild_id if interaction.is_guild_integration() else None


def _phrases(interaction: Interaction, language: str) -> Callable[[str], str]:
    return partial(interaction.client.historian.phrase, language=language)


async def _send(interaction: Interaction, reply: Reply, spoken: str, language: str, *, private: bool) -> None:
    shown = card_of(interaction, reply, spoken=spoken, language=language)
    await show.send(interaction, shown, private=private)

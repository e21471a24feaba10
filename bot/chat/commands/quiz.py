"""/quiz play, /quiz daily, /quiz top and /quiz forget-me."""

import secrets

from discord import app_commands
from discord.ext import commands

from bot.chat import quizzing
from bot.chat.asking import Interaction, answer
from bot.chat.options import SPOKEN, reply_options
from bot.questions import QUIZ_NUMBERS, Quiz

Number = app_commands.Range[int, 1, QUIZ_NUMBERS.stop - 1]


class QuizCog(commands.Cog):
    """Questions from the record."""

    quiz = app_commands.Group(name="quiz", description="Questions from the record, with a score.")

    @quiz.command()
    @reply_options
    @app_commands.describe(number="A question's number, to ask the same one; any if left out")
    async def play(
        self, interaction: Interaction, number: Number = 0, *, private: bool = False, language: str = ""
    ) -> None:
        """A question with four options, one of them right."""
        asked = Quiz(number or secrets.choice(QUIZ_NUMBERS))
        await answer(interaction, asked, private=private, language=language)

    @quiz.command()
    @reply_options
    async def daily(self, interaction: Interaction, *, private: bool = False, language: str = "") -> None:
        """The question of the day, the same everywhere."""
        await answer(interaction, Quiz(), private=private, language=language)

    @quiz.command()
    @reply_options
    @app_commands.describe(everywhere="Over all servers, not only this one")
    async def top(
        self, interaction: Interaction, *, everywhere: bool = False, private: bool = False, language: str = ""
    ) -> None:
        """Who answered most questions rightly."""
        await quizzing.standings(interaction, everywhere=everywhere, private=private, language=language)

    @quiz.command(name="forget-me")
    @app_commands.describe(language="The answer's language, where you want another")
    @app_commands.choices(language=SPOKEN)
    async def forget_me(self, interaction: Interaction, *, language: str = "") -> None:
        """Delete your answers and your score."""
        await quizzing.forget(interaction, language=language)

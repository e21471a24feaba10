"""The one service: a Question becomes a Reply, in one language, from the edition of the moment."""

import dataclasses
import datetime as dt
from collections.abc import Iterator
from contextlib import suppress

from bot.answers.names import ProblemAnswer
from bot.errors import QuestionError
from bot.facts.edition import Edition
from bot.questions import (
    Ask,
    Help,
    Question,
    QuizReveal,
)  # fmt: skip
from bot.replies.language import Language, known
from bot.replies.pictures import draw
from bot.replies.render import notice, phrases
from bot.replies.reply import Outcome, Reply, Suggestion
from bot.shelf import Shelf, reveal
from bot.understanding.days import day_of_year
from bot.understanding.sentence import language_of
from bot.words import LONGEST

LONGEST_WAIT = 8 * 366  # days to the next 29 February, also about the year 2100


class Historian:
    """Answers from one edition at a time; `serve` swaps it, and requests under way finish on the one they hold."""

    def __init__(self, edition: Edition) -> None:
        """Read the names of an edition, so that every later question is quick."""
        self.serve(edition)

    def serve(self, edition: Edition) -> None:
        """Answer from this edition from now on."""
        self._shelf = Shelf(edition)

    @property
    def edition(self) -> Edition:
        """The edition of the moment."""
        return self._shelf.edition

    def reply(self, question: Question, *, language: str, today: dt.date) -> Reply:
        """The reply in Discord's Markdown. Bad input is answered with a sentence, never raised."""
        return self._shelf.reply(question, known(language), today)

    def ask(self, text: str, *, language: str, today: dt.date) -> Reply:
        """The reply to a question in somebody's own words, in the language of its script."""
        question = Ask(text)
        return self.reply(question, language=self.language_of(question, default=language), today=today)

    @staticmethod
    def language_of(question: Question, *, default: str) -> Language:
        """The language to answer in where none was chosen: that of the script for words, else the default."""
        return language_of(question.text, known(default)) if isinstance(question, Ask) else known(default)

    def problem(self, error: QuestionError, *, language: str) -> Reply:
        """The sentence for a question that can't be asked."""
        return self._shelf.said(ProblemAnswer(error.reason, error.found), Help(), known(language))

    def is_right(self, question: QuizReveal) -> bool | None:
        """Whether the chosen option is the answer; None where the question is not asked any more."""
        with suppress(QuestionError), self.edition.open() as facts:
            return reveal(facts, question).is_right
        return None

    def tell(self, value: object, *, language: str) -> Reply:
        """The reply that tells a value which no question asks for, by the template of its kind."""
        return self._shelf.said(value, Help(), known(language))

    def coming_day(self, text: str, *, today: dt.date) -> dt.date:
        """The next day, today included, that a text such as "07-17" names. Raises QuestionError("not-a-date")."""
        try:
            month, number = day_of_year(text, today=today)
        except ValueError as error:
            raise QuestionError("not-a-date", found=text) from error
        days = (today + dt.timedelta(days=ahead) for ahead in range(LONGEST_WAIT))
        return next(day for day in days if (day.month, day.day) == (month, number))

    def notice(self, name: str, *, language: str, **told: object) -> Reply:
        """What is said of a server's settings, from the template of that name."""
        return Reply(notice(name, language=known(language), **told), Outcome.ANSWERED)

    def suggest(self, kind: str, text: str, *, language: str) -> tuple[Suggestion, ...]:
        """At most 25 records of a kind for what was typed so far, no two with the same label."""
        return self._shelf.suggest(kind, text, known(language))

    def questions(self, text: str, *, language: str) -> tuple[str, ...]:
        """At most 25 questions in words that can be answered, for what was typed so far."""
        return self._shelf.asking.suggestions(text[:LONGEST], known(language))

    def unanswered(self) -> Iterator[str]:
        """The sentences of patterns/ that no question is understood from; there should be none."""
        return self._shelf.asking.unanswered()

    def phrase(self, key: str, *, language: str) -> str:
        """A fixed word of the interface."""
        return phrases(known(language))[key]


def drawn(reply: Reply) -> Reply:
    """The reply with its picture, if it has one still to draw; takes up to half a second, so not on the event loop."""
    if reply.picture is None or reply.picture.sketch is None:
        return reply
    png = draw(reply.picture.sketch)
    return dataclasses.replace(reply, picture=dataclasses.replace(reply.picture, png=png, sketch=None))

"""What was asked for since the start, by the titles of the replies: words of the record, never a reader's."""

from collections import Counter
from dataclasses import dataclass, field

from bot.questions import Question, Search
from bot.replies.reply import Outcome, Reply

MOST_TITLES = 5000


@dataclass(slots=True)
class Tally:
    """How often each title was told."""

    counts: Counter[str] = field(default_factory=Counter[str])

    def count(self, question: Question, reply: Reply) -> None:
        """One more, where the record has an answer whose title is its own."""
        if reply.outcome is not Outcome.ANSWERED or isinstance(question, Search):
            return
        title = reply.text.partition("\n")[0].removeprefix("### ")
        if title in self.counts or len(self.counts) < MOST_TITLES:
            self.counts[title] += 1

    def most(self, number: int) -> tuple[tuple[str, int], ...]:
        """The titles that were told most often."""
        return tuple(self.counts.most_common(number))

"""The second front end: lines in, replies out. Knows nothing of Discord."""

import datetime as dt
import io
import json
import logging
import sys
import time
from collections.abc import Iterable, Iterator

from bot.console_input import parse
from bot.errors import QuestionError
from bot.historian import Historian
from bot.questions import SEPARATOR, Ask, Question, Search, to_text
from bot.replies.reply import Action, Outcome, Reply, Suggestion

_log = logging.getLogger(__name__)
QUIT = ("quit", "exit", "выход")
# U+0085, U+2028 and U+2029 are legal inside JSON, but many readers would end a line there.
_ONE_LINE = {0x85: "\\u0085", 0x2028: "\\u2028", 0x2029: "\\u2029"}


class Console:
    """A conversation in a terminal or through a pipe. `today` fixes the day; None is the day in UTC."""

    def __init__(
        self, historian: Historian, *, language: str, today: dt.date | None = None, as_json: bool = False
    ) -> None:
        """Hold what every line needs."""
        self.historian = historian
        self.language = language
        self.as_json = as_json
        self._today = today
        self._actions: tuple[Action, ...] = ()

    def run(self, commands: Iterable[str] = ()) -> None:
        """Answer the given commands; without any, talk at a terminal or answer what comes from a pipe."""
        _speak_utf8()
        given = [_clean(command) for command in commands]
        if given:
            self._answer_all(given)
        elif sys.stdin.isatty() and sys.stdout.isatty() and not self.as_json:
            from bot.console_screen import talk

            talk(lambda line: self.ask(line, numbers=True), self._suggest, language=self.language, ends=QUIT)
        else:
            self._answer_all(_lines())

    def ask(self, line: str, *, numbers: bool = False) -> Reply:
        """The reply to one line. With `numbers`, a number picks a follow-up of the last reply. Raises nothing."""
        try:
            reply = self._reply(self._picked(line) if numbers else None, line)
        except QuestionError as error:
            reply = self.historian.problem(error, language=self.language)
        except Exception:  # noqa: BLE001 - one bad line must not end the conversation; it is logged in full
            _log.exception("a line could not be answered")
            reply = self.historian.problem(QuestionError("unexpected"), language=self.language)
        self._actions = reply.actions
        return reply

    def _reply(self, picked: Question | None, line: str) -> Reply:
        question = picked or parse(line)
        if isinstance(question, Ask):
            return self.historian.ask(question.text, language=self.language, today=self.today)
        if isinstance(question, Search) and not line.lstrip().startswith(("/", f"search{SEPARATOR}")):
            asked = self.historian.ask(question.text, language=self.language, today=self.today)
            if asked.outcome is not Outcome.DECLINED:
                return asked
        return self.historian.reply(question, language=self.language, today=self.today)

    def _picked(self, line: str) -> Question | None:
        text = line.strip()
        if text.isascii() and text.isdigit() and len(text) < 3 and 1 <= int(text) <= len(self._actions):
            return self._actions[int(text) - 1].question
        return None

    def _suggest(self, kind: str, text: str) -> tuple[Suggestion, ...]:
        return self.historian.suggest(kind, text, language=self.language)

    @property
    def today(self) -> dt.date:
        """The day that the answers are for."""
        return self._today or dt.datetime.now(dt.UTC).date()

    def _answer_all(self, lines: Iterable[str]) -> None:
        for line in lines:
            if not self.as_json and line.strip().lower() in QUIT:
                break
            begun = time.perf_counter()
            reply = self.ask(line)
            if self.as_json:
                print(_json(line, reply, milliseconds=(time.perf_counter() - begun) * 1000), flush=True)
            elif sys.stdout.isatty():
                from bot.console_screen import show

                show(reply)
            else:
                print(_plain(reply), end="\n\n", flush=True)


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _lines() -> Iterator[str]:
    for line in sys.stdin.buffer:
        yield line.decode("utf-8", errors="replace").rstrip("\r\n")


def _clean(text: str) -> str:
    """An argument with bytes that are no UTF-8 comes with lone surrogates, which can't be printed."""
    return text.encode("utf-8", "replace").decode()


def _json(line: str, reply: Reply, *, milliseconds: float) -> str:
    told = {
        "input": line,
        "outcome": reply.outcome.value,
        "text": reply.text,
        "actions": [{"label": action.label, "question": to_text(action.question)} for action in reply.actions],
        "picture": {"name": reply.picture.name, "alt": reply.picture.alt} if reply.picture else None,
        "sources": list(reply.sources),
        "ms": round(milliseconds, 2),
    }
    return json.dumps(told, ensure_ascii=False).translate(_ONE_LINE)


def _plain(reply: Reply) -> str:
    follow_ups = [f"→ {action.label}: {to_text(action.question)}" for action in reply.actions]
    return "\n".join([reply.text, *follow_ups])

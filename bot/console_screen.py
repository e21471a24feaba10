"""The console at a terminal: a prompt with completion, replies in colour."""

import re
from collections.abc import Callable, Iterable

from prompt_toolkit import PromptSession
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from rich import print as rich_print
from rich.text import Text

from bot import translations
from bot.console_input import IGNORED, options_of
from bot.questions import COMMANDS
from bot.replies.reply import Reply, Suggestion

Ask = Callable[[str], Reply]
Suggest = Callable[[str, str], tuple[Suggestion, ...]]

# Whose names complete a command's first option.
KINDS = {
    "mission": "mission", "person": "person", "craft": "thing", "agreement": "agreement", "history": "era",
    "chain": "person", "compare": "compared", "cooperation": "era",
}  # fmt: skip
_SPAN = re.compile(
    r"\\(?P<escaped>[^\w\s])"
    r"|\*\*(?P<bold>.+?)\*\*"
    r"|(?<!\w)_(?P<italic>[^_]+)_(?!\w)|\*(?P<slanted>[^*\s][^*]*)\*"
    r"|`(?P<code>[^`]+)`"
    r"|\[(?P<label>[^\]]+)\]\(<?(?P<address>https?://[^\s)>]+)>?\)"
)
_LINES = (
    ("### ", "bold underline"),
    ("## ", "bold underline"),
    ("# ", "bold underline"),
    ("-# ", "dim"),
    ("> ", "italic"),
)
_BULLET = re.compile(r"(?P<indent> *)[-*] ")


def talk(ask: Ask, suggest: Suggest, *, language: str, ends: Iterable[str]) -> None:
    """Ask and answer until the end of input or one of the words that end it."""
    prompt: PromptSession[str] = PromptSession(completer=Names(suggest, language=language))
    show(ask("/help"))
    while True:
        try:
            line = prompt.prompt("handshake> ")
        except EOFError:
            return
        except KeyboardInterrupt:
            continue  # Ctrl-C drops the line, as in a shell
        if line.strip().lower() in ends:
            return
        if line.strip():
            show(ask(line))


def show(reply: Reply) -> None:
    """Print a reply, then its follow-ups with the numbers that pick them."""
    rich_print(drawn(reply.text))
    for number, action in enumerate(reply.actions, 1):
        rich_print(Text.assemble((f"{number:>4} ", "cyan"), action.label))
    rich_print()


def drawn(markdown: str) -> Text:
    """Discord's Markdown as styled text."""
    return Text("\n").join([_line(line) for line in markdown.split("\n")])


def _line(line: str) -> Text:
    for mark, style in _LINES:
        if line.startswith(mark):
            return _spans(line.removeprefix(mark), style)
    if bullet := _BULLET.match(line):
        return Text(f"{bullet['indent']}• ").append_text(_spans(line[bullet.end() :]))
    return _spans(line)


def _spans(text: str, style: str = "") -> Text:
    drawn_text = Text(style=style)
    end = 0
    for span in _SPAN.finditer(text):
        drawn_text.append(text[end : span.start()])
        drawn_text.append_text(_span(span))
        end = span.end()
    return drawn_text.append(text[end:])


def _span(span: re.Match[str]) -> Text:
    found = {name: value for name, value in span.groupdict().items() if value is not None}
    match found:
        case {"bold": inner}:
            return _spans(inner, "bold")
        case {"italic": inner} | {"slanted": inner}:
            return _spans(inner, "italic")
        case {"code": inner}:
            return Text(inner, style="cyan")
        case {"label": label, "address": address}:
            return _spans(label, f"underline link {address}")
        case _:
            return Text(found.get("escaped", ""))


class Names(Completer):
    """Completes commands, their options, and names as the historian suggests them."""

    def __init__(self, suggest: Suggest, *, language: str) -> None:
        """`suggest(kind, text)` gives the names; commands are completed in English and in the language."""
        self._suggest = suggest
        self._commands = [f"{translations.command(name, language)} " for name in COMMANDS]
        self._commands += [f"/{name} " for name in COMMANDS if language != "en"]

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterable[Completion]:  # noqa: ARG002
        """What may follow the text before the cursor."""
        text = document.text_before_cursor
        if not text.startswith("/"):
            return
        typed, space, rest = text[1:].partition(" ")
        command = translations.english_command(typed)
        if not space:
            yield from (Completion(name, -len(text)) for name in self._commands if name.startswith(text))
        elif command in COMMANDS:
            yield from self._options(command, rest)

    def _options(self, command: str, rest: str) -> Iterable[Completion]:
        word = rest.rpartition(" ")[2]
        names = [f"{name}:" for name in (*options_of(command), *IGNORED)]
        yield from (Completion(name, -len(word)) for name in names if word and name.startswith(word))
        first = next(iter(options_of(command)), "")
        typed = rest.removeprefix(f"{first}:")
        if command in KINDS and ":" not in typed:
            yield from self._names(KINDS[command], typed)

    def _names(self, kind: str, typed: str) -> Iterable[Completion]:
        for suggestion in self._suggest(kind, typed):
            yield Completion(suggestion.value, -len(typed), display=suggestion.label)

"""Reply → Discord's layout components. Knows Discord's limits, not what a reply is about."""

import dataclasses
import io
import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import discord

from bot.questions import SEPARATOR, History, OnThisDay, Question, Search, name_of, to_text
from bot.replies.reply import Picture, Reply

LONGEST_CONTENT = 2000  # https://docs.discord.com/developers/resources/message#create-message-jsonform-params
LONGEST_TEXT = 4000  # of all texts together: https://docs.discord.com/developers/components/reference#text-display
MOST_COMPONENTS = 40  # nested ones count: https://docs.discord.com/developers/components/reference
MOST_BUTTONS_IN_A_ROW = 5  # https://docs.discord.com/developers/components/reference#action-row
LONGEST_LABEL = 80  # https://docs.discord.com/developers/components/reference#button
LONGEST_ID = 100  # https://docs.discord.com/developers/components/reference#anatomy-of-a-component-custom-id
LONGEST_ALT_TEXT = 1024  # https://docs.discord.com/developers/components/reference#media-gallery

ID_PREFIX = "q:"
REPORT_PREFIX = "report:"
PAGED = (History, OnThisDay, Search)
CARDS_KEPT = 1024  # a kept card takes a few kilobytes and saves 0.1 ms

Row = discord.ui.ActionRow[Any]

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Card:
    """A message ready to send: its components as Discord reads them, and its picture."""

    components: tuple[dict[str, Any], ...]
    picture: Picture | None

    def files(self) -> list[discord.File]:
        """The picture as a file, a new one each time: sending uses it up."""
        if self.picture is None or not self.picture.png:
            return []
        return [discord.File(io.BytesIO(self.picture.png), self.picture.name, description=_alt(self.picture))]


class CardView(discord.ui.LayoutView):
    """A card as discord.py sends it; its buttons are known by their ids, so nothing waits for a press."""

    def __init__(self, card: Card) -> None:
        """Take the components as they are."""
        super().__init__(timeout=None)
        self._components = list(card.components)
        self.stop()  # a view that is not finished would be kept for as long as the bot runs

    def to_components(self) -> list[dict[str, Any]]:
        """What is sent."""
        return self._components

    def has_components_v2(self) -> bool:
        """Always."""
        return True


class PlainView(discord.ui.View):
    """The buttons below a message with plain text."""

    def __init__(self, rows: list[dict[str, Any]]) -> None:
        """Take the rows as they are."""
        super().__init__(timeout=None)
        self._rows = rows
        self.stop()

    def to_components(self) -> list[dict[str, Any]]:
        """What is sent."""
        return self._rows


@lru_cache(maxsize=CARDS_KEPT)
def card(
    reply: Reply, question: Question | None = None, *, shortened: str, language: str = "", report: str = ""
) -> Card:
    """The card of a reply to a question; `shortened` is said at the end of a text that had to be cut.

    `language` is the one chosen for the reply, if any: its buttons keep it. `report` is what the button says by which
    a mistake of a reply with a receipt is reported; without it there is none.
    """
    container: discord.ui.Container[CardView] = discord.ui.Container(
        discord.ui.TextDisplay(cut_text(reply.text, LONGEST_TEXT, note=shortened))
    )
    if reply.picture is not None and reply.picture.png:
        media = discord.MediaGalleryItem(f"attachment://{reply.picture.name}", description=_alt(reply.picture))
        container.add_item(discord.ui.MediaGallery(media))
    room = MOST_COMPONENTS - 1 - len(container.children)
    buttons = [*_buttons(reply, question, language), *_report_button(reply, report)]
    for row in _rows(buttons, room=room):
        container.add_item(discord.ui.ActionRow(*row))
    return Card((container.to_component_dict(),), reply.picture)


def button_rows(reply: Reply, *, language: str, mark: int) -> list[dict[str, Any]]:
    """The buttons of a reply as Discord reads them, for a message with plain text; the first row is known by `mark`."""
    rows = _rows(tuple(_buttons(reply, None, language)), room=MOST_COMPONENTS)
    return [discord.ui.ActionRow[CardView](*row, id=mark + place).to_component_dict() for place, row in enumerate(rows)]


def with_rows(shown: Card, *rows: Row) -> Card:
    """The card with rows of buttons or menus at its end."""
    (container,) = shown.components
    held = [*container["components"], *(row.to_component_dict() for row in rows)]
    return dataclasses.replace(shown, components=(container | {"components": held},))


async def send_text_file(interaction: discord.Interaction[Any], shown: Card, *, name: str, text: str) -> None:
    """Answer an interaction privately, with a text as a file below the card."""
    below = {"type": discord.ComponentType.file.value, "file": {"url": f"attachment://{name}"}}
    view = CardView(dataclasses.replace(shown, components=(*shown.components, below)))
    file = discord.File(io.BytesIO(text.encode()), name)
    await interaction.response.send_message(view=view, file=file, ephemeral=True)


async def send_plain(interaction: discord.Interaction[Any], reply: Reply, *, language: str, shortened: str) -> None:
    """Answer an interaction privately, as a post looks: plain text with buttons."""
    view = PlainView(button_rows(reply, language=language, mark=1))
    await interaction.response.send_message(
        cut_text(reply.text, LONGEST_CONTENT, note=shortened), view=view, ephemeral=True
    )


async def send_later(interaction: discord.Interaction[Any], shown: Card) -> None:
    """Give the answer that was deferred."""
    await interaction.edit_original_response(view=CardView(shown))


async def send(interaction: discord.Interaction[Any], shown: Card, *, private: bool) -> None:
    """Answer an interaction with a new message."""
    await interaction.response.send_message(view=CardView(shown), files=shown.files(), ephemeral=private)


async def replace(interaction: discord.Interaction[Any], shown: Card) -> None:
    """Put a card in the place of the message whose button was pressed."""
    await interaction.response.edit_message(view=CardView(shown), attachments=shown.files())


def button_id(question: Question, *, turns_page: bool = False, language: str = "") -> str:
    """The id of the button that asks a question, in the language chosen, if any.

    One that turns a page spells the page out, even the first.
    """
    prefix = f"{language}{SEPARATOR}" if language else ID_PREFIX
    return prefix + (_spelled_out(question) if turns_page else to_text(question))


def turns_page(custom_id: str, question: Question) -> bool:
    """Whether the button of this id turns a page of the message that it is on."""
    return isinstance(question, PAGED) and custom_id == button_id(question, turns_page=True)


def cut_text(text: str, longest: int, *, note: str) -> str:
    """The text, or as many whole lines as fit above the note."""
    if len(text) <= longest:
        return text
    room = longest - len(note) - 1
    end = text.rfind("\n", 0, room + 1)
    kept = text[:end] if end > 0 else cut_words(text, room)
    return f"{kept.rstrip()}\n{note}"


def cut_words(text: str, longest: int) -> str:
    """The text, or as many whole words as fit before an ellipsis."""
    if len(text) <= longest:
        return text
    end = text.rfind(" ", 1, longest)
    return f"{text[: end if end > 0 else longest - 1].rstrip()}…"


def _spelled_out(question: Question) -> str:
    values = (str(getattr(question, field.name)) for field in dataclasses.fields(question))
    return SEPARATOR.join([name_of(question), *values])


def _buttons(reply: Reply, question: Question | None, language: str) -> Iterator[discord.ui.Button[CardView]]:
    seen: set[str] = set()
    for action in reply.actions:
        turning = _is_other_page(action.question, question)
        custom_id = button_id(action.question, turns_page=turning, language=language)
        if custom_id in seen:  # Discord refuses a message that has an id twice
            continue
        if len(custom_id) > LONGEST_ID:
            log.warning("a follow-up of the kind %s is too long for a button", name_of(action.question))
            continue
        seen.add(custom_id)
        yield discord.ui.Button(label=cut_words(action.label, LONGEST_LABEL), custom_id=custom_id)


def _report_button(reply: Reply, label: str) -> Iterator[discord.ui.Button[CardView]]:
    if reply.receipt and label:
        yield discord.ui.Button(label=label, custom_id=REPORT_PREFIX + reply.receipt)


def _is_other_page(question: Question, shown: Question | None) -> bool:
    if isinstance(question, PAGED) and isinstance(shown, PAGED):
        return question != shown and dataclasses.replace(question, page=shown.page) == shown
    return False


def _rows(
    buttons: Sequence[discord.ui.Button[CardView]], *, room: int
) -> Iterator[Sequence[discord.ui.Button[CardView]]]:
    """The buttons in rows; those for which there is no room are left out, the last first."""
    for start in range(0, len(buttons), MOST_BUTTONS_IN_A_ROW):
        row = buttons[start : start + min(MOST_BUTTONS_IN_A_ROW, room - 1)] if room > 1 else ()
        if row:
            yield row
        room -= 1 + len(row)


def _alt(picture: Picture) -> str:
    return cut_words(picture.alt, LONGEST_ALT_TEXT)

"""Pages for owners: a text, buttons with a fixed meaning, an attached text file. Seen only by who asked."""

import io
from collections.abc import Sequence

import discord

from bot.chat.asking import Interaction, language_of
from bot.chat.show import LONGEST_TEXT, Card, CardView, cut_text
from bot.chat.wording import SHORTENED

Button = discord.ui.Button[CardView]


def page(interaction: Interaction, value: object, *, buttons: Sequence[Button] = (), attached: str = "") -> Card:
    """The page that tells a value in the asker's language; `attached` is the name of a file that goes with it."""
    language = language_of(interaction, private=True)
    reply = interaction.client.historian.tell(value, language=language)
    text = cut_text(reply.text, LONGEST_TEXT, note=SHORTENED[language])
    container: discord.ui.Container[CardView] = discord.ui.Container(discord.ui.TextDisplay(text))
    if attached:
        container.add_item(discord.ui.File(f"attachment://{attached}"))
    if buttons:
        container.add_item(discord.ui.ActionRow(*buttons))
    return Card((container.to_component_dict(),), None)


def file(name: str, text: str) -> discord.File:
    """A text as a file; one that begins with a mark of its encoding is read right on every system."""
    return discord.File(io.BytesIO(text.encode("utf-8-sig")), name)


async def tell(interaction: Interaction, value: object) -> None:
    """Answer with the page of a value."""
    await interaction.response.send_message(view=CardView(page(interaction, value)), ephemeral=True)

"""What an admin is told: privately, in their language, from the templates below replies/templates/<language>."""

import discord

from bot.chat import show
from bot.chat.asking import Interaction, language_of
from bot.chat.wording import SHORTENED
from bot.errors import SettingsError


def guild_of_admin(interaction: Interaction) -> discord.Guild:
    """The server that is set up. Raises SettingsError where the bot is not in it, or who asks may not manage it.

    Discord asks the same by the command's default permissions, but a server can change those: we ask again.
    """
    if interaction.guild is None or not interaction.is_guild_integration():
        raise SettingsError("not-in-a-server")
    if not interaction.permissions.manage_guild:
        raise SettingsError("not-an-admin")
    return interaction.guild


async def tell(interaction: Interaction, name: str, *rows: show.Row, replaces: bool = False, **told: object) -> None:
    """Answer with the notice of a name, and rows of buttons below it; or put it in the place of the one pressed."""
    shown = show.with_rows(notice(interaction, name, **told), *rows)
    if replaces:
        await show.replace(interaction, shown)
    else:
        await show.send(interaction, shown, private=True)


def notice(interaction: Interaction, name: str, **told: object) -> show.Card:
    """The card of a notice."""
    spoken = language_of(interaction, private=True)
    reply = interaction.client.historian.notice(name, language=spoken, **told)
    return show.card(reply, shortened=SHORTENED[spoken])

"""What is kept, and deleting it: a question with a button, a second button to be sure. Works after a restart, too."""

import re
from typing import Any, Self

import discord

from bot.chat.asking import Interaction, language_of
from bot.chat.errors import report
from bot.chat.notices import guild_of_admin, tell
from bot.chat.show import Row
from bot.guilds import keepers
from bot.guilds.keepers import KEEPERS

ID = re.compile(r"forget:(?P<whose>server|me)(?P<answer>:yes|:no)?")


async def explain(interaction: Interaction) -> None:
    """Say what is kept, with buttons to delete what is the asker's to delete."""
    spoken = language_of(interaction, private=True)
    kept = [interaction.client.historian.phrase(f"kept_{keeper.name}", language=spoken) for keeper in KEEPERS]
    is_admin = interaction.guild is not None and interaction.is_guild_integration()
    whose = ("server", "me") if is_admin and interaction.permissions.manage_guild else ("me",)
    buttons = (_button(interaction, f"forget:{each}", f"forget_{each}") for each in whose)
    await tell(interaction, "privacy/kept", discord.ui.ActionRow(*buttons), kept=kept)


async def press(interaction: Interaction, whose: str, answer: str | None) -> None:
    """Ask whether it is meant; delete it when it is."""
    guild_id = guild_of_admin(interaction).id if whose == "server" else 0
    if answer is None:
        await tell(interaction, "privacy/sure", _yes_or_no(interaction, whose), replaces=True, whose=whose)
    elif answer == ":no":
        await tell(interaction, "privacy/nothing", replaces=True)
    else:
        user_id = interaction.user.id
        deleted = await interaction.client.state.do(
            lambda connection: (
                keepers.forget_guild(connection, guild_id) if guild_id else keepers.forget_person(connection, user_id)
            )
        )
        await tell(interaction, "privacy/deleted", replaces=True, whose=whose, deleted=deleted)


class ForgetButton(discord.ui.DynamicItem[discord.ui.Button[Any]], template=ID):
    """A button that deletes, or asks whether it shall."""

    def __init__(self, item: discord.ui.Button[Any], match: re.Match[str]) -> None:
        """Keep whose data are meant, and the answer."""
        super().__init__(item)
        self.whose, self.answer = match["whose"], match["answer"]

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """The button of an id."""
        if not isinstance(item, discord.ui.Button):
            raise TypeError(item)
        return cls(item, match)

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Ask, or delete."""
        try:
            await press(interaction, self.whose, self.answer)
        except Exception as error:  # noqa: BLE001  # discord.py would only log it, and the presser would wait
            await report(interaction, error)


def _yes_or_no(interaction: Interaction, whose: str) -> Row:
    yes = _button(interaction, f"forget:{whose}:yes", "forget_yes", discord.ButtonStyle.danger)
    return discord.ui.ActionRow(yes, _button(interaction, f"forget:{whose}:no", "forget_no"))


def _button(
    interaction: Interaction, custom_id: str, phrase: str, style: discord.ButtonStyle = discord.ButtonStyle.secondary
) -> discord.ui.Button[Any]:
    label = interaction.client.historian.phrase(phrase, language=language_of(interaction, private=True))
    return discord.ui.Button(label=label, custom_id=custom_id, style=style)

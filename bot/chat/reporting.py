"""The report button of a card: it opens a form, and what is sent there is kept for the owners.

Nothing is held in memory between the steps, so that each also works after a restart.
"""

import datetime as dt
import re
import time
from collections.abc import Iterator, Mapping
from typing import Any, Self

import discord

from bot.chat import pages
from bot.chat.allowance import MOST_A_DAY
from bot.chat.asking import Interaction, language_of
from bot.chat.errors import report
from bot.chat.show import REPORT_PREFIX
from bot.chat.told import Denied, Reported
from bot.guilds import reports

FORM = re.compile(rf"{REPORT_PREFIX}(?P<code>[0-9a-z]{{1,8}})")
TEXT, ANSWER = "text", "answer"  # the form's fields


class ReportButton(discord.ui.DynamicItem[discord.ui.Button[Any]], template=FORM):
    """A report button that was pressed."""

    def __init__(self, item: discord.ui.Button[Any], code: str) -> None:
        """Keep the receipt of the card."""
        super().__init__(item)
        self.code = code

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """The button of an id."""
        if not isinstance(item, discord.ui.Button):
            raise TypeError(item)
        return cls(item, match["code"])

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Show the form."""
        try:
            await self._open(interaction)
        except Exception as error:  # noqa: BLE001  # discord.py would only log it, and the presser would wait
            await report(interaction, error)

    async def _open(self, interaction: Interaction) -> None:
        if interaction.client.allowance.is_spent(interaction.user.id, now=time.monotonic()):
            await pages.tell(interaction, Denied("too-many-reports", str(MOST_A_DAY)))
        else:
            await interaction.response.send_modal(form(interaction, self.code))


def form(interaction: Interaction, code: str) -> discord.ui.Modal:
    """The form about the card with this receipt."""
    language = language_of(interaction, private=True)

    def said(key: str) -> str:
        return interaction.client.historian.phrase(key, language=language)

    modal = discord.ui.Modal(title=said("report_title"), custom_id=REPORT_PREFIX + code, timeout=None)
    text: discord.ui.TextInput[discord.ui.Modal] = discord.ui.TextInput(
        style=discord.TextStyle.paragraph, custom_id=TEXT, max_length=reports.LONGEST, placeholder=said("report_hint")
    )
    answer: discord.ui.Checkbox[discord.ui.Modal] = discord.ui.Checkbox(custom_id=ANSWER)
    modal.add_item(discord.ui.Label(text=said("report_text"), component=text))
    modal.add_item(
        discord.ui.Label(text=said("report_answer"), description=said("report_answer_hint"), component=answer)
    )
    modal.stop()  # a form that is not finished would be kept for as long as the bot runs
    return modal


async def take(interaction: Interaction) -> None:
    """Keep what was sent with a form; an interaction of any other kind is not ours."""
    data: Mapping[str, Any] = interaction.data or {}
    match = FORM.fullmatch(str(data.get("custom_id", "")))
    if interaction.type is not discord.InteractionType.modal_submit or match is None:
        return
    try:
        await pages.tell(interaction, await _kept(interaction, match["code"], dict(_fields(data))))
    except Exception as error:  # noqa: BLE001  # discord.py would only log it, and the sender would wait
        await report(interaction, error)


async def _kept(interaction: Interaction, code: str, fields: Mapping[str, Any]) -> Reported | Denied:
    client, user, now = interaction.client, interaction.user.id, time.monotonic()
    text, answered = str(fields.get(TEXT) or "").strip(), fields.get(ANSWER) is True
    if not text:
        return Denied("empty-report")
    if client.allowance.is_spent(user, now=now):
        return Denied("too-many-reports", str(MOST_A_DAY))
    sent = reports.Report(
        id=0,
        at=dt.datetime.now(dt.UTC),
        receipt=code,
        digest=client.historian.edition.digest,
        text=text[: reports.LONGEST],
        user_id=user if answered else None,
    )
    stored = await client.state.do(lambda connection: reports.store(connection, sent))
    if not stored:
        return Denied("reports-full")
    client.allowance.spend(user, now=now)
    return Reported(answered)


def _fields(data: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for label in data.get("components", ()):
        part = label.get("component", {})
        yield part.get("custom_id", ""), part.get("value")

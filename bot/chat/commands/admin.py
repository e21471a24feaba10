"""/admin, in the home server only: reload, rollback, status and reports."""

import re
import sqlite3
from typing import Any, Self

import discord
from discord import app_commands
from discord.ext import commands

from bot.chat import pages
from bot.chat.administration import note_use
from bot.chat.asking import Interaction, language_of
from bot.chat.errors import report
from bot.chat.show import CardView
from bot.chat.told import Denied, Reports, Served, Status, memory_bytes
from bot.errors import EditionError, ReloadError
from bot.guilds import reports
from bot.guilds.declined import most_declined
from bot.guilds.overview import overview
from bot.reload.proposal import Proposal, Refusal, listing

SHOWN = 8
Page = app_commands.Range[int, 1, 1000]
Number = app_commands.Range[int, 1, 1_000_000_000]


@app_commands.default_permissions(administrator=True)
class AdminCog(commands.GroupCog, group_name="admin"):
    """For whoever runs the bot."""

    @app_commands.command()
    @app_commands.describe(dry_run="Only show what would change")
    async def reload(self, interaction: Interaction, *, dry_run: bool = False) -> None:
        """Read the facts anew, show what would change, and serve them once you confirm."""
        if not await admitted(interaction, "reload dry_run" if dry_run else "reload"):
            return
        await interaction.response.defer(ephemeral=True, thinking=True)
        told = await interaction.client.administration.renewal.propose()
        confirming = isinstance(told, Proposal) and told.is_new and not dry_run
        buttons = [serve_button(interaction, told)] if isinstance(told, Proposal) and confirming else []
        name = "problems.txt" if isinstance(told, Refusal) else "changes.txt" if told.is_new else ""
        card = pages.page(interaction, told, buttons=buttons, attached=name)
        files = [pages.file(name, listing(told))] if name else []
        await interaction.edit_original_response(view=CardView(card), attachments=files)

    @app_commands.command()
    async def rollback(self, interaction: Interaction) -> None:
        """Go back to the edition that was served before this one."""
        if not await admitted(interaction, "rollback"):
            return
        renewal, before = interaction.client.administration.renewal, interaction.client.historian.edition.digest
        try:
            edition = await renewal.roll_back()
        except (ReloadError, EditionError) as error:
            await pages.tell(interaction, denied(error))
            return
        await pages.tell(interaction, Served(edition.digest, before, withdrawn=True))

    @app_commands.command()
    async def status(self, interaction: Interaction) -> None:
        """How the bot stands: editions, connection, posts, questions, memory."""
        if await admitted(interaction, "status"):
            await pages.tell(interaction, await status_of(interaction))

    @app_commands.command()
    @app_commands.describe(page="Which page, the newest first", done="The number of a report to take away")
    async def reports(self, interaction: Interaction, page: Page = 1, done: Number = 0) -> None:
        """Mistakes that readers reported."""
        if not await admitted(interaction, f"reports done:{done}" if done else "reports"):
            return
        state = interaction.client.state
        removed = await state.do(lambda connection: reports.remove(connection, done)) if done else False
        waiting = await state.do(reports.waiting)
        pages_there = max(1, -(-waiting // reports.PAGE))
        shown = min(page, pages_there)
        found = await state.do(lambda connection: reports.page_of(connection, shown))
        await pages.tell(interaction, Reports(found, waiting, shown, pages_there, done if removed else None))


async def admitted(interaction: Interaction, command: str) -> bool:
    """Whether the asker may; written down either way, and whoever may not is told so."""
    client = interaction.client
    may = client.administration.admits(interaction.user.id, interaction.guild_id, client.application)
    await note_use(client.state, interaction.user.id, command, admitted=may)
    if not may:
        await pages.tell(interaction, Denied("owners-only"))
    return may


def denied(error: ReloadError | EditionError) -> Denied:
    """The page of an error."""
    return Denied(error.reason) if isinstance(error, ReloadError) else Denied("edition", str(error))


async def status_of(interaction: Interaction) -> Status:
    """How the bot stands now."""
    client = interaction.client
    ours = client.administration
    return Status(
        kept=ours.renewal.kept(),
        problems=ours.renewal.start.problems,
        withdrawn=ours.renewal.start.withdrawn,
        began=ours.began,
        latency_seconds=client.latency if client.latency == client.latency else None,
        shards=client.shard_count or 1,
        servers=len(client.guilds),
        memory_bytes=memory_bytes(),
        asked=ours.tally.most(SHOWN),
        not_answered=await client.state.do(_declined),
        state=await client.state.do(overview),
    )


def _declined(connection: sqlite3.Connection) -> tuple[tuple[str, int], ...]:
    return tuple((found.words, found.count) for found in most_declined(connection, most=SHOWN))


def serve_button(interaction: Interaction, proposal: Proposal) -> pages.Button:
    """The button that serves a proposal instead of the edition that it was compared with."""
    label = interaction.client.historian.phrase("serve", language=language_of(interaction, private=True))
    custom_id = f"serve:{proposal.digest}:{proposal.base}"
    return discord.ui.Button(label=label, custom_id=custom_id, style=discord.ButtonStyle.danger)


class ServeButton(
    discord.ui.DynamicItem[discord.ui.Button[Any]],
    template=re.compile(r"serve:(?P<digest>[0-9a-f]{16}):(?P<base>[0-9a-f]{16})"),
):
    """The confirmation of a reload."""

    def __init__(self, item: discord.ui.Button[Any], digest: str, base: str) -> None:
        """Keep which edition is to be served instead of which."""
        super().__init__(item)
        self.digest, self.base = digest, base

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """The button of an id."""
        if not isinstance(item, discord.ui.Button):
            raise TypeError(item)
        return cls(item, match["digest"], match["base"])

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Serve it."""
        try:
            await self._serve(interaction)
        except Exception as error:  # noqa: BLE001  # discord.py would only log it, and the owner would wait
            await report(interaction, error)

    async def _serve(self, interaction: Interaction) -> None:
        if not await admitted(interaction, f"serve {self.digest}"):
            return
        told: object
        try:
            edition = await interaction.client.administration.renewal.accept(self.digest, instead_of=self.base)
            told = Served(edition.digest, self.base, withdrawn=False)
        except (ReloadError, EditionError) as error:
            told = denied(error)
        await interaction.response.edit_message(view=CardView(pages.page(interaction, told)), attachments=[])

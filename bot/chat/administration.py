"""Who may administer the bot, where, and with what; each use is written down."""

import datetime as dt
from dataclasses import dataclass, field

import discord

from bot.chat.tally import Tally
from bot.guilds import audit
from bot.guilds.audit import Use
from bot.guilds.state import State
from bot.reload.renewal import Renewal

TEAM_ROLES = (discord.TeamMemberRole.admin, discord.TeamMemberRole.developer)


@dataclass(frozen=True, slots=True)
class Administration:
    """The reload, the home server (none: no /admin) and whom the settings name as owners; and when the bot began."""

    renewal: Renewal
    home: int | None
    owners: frozenset[int]
    began: dt.datetime = field(default_factory=lambda: dt.datetime.now(dt.UTC))
    tally: Tally = field(default_factory=Tally)

    def admits(self, user_id: int, guild_id: int | None, application: discord.AppInfo | None) -> bool:
        """Whether somebody may administer: an owner, and at home."""
        is_owner = user_id in self.owners or (application is not None and user_id in owners_of(application))
        return is_owner and guild_id is not None and guild_id == self.home


def owners_of(application: discord.AppInfo) -> frozenset[int]:
    """The owner, or those of the team who may change the application."""
    if application.team is None:
        return frozenset({application.owner.id})
    return frozenset(member.id for member in application.team.members if member.role in TEAM_ROLES)


async def note_use(state: State, user_id: int, command: str, *, admitted: bool) -> None:
    """Write down that a command was used."""
    use = Use(dt.datetime.now(dt.UTC), user_id, command, admitted)
    await state.do(lambda connection: audit.note(connection, use))

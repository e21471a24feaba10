"""/schedule: posts by themselves, set up by who manages the server."""

import re
from typing import Any, Self

import discord
from discord import app_commands
from discord.ext import commands

from bot.chat import scheduling, zone_choice
from bot.chat.asking import Interaction
from bot.chat.errors import report
from bot.chat.schedule_options import Place, settings_options, which_option
from bot.schedule import cities
from bot.schedule.wishes import Wish


@app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
@app_commands.allowed_installs(guilds=True, users=False)
@app_commands.default_permissions(manage_guild=True)
class ScheduleCog(commands.GroupCog, name="schedule", description="Posts by themselves: this day in the history"):
    """Posts by themselves."""

    async def cog_load(self) -> None:
        """Learn the cities before anybody types one: that takes a tenth of a second."""
        cities.cities()

    @app_commands.command()
    @settings_options
    @app_commands.describe(channel="Where: a text, announcement or forum channel, or a thread")
    async def add(
        self,
        interaction: Interaction,
        channel: Place,
        time: str,
        *,
        zone: str | None = None,
        language: str | None = None,
        days: str | None = None,
        topics: str | None = None,
        tone: str | None = None,
        leap_day: str | None = None,
        role: discord.Role | None = None,
        thread: bool = False,
        pin: bool = False,
        publish: bool = False,
    ) -> None:
        """Post this day in the history to a channel, every day by its own clock."""
        wish = Wish(
            time=time, zone=zone, language=language, days=days, topics=topics, tone=tone, leap_day=leap_day,
            role_id=role.id if role else None, thread=thread, pin=pin, publish=publish,
        )  # fmt: skip
        await scheduling.add(interaction, channel, wish)

    @app_commands.command()
    @settings_options
    @which_option
    @app_commands.describe(channel="Another channel", no_role="Mention no role any more")
    async def edit(
        self,
        interaction: Interaction,
        *,
        which: str = "",
        channel: Place | None = None,
        time: str | None = None,
        zone: str | None = None,
        language: str | None = None,
        days: str | None = None,
        topics: str | None = None,
        tone: str | None = None,
        leap_day: str | None = None,
        role: discord.Role | None = None,
        no_role: bool = False,
        thread: bool | None = None,
        pin: bool | None = None,
        publish: bool | None = None,
    ) -> None:
        """Change a post; what is left out stays as it is."""
        wish = Wish(
            channel_id=channel, time=time, zone=zone, language=language, days=days, topics=topics, tone=tone,
            leap_day=leap_day, role_id=role.id if role else None, without_role=no_role, thread=thread, pin=pin,
            publish=publish,
        )  # fmt: skip
        await scheduling.edit(interaction, which, wish)

    @app_commands.command()
    async def list(self, interaction: Interaction) -> None:
        """What is posted in this server, where and when."""
        await scheduling.show_all(interaction)

    @app_commands.command()
    @which_option
    async def pause(self, interaction: Interaction, which: str = "") -> None:
        """Post nothing until you resume it."""
        await scheduling.pause(interaction, which)

    @app_commands.command()
    @which_option
    async def resume(self, interaction: Interaction, which: str = "") -> None:
        """Post again, from the next time on."""
        await scheduling.resume(interaction, which)

    @app_commands.command()
    @which_option
    async def remove(self, interaction: Interaction, which: str = "") -> None:
        """Post no more."""
        await scheduling.remove(interaction, which)

    @app_commands.command()
    @which_option
    @app_commands.describe(date="A day, such as 07-17 or 17 July; today if left out")
    async def preview(self, interaction: Interaction, date: str = "", which: str = "") -> None:
        """Show only me what would be posted."""
        await scheduling.preview(interaction, date, which)

    @app_commands.command()
    @which_option
    async def test(self, interaction: Interaction, which: str = "") -> None:
        """Post once now, marked as a test."""
        await scheduling.test(interaction, which)

    @app_commands.command()
    @which_option
    async def status(self, interaction: Interaction, which: str = "") -> None:
        """The next posts, how the last 30 went, and why any was missed."""
        await scheduling.status(interaction, which)

    @app_commands.command()
    @which_option
    async def simulate(self, interaction: Interaction, which: str = "") -> None:
        """Every post of the coming year as a file, across the clock changes."""
        await scheduling.year(interaction, which)


class ZoneMenu(discord.ui.DynamicItem[discord.ui.Select[Any]], template=zone_choice.ID):
    """The answered question for a zone."""

    def __init__(self, item: discord.ui.Select[Any], match: re.Match[str]) -> None:
        """Keep the settings that the menu's id holds."""
        super().__init__(item)
        self.match = match

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """The menu of an id."""
        if not isinstance(item, discord.ui.Select):
            raise TypeError(item)
        return cls(item, match)

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Set the post up."""
        try:
            await scheduling.save(interaction, zone_choice.from_id(self.match, self.item.values[0]), replaces=True)
        except Exception as error:  # noqa: BLE001  # discord.py would only log it, and the admin would wait
            await report(interaction, error)

"""What happens to servers while we listen: the bot is added or removed, a channel is deleted."""

import contextlib
import sqlite3

import discord
from discord.ext import commands

from bot.chat.asking import Desk
from bot.errors import DeliveryError
from bot.guilds import destinations, presence, quiz


class ServersCog(commands.Cog):
    """Keeps the destinations in step. A server that is unavailable has not removed us: nothing happens then."""

    def __init__(self, client: Desk) -> None:
        """Listen for this client."""
        self.client = client

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Learn what was missed. Comes again after each lost session, which does no harm."""
        servers, now = {guild.id for guild in self.client.guilds}, discord.utils.utcnow()
        await self.client.state.do(lambda connection: presence.present(connection, servers, now=now))

    @commands.Cog.listener()
    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Keep its settings for 30 days, and nothing else of it."""
        now = discord.utils.utcnow()

        def leave(connection: sqlite3.Connection) -> None:
            quiz.forget_guild(connection, guild.id)
            destinations.left(connection, guild.id, now=now)

        await self.client.state.do(leave)

    @commands.Cog.listener()
    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Go on with the settings that are still kept."""
        now = discord.utils.utcnow()
        await self.client.state.do(lambda connection: destinations.joined(connection, guild.id, now=now))

    @commands.Cog.listener()
    async def on_guild_channel_delete(self, channel: discord.abc.GuildChannel) -> None:
        """Suspend what was posted there, and tell the server."""
        await self._gone(channel.id)

    @commands.Cog.listener()
    async def on_raw_thread_delete(self, thread: discord.RawThreadDeleteEvent) -> None:
        """Suspend what was posted there, and tell the server."""
        await self._gone(thread.thread_id)

    async def _gone(self, channel_id: int) -> None:
        now = discord.utils.utcnow()
        suspended = await self.client.state.do(
            lambda connection: presence.channel_gone(connection, channel_id, now=now)
        )
        for one in suspended:
            text = self.client.historian.phrase("suspended_not-found", language=one.settings.language)
            with contextlib.suppress(DeliveryError):  # there may be nobody whom we may tell
                await self.client.sender.tell(one.guild_id, one.set_up_by, text.format(channel_id))

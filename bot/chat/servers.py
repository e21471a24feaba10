"""What happens to servers while we listen: the bot is added or removed, a channel is deleted."""

import discord
from discord.ext import commands

from bot.chat.asking import Desk
from bot.guilds import destinations, quiz


class ServersCog(commands.Cog):
    """Keeps the destinations in step. A server that is unavailable has not removed us: nothing happens then."""

    def __init__(self, client: Desk) -> None:
        """Listen for this client."""
        self.state = client.state
        self.client = client

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Learn what was missed. Comes again after each lost session, which does no harm."""
        servers, now = {guild.id for guild in self.client.guilds}, discord.utils.utcnow()
        await self.state.do(lambda connection: destinations.present(connection, servers, now=now))

    @commands.Cog.listener()
    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Keep its settings for 30 days, and forget its quiz."""
        now = discord.utils.utcnow()
        await self.state.do(lambda connection: quiz.forget_guild(connection, guild.id))
        await self.state.do(lambda connection: destinations.left(connection, guild.id, now=now))

    @commands.Cog.listener()
    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Go on with the settings that are still kept."""
        now = discord.utils.utcnow()
        await self.state.do(lambda connection: destinations.joined(connection, guild.id, now=now))

    @commands.Cog.listener()
    async def on_guild_channel_delete(self, channel: discord.abc.GuildChannel) -> None:
        """Suspend what was posted there."""
        await self._gone(channel.id)

    @commands.Cog.listener()
    async def on_raw_thread_delete(self, thread: discord.RawThreadDeleteEvent) -> None:
        """Suspend what was posted there."""
        await self._gone(thread.thread_id)

    async def _gone(self, channel_id: int) -> None:
        now = discord.utils.utcnow()
        await self.state.do(lambda connection: destinations.channel_gone(connection, channel_id, now=now))

"""The bot on Discord: what it asks of Discord, its commands, its start and its end. Starts nothing in on_ready."""

import asyncio
import contextlib
import logging
import signal
import time
from pathlib import Path
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands
from discord.gateway import DiscordWebSocket
from discord.http import Route
from yarl import URL

from bot.chat.administration import Administration
from bot.chat.allowance import Allowance
from bot.chat.asking import Desk
from bot.chat.commands import COGS
from bot.chat.commands.admin import AdminCog, ServeButton
from bot.chat.commands.schedule import ZoneMenu
from bot.chat.conversing import Conversation
from bot.chat.errors import Tree
from bot.chat.privacy import ForgetButton
from bot.chat.registration import register, register_at_home
from bot.chat.reporting import ReportButton, take
from bot.chat.sender import DiscordSender
from bot.chat.servers import ServersCog
from bot.chat.translator import CommandTranslator
from bot.chat.views import QuestionButton
from bot.errors import ConfigError
from bot.guilds.state import State
from bot.historian import Historian
from bot.reload.shell import listening
from bot.schedule.pace import Pace
from bot.schedule.poster import Poster

CLOSE_SECONDS = 4.0  # discord.py alone would wait for Discord's goodbye for 30
ANSWER_SECONDS = 2.0  # what is being answered when we are told to stop gets so long
ANSWERING = ("CommandTree-invoker", "discord-ui-", "discord.py: on_interaction", "discord.py: on_message")  # its tasks
READY_SECONDS = 60.0  # how long posts wait for the servers to be there
WRONG_TOKEN = 4004  # https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway
OUT_OF_REACH = "Discord can't be reached: look at the network and at https://discordstatus.com, then start again."
REFUSED = "Discord refuses DISCORD_TOKEN: copy it again from the developer portal → your application → Bot → Token."

log = logging.getLogger(__name__)


class Handshake(Desk):
    """One bot. It asks for three intents, none privileged: servers, and messages there and in private.

    Without the privileged intent Discord sends only the text of messages that mention the bot or are sent to it.
    """

    def __init__(
        self,
        historian: Historian,
        state: State,
        administration: Administration,
        *,
        state_dir: Path,
        counts_declined: bool = False,
    ) -> None:
        """Connects nothing yet; the digest of the commands is kept in the state folder."""
        super().__init__(
            commands.when_mentioned,
            help_command=None,
            tree_cls=Tree,
            intents=discord.Intents(guilds=True, guild_messages=True, dm_messages=True),
            allowed_mentions=discord.AllowedMentions.none(),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
            allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True),
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
        )
        self.historian = historian
        self.state = state
        self.administration = administration
        self.allowance = Allowance()
        self.state_dir = state_dir
        pace = Pace(time.monotonic)
        self.sender = DiscordSender(self, pace)
        self.poster = Poster(historian, state, self.sender, pace=pace)
        self._posting: asyncio.Task[None] | None = None
        self.counts_declined = counts_declined
        self._conversation = Conversation()

    async def on_message(self, message: discord.Message, /) -> None:
        """Answer a question in a message; there are no commands with a prefix."""
        await self._conversation.hear(self, message)

    async def setup_hook(self) -> None:
        """Add the commands and buttons, and register the commands where they changed."""
        for cog in COGS:
            await self.add_cog(cog())
        await self.add_cog(ServersCog(self))
        if self.administration.home is not None:
            await self.add_cog(AdminCog(), guild=discord.Object(self.administration.home))
        self.add_dynamic_items(QuestionButton, ReportButton, ServeButton, ZoneMenu, ForgetButton)
        await self.tree.set_translator(CommandTranslator())
        await register(self, self.state_dir)
        await register_at_home(self, self.state_dir, self.administration.home)
        self._posting = asyncio.create_task(self._post())

    async def close(self) -> None:
        """Hear no more questions, let the answers and posts that are under way end, then leave Discord."""
        leaving = [asyncio.create_task(shard.disconnect()) for shard in self.shards.values()]
        if self._posting is not None:
            self._posting.cancel()
        await asyncio.sleep(0)  # the shards stop listening
        under_way = [task for task in asyncio.all_tasks() if task.get_name().startswith(ANSWERING)]
        if under_way:
            await asyncio.wait(under_way, timeout=ANSWER_SECONDS)
        for task in under_way:
            task.cancel()
        await asyncio.gather(*leaving, *under_way, *filter(None, [self._posting]), return_exceptions=True)
        await super().close()

    async def _post(self) -> None:
        """Post for as long as we run; the servers should be in memory first, but posts do not need them."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(READY_SECONDS):
                await self.wait_until_ready()
        await self.poster.run()

    async def on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        """Take what comes with a form; commands and buttons have ways of their own."""
        await take(interaction)


def run(  # noqa: PLR0913 - all that it serves
    historian: Historian,
    state: State,
    administration: Administration,
    *,
    token: str,
    api_base: str = "",
    counts_declined: bool = False,
) -> None:
    """Serve Discord until SIGTERM or Ctrl-C. Raises ConfigError where Discord refuses the token or can't be reached.

    `api_base` is another address for Discord's API, for tests.
    """
    _quiet()
    if api_base:
        _point_at(api_base)
    client = Handshake(
        historian, state, administration, state_dir=administration.renewal.state, counts_declined=counts_declined
    )
    asyncio.run(_serve(client, token))


async def _serve(client: Handshake, token: str) -> None:
    async with listening(client.state_dir, client.administration.renewal.reload):
        await _serve_until_told(client, token)


async def _serve_until_told(client: Handshake, token: str) -> None:
    stop = asyncio.Event()
    with contextlib.suppress(NotImplementedError):  # on Windows Ctrl-C cancels us instead
        for kind in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(kind, stop.set)
    work, stopped = asyncio.create_task(_start(client, token)), asyncio.create_task(stop.wait())
    try:
        await asyncio.wait((work, stopped), return_when=asyncio.FIRST_COMPLETED)
        if work.done():
            work.result()
    finally:
        await _end(client, work, stopped)


async def _start(client: Handshake, token: str) -> None:
    try:
        await client.start(token)
    except discord.LoginFailure as error:
        raise ConfigError(REFUSED) from error
    except discord.ConnectionClosed as error:
        if error.code != WRONG_TOKEN:
            raise
        raise ConfigError(REFUSED) from error
    except (OSError, discord.GatewayNotFound, discord.DiscordServerError) as error:
        raise ConfigError(OUT_OF_REACH) from error


async def _end(client: Handshake, *tasks: "asyncio.Task[object]") -> None:
    for task in tasks:
        task.cancel()
    try:
        async with asyncio.timeout(CLOSE_SECONDS):
            await asyncio.gather(*tasks, return_exceptions=True)
            await client.close()
    except TimeoutError:
        log.warning("gave up waiting for Discord's goodbye after %s seconds", CLOSE_SECONDS)


def _point_at(api_base: str) -> None:
    Route.BASE = api_base
    # Where discord.py goes after a session that it could not resume.
    DiscordWebSocket.DEFAULT_GATEWAY = URL(api_base).with_scheme("ws").with_path("/gateway")


def _quiet() -> None:
    """Take away what discord.py says at each start, which would stand above the one line about a wrong token."""
    logging.getLogger("discord.client").setLevel(logging.WARNING)  # its one line below: "logging in using static token"
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False  # we have no voice

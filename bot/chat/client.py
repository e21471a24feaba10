"""The bot on Discord: what it asks of Discord, its commands, its start and its end. Starts nothing in on_ready."""

import asyncio
import contextlib
import hashlib
import json
import logging
import signal
from pathlib import Path

import discord
from discord import app_commands
from discord.ext import commands
from discord.gateway import DiscordWebSocket
from discord.http import Route
from yarl import URL

from bot.chat.administration import Administration
from bot.chat.asking import Desk
from bot.chat.commands import COGS
from bot.chat.commands.schedule import ZoneMenu
from bot.chat.errors import Tree
from bot.chat.privacy import ForgetButton
from bot.chat.servers import ServersCog
from bot.chat.translator import CommandTranslator, translated
from bot.chat.views import QuestionButton
from bot.errors import ConfigError
from bot.guilds.quiz import forget_guild
from bot.guilds.state import State
from bot.historian import Historian
from bot.reload.shell import listening

CLOSE_SECONDS = 4.0  # discord.py alone would wait for Discord's goodbye for 30
WRONG_TOKEN = 4004  # https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway
OUT_OF_REACH = "Discord can't be reached: look at the network and at https://discordstatus.com, then start again."
REFUSED = "Discord refuses DISCORD_TOKEN: copy it again from the developer portal → your application → Bot → Token."

log = logging.getLogger(__name__)


class Handshake(Desk):
    """One bot. Of the default intents it uses one: which servers there are; none is privileged."""

    def __init__(self, historian: Historian, state: State, administration: Administration, *, state_dir: Path) -> None:
        """Connects nothing yet; the digest of the commands is kept in the state folder."""
        super().__init__(
            commands.when_mentioned,
            help_command=None,
            tree_cls=Tree,
            intents=discord.Intents(guilds=True),
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
        self.state_dir = state_dir

    async def setup_hook(self) -> None:
        """Add the commands and buttons, and register the commands where they changed."""
        for cog in COGS:
            await self.add_cog(cog())
        await self.add_cog(ServersCog(self))
        self.add_dynamic_items(QuestionButton, ZoneMenu, ForgetButton)
        await self.tree.set_translator(CommandTranslator())
        await self._register_commands()

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Forget what is kept for a server that the bot has left."""
        await self.state.do(lambda connection: forget_guild(connection, guild.id))

    async def _register_commands(self) -> None:
        payload = await translated(self.tree)
        digest = hashlib.sha256(json.dumps(payload, sort_keys=True).encode()).hexdigest()
        kept = self.state_dir / f"commands-{self.application_id}.sha"
        if kept.is_file() and kept.read_text(encoding="ascii") == digest:
            return
        await self.tree.sync()
        log.info("registered %d commands", len(payload))
        try:
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_text(digest, encoding="ascii")
        except OSError as error:
            log.warning("%s can't be written (%s): commands are registered at every start", kept, error.strerror)


def run(historian: Historian, state: State, administration: Administration, *, token: str, api_base: str = "") -> None:
    """Serve Discord until SIGTERM or Ctrl-C. Raises ConfigError where Discord refuses the token or can't be reached.

    `api_base` is another address for Discord's API, for tests.
    """
    _quiet()
    if api_base:
        _point_at(api_base)
    client = Handshake(historian, state, administration, state_dir=administration.renewal.state)
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

"""Commands are registered with Discord where they changed, by a digest that is kept; those of one server only there."""

import hashlib
import json
import logging
from pathlib import Path
from typing import Any

import discord
from discord.ext import commands

from bot.chat.translator import translated

ONLY_GLOBAL = ("contexts", "integration_types")  # https://docs.discord.com/developers/interactions/application-commands

log = logging.getLogger(__name__)


async def register(client: commands.AutoShardedBot, folder: Path) -> None:
    """Register the commands that are offered everywhere."""
    payload = await translated(client.tree)
    kept = folder / f"commands-{client.application_id}.sha"
    if not _is_kept(kept, payload):
        await client.tree.sync()
        _keep(kept, payload)


async def register_at_home(client: commands.AutoShardedBot, folder: Path, home: int | None) -> None:
    """Register the home server's own commands there, and take them away from a server that was home before.

    A home that does not let us is logged, and no reason not to start.
    """
    begin = f"commands-{client.application_id}-"
    for former in _former(folder, begin):
        guild_id = int(former.stem.removeprefix(begin))
        if guild_id != home and await _offer(client, guild_id, []):
            former.unlink(missing_ok=True)
    if home is None:
        return
    payload = await translated(client.tree, discord.Object(home))
    payload = [{key: value for key, value in command.items() if key not in ONLY_GLOBAL} for command in payload]
    kept = folder / f"{begin}{home}.sha"
    if not _is_kept(kept, payload) and await _offer(client, home, payload):
        _keep(kept, payload)


def _former(folder: Path, begin: str) -> list[Path]:
    return sorted(folder.glob(f"{begin}*.sha"))


async def _offer(client: commands.AutoShardedBot, guild_id: int, payload: list[dict[str, Any]]) -> bool:
    try:
        await client.http.bulk_upsert_guild_commands(client.application_id or 0, guild_id, payload)
    except (discord.Forbidden, discord.NotFound):
        log.warning("the server %d (HOME_GUILD_ID) does not let us register /admin: add the bot there", guild_id)
        return False
    return True


def _is_kept(kept: Path, payload: list[dict[str, Any]]) -> bool:
    return kept.is_file() and kept.read_text(encoding="ascii") == _digest(payload)


def _keep(kept: Path, payload: list[dict[str, Any]]) -> None:
    log.info("registered %d commands", len(payload))
    try:
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(_digest(payload), encoding="ascii")
    except OSError as error:
        log.warning("%s can't be written (%s): commands are registered at every start", kept, error.strerror)


def _digest(payload: list[dict[str, Any]]) -> str:
    return hashlib.sha256(json.dumps(payload, sort_keys=True).encode()).hexdigest()

"""The floor: the least a discord.py bot can be, to compare with; imports only discord."""

import os

import discord
import yarl
from discord import app_commands
from discord.gateway import DiscordWebSocket
from discord.http import Route

REPLY = "Apollo-Soyuz, July 1975: the first docking of two nations' spacecraft."
SUGGESTIONS = ("Apollo-Soyuz", "Soyuz 19", "Shuttle-Mir")


def point_at(base: str) -> None:
    """Send discord.py to another Discord.

    The gateway's default counts too: discord.py goes there, not to GET /gateway/bot, after a session that
    can't be resumed and when a resume failed.
    """
    Route.BASE = base
    url = yarl.URL(base)
    DiscordWebSocket.DEFAULT_GATEWAY = url.with_scheme("ws").with_path("/gateway")


class FloorBot(discord.AutoShardedClient):
    """A client with one command."""

    def __init__(self) -> None:
        super().__init__(intents=discord.Intents.none(), max_messages=None)
        self.tree = app_commands.CommandTree(self)
        self.tree.add_command(mission)

    async def setup_hook(self) -> None:
        """Register the command."""
        await self.tree.sync()


@app_commands.command(description="A mission")
async def mission(interaction: discord.Interaction, name: str) -> None:
    """Answer with a constant."""
    await interaction.response.send_message(REPLY)


@mission.autocomplete("name")
async def suggest(interaction: discord.Interaction, current: str) -> list[app_commands.Choice[str]]:
    """Suggest constants."""
    return [app_commands.Choice(name=name, value=name) for name in SUGGESTIONS]


if __name__ == "__main__":
    point_at(os.environ["DISCORD_API_BASE"])
    FloorBot().run(os.environ["DISCORD_TOKEN"])

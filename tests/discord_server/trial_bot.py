"""A bot for this server's own tests: it does once all that a slash-command bot with scheduled posts does."""

import io
import os

import discord
from discord import app_commands

from .floor_bot import FloorBot, point_at

PICTURE = b"\x89PNG\r\n\x1a\n picture"


class Form(discord.ui.Modal, title="A form"):
    """One question."""

    answer: discord.ui.TextInput["Form"] = discord.ui.TextInput(label="Answer", custom_id="answer")

    async def on_submit(self, interaction: discord.Interaction) -> None:
        """Say what was written."""
        await interaction.response.send_message(f"you wrote {self.answer.value}", ephemeral=True)


class Buttons(discord.ui.View):
    """A button that edits its message, one that opens a form, and a menu."""

    @discord.ui.button(label="Next", custom_id="next")
    async def next(self, interaction: discord.Interaction, button: discord.ui.Button["Buttons"]) -> None:
        """Edit."""
        await interaction.response.edit_message(content="page 2")

    @discord.ui.button(label="Form", custom_id="form")
    async def form(self, interaction: discord.Interaction, button: discord.ui.Button["Buttons"]) -> None:
        """Open the form."""
        await interaction.response.send_modal(Form())

    @discord.ui.select(custom_id="menu", options=[discord.SelectOption(label=name) for name in "ab"])
    async def menu(self, interaction: discord.Interaction, select: discord.ui.Select["Buttons"]) -> None:
        """Defer, then follow up."""
        await interaction.response.defer()
        await interaction.followup.send(f"chose {select.values[0]}")


class Card(discord.ui.LayoutView):
    """A container with text and a picture."""

    def __init__(self) -> None:
        super().__init__(timeout=None)
        gallery: discord.ui.MediaGallery[Card] = discord.ui.MediaGallery(
            discord.MediaGalleryItem("attachment://picture.png", description="a picture")
        )
        self.add_item(discord.ui.Container(discord.ui.TextDisplay("**card**"), gallery))


class TrialBot(FloorBot):
    """The floor with more commands."""

    async def setup_hook(self) -> None:
        """Add the commands, then register all."""
        self.tree.add_command(buttons)
        self.tree.add_command(slow)
        self.tree.add_command(card)
        self.tree.add_command(post)
        self.tree.add_command(where)
        self.tree.error(failed)
        await super().setup_hook()


def picture() -> discord.File:
    """A file that looks like a picture."""
    return discord.File(io.BytesIO(PICTURE), filename="picture.png", description="a picture")


@app_commands.command(description="Buttons")
async def buttons(interaction: discord.Interaction) -> None:
    """Send a view."""
    await interaction.response.send_message("page 1", view=Buttons(timeout=None))


@app_commands.command(description="Deferred")
async def slow(interaction: discord.Interaction) -> None:
    """Defer, edit, follow up with a file."""
    await interaction.response.defer(thinking=True, ephemeral=True)
    await interaction.edit_original_response(content="done")
    await interaction.followup.send("more", file=picture())


@app_commands.command(description="A card")
async def card(interaction: discord.Interaction) -> None:
    """Send a layout with a picture."""
    await interaction.response.send_message(view=Card(), file=picture())


@app_commands.command(description="Post")
async def post(
    interaction: discord.Interaction, channel: discord.TextChannel | discord.ForumChannel, nonce: int
) -> None:
    """Post under a nonce, in a forum as a thread, and publish what can be published."""
    await interaction.response.defer(thinking=True)
    if isinstance(channel, discord.ForumChannel):
        message = (await channel.create_thread(name="story", content="first", file=picture())).message
    else:
        message = await channel.send("daily", nonce=nonce, allowed_mentions=discord.AllowedMentions.none())
        if channel.is_news():
            await message.publish()
    await interaction.edit_original_response(content=str(message.id))


@app_commands.command(description="Where")
@app_commands.allowed_installs(guilds=True, users=True)
@app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
async def where(interaction: discord.Interaction) -> None:
    """Say where it was asked."""
    context = interaction.context
    seen = (
        ("guild", "bot", "private")[(context.guild, context.dm_channel, context.private_channel).index(True)],
        interaction.locale.value,
        interaction.guild_id,
        type(interaction.channel).__name__,
        interaction.is_user_integration(),
        interaction.is_guild_integration(),
        interaction.app_permissions.send_messages,
    )
    await interaction.response.send_message(" ".join(map(str, seen)))


async def failed(interaction: discord.Interaction, error: app_commands.AppCommandError) -> None:
    """Tell the error's kind."""
    cause = error.__cause__ or error
    await interaction.edit_original_response(content=f"{type(cause).__name__} {getattr(cause, 'code', '')}".strip())


def main() -> None:
    """Run until told to end."""
    point_at(os.environ["DISCORD_API_BASE"])
    TrialBot().run(os.environ["DISCORD_TOKEN"])

"""Channels as places for posts: which kinds there are, and what the bot may not do there."""

from collections.abc import Iterator
from dataclasses import dataclass

import discord

from bot.errors import SettingsError
from bot.guilds.destinations import Settings

FORUM, NEWS = discord.ChannelType.forum, discord.ChannelType.news
THREADS = (discord.ChannelType.public_thread, discord.ChannelType.news_thread, discord.ChannelType.private_thread)
KINDS = (discord.ChannelType.text, NEWS, FORUM, *THREADS)


@dataclass(frozen=True, slots=True)
class Missing:
    """Permissions that the bot lacks, by discord.py's names: those without which nothing is posted, and the others."""

    needed: tuple[str, ...] = ()
    wanted: tuple[str, ...] = ()
    is_forum: bool = False


def check(guild: discord.Guild, settings: Settings) -> Missing:
    """What is missing, where the channel can hold such posts. Raises SettingsError where it can't."""
    if settings.role_id == guild.id:
        raise SettingsError("not-everyone")
    channel = guild.get_channel_or_thread(settings.channel_id)
    if channel is None:  # Discord may not tell us of a channel that we may not see
        return missing(guild, settings)
    if channel.type not in KINDS:
        raise SettingsError("no-place-for-posts")
    if settings.publish and channel.type is not NEWS:
        raise SettingsError("only-news-is-published")
    if settings.thread and channel.type in (FORUM, *THREADS):
        raise SettingsError("is-a-thread-already")
    if settings.pin and channel.type is FORUM:
        raise SettingsError("no-pin-in-a-forum")
    if isinstance(channel, discord.ForumChannel) and channel.flags.require_tag:
        raise SettingsError("forum-wants-tags")
    return missing(guild, settings)


def missing(guild: discord.Guild, settings: Settings) -> Missing:
    """What the bot may not do that these settings ask of it."""
    channel = guild.get_channel_or_thread(settings.channel_id)
    if channel is None:
        return Missing(needed=("view_channel",))
    has = channel.permissions_for(guild.me)
    needed = ("view_channel", "send_messages_in_threads" if channel.type in THREADS else "send_messages")
    return Missing(
        tuple(name for name in needed if not getattr(has, name)),
        tuple(name for name in _wanted(guild, settings) if not getattr(has, name)),
        is_forum=channel.type is FORUM,
    )


def link(guild: discord.Guild, channel_id: int, message_id: int) -> str:
    """The address of a message; in a forum each begins a thread of the same number."""
    channel = guild.get_channel_or_thread(channel_id)
    where = message_id if channel is not None and channel.type is FORUM else channel_id
    return f"https://discord.com/channels/{guild.id}/{where}/{message_id}"


def _wanted(guild: discord.Guild, settings: Settings) -> Iterator[str]:
    yield "read_message_history"  # after a crash we look whether the post is there already
    if settings.thread:
        yield "create_public_threads"
    if settings.pin:
        yield "pin_messages"
    role = guild.get_role(settings.role_id) if settings.role_id else None
    if role is not None and not role.mentionable:
        yield "mention_everyone"

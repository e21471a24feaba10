"""Brings posts to Discord and finds them again. By channel id, so that a channel need not be in memory."""

import asyncio
import contextlib
import datetime as dt
from collections.abc import AsyncIterator, Awaitable
from typing import Any, TypeVar

import aiohttp
import discord
from discord.http import Route

from bot.chat.show import LONGEST_CONTENT, button_rows, cut_text
from bot.chat.wording import SHORTENED_POST
from bot.errors import DeliveryError
from bot.schedule.delivery import Parcel
from bot.schedule.pace import Pace

LONGEST_NAME = 100  # of a thread: https://docs.discord.com/developers/resources/channel#start-thread-from-message
ARCHIVED_AFTER_MINUTES = 1440
FORUMS = (discord.ChannelType.forum.value, discord.ChannelType.media.value)
ANSWER_SECONDS = 60.0  # no post waits longer for Discord's answer
MOST_PAGES = 20  # of a hundred messages each, since the claim
CLOCK_SECONDS = 60  # how far Discord's clock may be behind ours
# https://docs.discord.com/developers/topics/opcodes-and-status-codes#json-json-error-codes
DONE_ALREADY = (40033, 160004)  # already published, already has a thread
REASONS = {401: "unauthorised", 403: "forbidden", 404: "not-found", 408: "server-error", 429: "rate-limit"}

T = TypeVar("T")
Payload = dict[str, Any]


class _Once:
    """Looks like a file to discord.py, which would send a message again by itself after a 5xx: a forum has no nonce.

    Trying again is the poster's work, with its own pauses.
    """

    def reset(self, *, seek: int) -> None:
        """Called before each try; `seek` counts them from 0."""
        if seek:
            raise DeliveryError("server-error", may_have_arrived=True)


class DiscordSender:
    """Sends parcels as one client, every request in its turn."""

    def __init__(self, client: discord.Client, pace: Pace) -> None:
        """Send nothing yet."""
        self._client, self._pace = client, pace

    async def keeps_nonces(self, parcel: Parcel) -> bool:
        """Not in a forum, where a post is a thread."""
        return not await self._is_forum(parcel)

    async def send(self, parcel: Parcel) -> int:
        """The id of the message; in a forum it is the thread's too. Raises DeliveryError."""
        if await self._is_forum(parcel):
            route = Route("POST", "/channels/{channel_id}/threads", channel_id=parcel.channel_id)
            sent = await self._ask(route, {"name": _title(parcel), "message": _message(parcel)}, files=[_Once()])
        else:
            body = _message(parcel) | {"nonce": parcel.nonce, "enforce_nonce": True}
            sent = await self._ask(_messages_of(parcel.channel_id), body, files=[_Once()])
        return int(sent["id"])

    async def find(self, parcel: Parcel) -> int | None:
        """The id of the message that carries the parcel's mark, or None.

        Raises DeliveryError, "no-history" where we may not read what was written before.
        """
        if not self._may_look(parcel):
            raise DeliveryError("no-history", lasting=True)
        messages = self._forum_posts(parcel) if await self._is_forum(parcel) else self._messages(parcel)
        async for message in messages:
            rows: list[Payload] = message.get("components") or [{}]
            if self._is_ours(message["author"]["id"]) and rows[0].get("id") == parcel.mark:
                return int(message["id"])
        return None

    async def finish(self, parcel: Parcel, message_id: int) -> str:
        """Open the thread, pin and publish, as far as we may: what could not be done is no reason to fail."""
        if await self._is_forum(parcel):
            return ""
        notes: list[str] = []
        if parcel.thread:
            thread = {"name": _title(parcel), "auto_archive_duration": ARCHIVED_AFTER_MINUTES}
            notes.append(await self._extra("no-thread", _message_of(parcel, message_id, "POST", "/threads"), thread))
        if parcel.publish:
            notes.append(await self._extra("not-published", _message_of(parcel, message_id, "POST", "/crosspost")))
        if parcel.pin:
            notes.append(await self._extra("not-pinned", _message_of(parcel, message_id, "PUT", "", "/pins")))
        return " ".join(filter(None, notes))

    async def tell(self, guild_id: int, user_id: int | None, text: str) -> None:
        """Write to the server's system channel, else to a person. Raises DeliveryError where neither may be."""
        guild = self._client.get_guild(guild_id)
        body: Payload = {"content": text, "allowed_mentions": {"parse": []}}
        if guild is not None and guild.system_channel is not None:
            with contextlib.suppress(DeliveryError):
                await self._ask(_messages_of(guild.system_channel.id), body)
                return
        if user_id is None:
            raise DeliveryError("nobody", lasting=True)
        direct = await self._ask(Route("POST", "/users/@me/channels"), {"recipient_id": user_id})
        await self._ask(_messages_of(int(direct["id"])), body)

    async def _messages(self, parcel: Parcel) -> AsyncIterator[Payload]:
        """What was written since the claim."""
        after = discord.utils.time_snowflake(parcel.since - dt.timedelta(seconds=CLOCK_SECONDS))
        for _ in range(MOST_PAGES):
            page: list[Payload] = await self._ask(
                _messages_of(parcel.channel_id, "GET"), params={"after": str(after), "limit": "100"}
            )
            for message in page:
                yield message
            if len(page) < 100:
                return
            after = max(int(message["id"]) for message in page)

    async def _forum_posts(self, parcel: Parcel) -> AsyncIterator[Payload]:
        """What we began in a forum since the claim."""
        after = discord.utils.time_snowflake(parcel.since - dt.timedelta(seconds=CLOCK_SECONDS))
        active = await self._ask(Route("GET", "/guilds/{guild_id}/threads/active", guild_id=parcel.guild_id))
        archived = await self._ask(
            Route("GET", "/channels/{channel_id}/threads/archived/public", channel_id=parcel.channel_id)
        )
        for thread in (*active["threads"], *archived["threads"]):
            is_inside = int(thread["parent_id"]) == parcel.channel_id and int(thread["id"]) > after
            if is_inside and self._is_ours(thread["owner_id"]):
                at = {"channel_id": thread["id"], "message_id": thread["id"]}
                yield await self._ask(Route("GET", "/channels/{channel_id}/messages/{message_id}", **at))

    def _is_ours(self, user_id: str) -> bool:
        return self._client.user is not None and int(user_id) == self._client.user.id

    def _may_look(self, parcel: Parcel) -> bool:
        """Whether we may read a channel's history: where we may not, Discord shows it empty."""
        channel = self._client.get_channel(parcel.channel_id)
        if not isinstance(channel, discord.abc.GuildChannel | discord.Thread):
            return False
        may: discord.Permissions = channel.permissions_for(channel.guild.me)
        return may.read_message_history

    async def _is_forum(self, parcel: Parcel) -> bool:
        channel = self._client.get_channel(parcel.channel_id)
        if isinstance(channel, discord.abc.GuildChannel | discord.Thread):
            return isinstance(channel, discord.ForumChannel)
        found = await self._ask(Route("GET", "/channels/{channel_id}", channel_id=parcel.channel_id))
        return found["type"] in FORUMS

    async def _extra(self, note: str, route: Route, body: Payload | None = None) -> str:
        """The note where it could not be done."""
        try:
            await self._ask(route, body)
        except DeliveryError as error:
            return "" if error.code in DONE_ALREADY else note
        return ""

    async def _ask(self, route: Route, body: Payload | None = None, **more: Any) -> Any:  # noqa: ANN401  # JSON
        await self._pace.slot()
        if body is not None:
            more["json"] = body
        try:
            return await _told(self._client.http.request(route, **more))
        finally:
            self._forget_limit(route)

    def _forget_limit(self, route: Route) -> None:
        """Forget a channel's rate limit, of which a daily post needs to know nothing.

        discord.py keeps each for five minutes and looks through all of them before it asks a new channel: with ten
        thousand channels that takes longer than the request.
        """
        limits = self._client.http._buckets  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]
        for key in [key for key in limits if key.endswith(f":{route.major_parameters}")]:
            del limits[key]


async def _told(asked: Awaitable[T]) -> T:
    """What Discord answers, its errors as ours."""
    try:
        async with asyncio.timeout(ANSWER_SECONDS):
            return await asked
    except discord.RateLimited as error:
        raise DeliveryError("rate-limit", retry_after=error.retry_after, status=429) from error
    except discord.HTTPException as error:
        is_down = error.status >= 500
        reason = "server-error" if is_down else REASONS.get(error.status, "refused")
        lasting = reason in ("forbidden", "not-found", "refused")
        raise DeliveryError(
            reason, lasting=lasting, may_have_arrived=is_down, status=error.status, code=error.code
        ) from error
    except aiohttp.ClientConnectorError as error:
        raise DeliveryError("out-of-reach") from error
    except (aiohttp.ClientError, OSError, TimeoutError) as error:
        raise DeliveryError("out-of-reach", may_have_arrived=True) from error


def _messages_of(channel_id: int, method: str = "POST") -> Route:
    return Route(method, "/channels/{channel_id}/messages", channel_id=channel_id)


def _message_of(parcel: Parcel, message_id: int, method: str, after: str, before: str = "") -> Route:
    path = f"/channels/{{channel_id}}/messages{before}/{{message_id}}{after}"
    return Route(method, path, channel_id=parcel.channel_id, message_id=message_id)


def _message(parcel: Parcel) -> Payload:
    mention = f"<@&{parcel.role_id}>\n" if parcel.role_id else ""
    text = mention + parcel.reply.text
    return {
        "content": cut_text(text, LONGEST_CONTENT, note=SHORTENED_POST[parcel.language]),
        "components": button_rows(parcel.reply, language=parcel.language, mark=parcel.mark),
        "allowed_mentions": {"parse": [], "roles": [str(parcel.role_id)] if parcel.role_id else []},
    }


def _title(parcel: Parcel) -> str:
    """The post's heading, as a thread's name."""
    return parcel.reply.text.partition("\n")[0].lstrip("# ")[:LONGEST_NAME]

"""Discord's REST routes about the bot, its commands, guilds, channels and messages."""

from collections.abc import Awaitable, Callable
from typing import Any

from .gateway import DIRECT_MESSAGES, GUILD_MESSAGES, MESSAGE_CONTENT, Gateway
from .messages import Messages
from .payloads import ApiError, Json, Request
from .world import DM, FORUM, NEWS, READ_HISTORY, SEND_IN_THREADS, SEND_MESSAGES, THREADS, VIEW_CHANNEL, Person, World

Handler = Callable[[Request, dict[str, str]], Awaitable[Any]]
CROSSPOSTED = 1 << 1


class Rest:
    """Handlers that take a recorded request and the ids of its path, and return JSON or None (204)."""

    def __init__(self, world: World, messages: Messages, gateway: Gateway) -> None:
        self.world, self.messages, self.gateway = world, messages, gateway
        self.commands: dict[int | None, dict[int, Json]] = {None: {}}  # by guild (None: global), by id
        self.people: dict[int, Person] = {}
        self.shards = 1

    def routes(self) -> dict[tuple[str, str], Handler]:
        """Every route by method and path template."""
        channel, app = "/channels/{channel}", "/applications/{application}"
        message, pins = f"{channel}/messages/{{message}}", f"{channel}/messages/pins"
        found: dict[tuple[str, str], Handler] = {
            ("GET", "/users/@me"): self.me,
            ("GET", "/users/{user}"): self.user,
            ("POST", "/users/@me/channels"): self.direct_channel,
            ("GET", "/oauth2/applications/@me"): self.application,
            ("GET", "/applications/@me"): self.application,
            ("GET", f"{app}/emojis"): self.emojis,
            ("GET", "/gateway"): self.gateway_url,
            ("GET", "/gateway/bot"): self.gateway_bot,
            ("GET", "/guilds/{guild}"): self.guild,
            ("GET", "/guilds/{guild}/channels"): self.guild_channels,
            ("GET", "/guilds/{guild}/threads/active"): self.active_threads,
            ("GET", f"{channel}/threads/archived/public"): self.archived_threads,
            ("GET", "/guilds/{guild}/members/{user}"): self.member,
            ("GET", channel): self.channel,
            ("POST", f"{channel}/typing"): self.typing,
            ("POST", f"{channel}/threads"): self.start_thread,
            ("POST", f"{message}/threads"): self.start_thread_on_message,
            ("GET", f"{channel}/messages"): self.page,
            ("POST", f"{channel}/messages"): self.post,
            ("GET", pins): self.pins,
            ("GET", message): self.read,
            ("PATCH", message): self.edit,
            ("DELETE", message): self.delete,
            ("POST", f"{message}/crosspost"): self.crosspost,
        }
        for path in (f"{pins}/{{message}}", f"{channel}/pins/{{message}}"):
            found |= {("PUT", path): self.pin, ("DELETE", path): self.unpin}
        for path in (f"{app}/commands", f"{app}/guilds/{{guild}}/commands"):
            found |= {
                ("GET", path): self.list_commands, ("PUT", path): self.set_commands,
                ("POST", path): self.add_command, ("GET", f"{path}/{{command}}"): self.read_command,
                ("PATCH", f"{path}/{{command}}"): self.edit_command,
                ("DELETE", f"{path}/{{command}}"): self.delete_command,
            }  # fmt: skip
        return found

    async def me(self, request: Request, ids: dict[str, str]) -> Json:
        """The bot user."""
        return self.world.bot

    async def user(self, request: Request, ids: dict[str, str]) -> Json:
        """A person."""
        return self._person(ids["user"]).user()

    async def application(self, request: Request, ids: dict[str, str]) -> Json:
        """The application."""
        bot = self.world.bot
        return {
            "id": str(self.world.application_id), "name": bot["username"], "description": "", "icon": None,
            "bot_public": True, "bot_require_code_grant": False, "verify_key": "0" * 64, "flags": 1 << 23,
            "owner": self.world.owner.user(), "team": None, "bot": bot, "rpc_origins": [], "tags": [],
            "approximate_guild_count": len(self.world.guilds), "integration_types_config": {"0": {}, "1": {}},
        }  # fmt: skip

    async def emojis(self, request: Request, ids: dict[str, str]) -> Json:
        """The application's emojis: none."""
        return {"items": []}

    async def gateway_url(self, request: Request, ids: dict[str, str]) -> Json:
        """Where the gateway is."""
        return {"url": self.gateway.url}

    async def gateway_bot(self, request: Request, ids: dict[str, str]) -> Json:
        """Where the gateway is, and for how many shards."""
        limit = {"total": 1000, "remaining": 1000, "reset_after": 86_400_000, "max_concurrency": 1}
        return {"url": self.gateway.url, "shards": self.shards, "session_start_limit": limit}

    async def list_commands(self, request: Request, ids: dict[str, str]) -> list[Json]:
        """The commands of a scope."""
        return list(self._commands(ids).values())

    async def set_commands(self, request: Request, ids: dict[str, str]) -> list[Json]:
        """Replace all commands of a scope; those that stay keep their ids."""
        kept = {(old["name"], old["type"]): old for old in self._commands(ids).values()}
        made = [self._command(body, ids, kept) for body in request.body or ()]
        self.commands[self._scope(ids)] = {int(command["id"]): command for command in made}
        return made

    async def add_command(self, request: Request, ids: dict[str, str]) -> Json:
        """Add or replace a command."""
        kept = {(old["name"], old["type"]): old for old in self._commands(ids).values()}
        command = self._command(request.body, ids, kept)
        self._commands(ids)[int(command["id"])] = command
        return command

    async def read_command(self, request: Request, ids: dict[str, str]) -> Json:
        """One command."""
        command = self._commands(ids).get(int(ids["command"]))
        if command is None:
            raise ApiError(404, 10063, "Unknown application command")
        return command

    async def edit_command(self, request: Request, ids: dict[str, str]) -> Json:
        """Change some fields of a command."""
        command = await self.read_command(request, ids)
        command |= request.body | {"version": str(self.world.snowflakes.next())}
        return command

    async def delete_command(self, request: Request, ids: dict[str, str]) -> None:
        """Remove a command."""
        command = await self.read_command(request, ids)
        del self._commands(ids)[int(command["id"])]

    def _command(self, body: Json, ids: dict[str, str], kept: dict[tuple[str, int], Json]) -> Json:
        kind = body.get("type") or 1
        old = kept.get((body["name"], kind))
        permissions, scope = body.get("default_member_permissions"), self._scope(ids)
        return {
            "description": "", "options": [], "nsfw": False, "contexts": None, "integration_types": [0],
        } | body | {
            "id": old["id"] if old else str(self.world.snowflakes.next()), "type": kind,
            "application_id": str(self.world.application_id), "version": str(self.world.snowflakes.next()),
            "default_member_permissions": None if permissions is None else str(permissions),
        } | ({} if scope is None else {"guild_id": str(scope)})  # fmt: skip

    def _scope(self, ids: dict[str, str]) -> int | None:
        if int(ids["application"]) != self.world.application_id:
            raise ApiError(403, 20012, "You are not authorized to perform this action on this application")
        return int(ids["guild"]) if "guild" in ids else None

    def _commands(self, ids: dict[str, str]) -> dict[int, Json]:
        return self.commands.setdefault(self._scope(ids), {})

    async def guild(self, request: Request, ids: dict[str, str]) -> Json:
        """A guild the bot is in."""
        guild = self.world.guilds.get(int(ids["guild"]))
        if guild is None or int(ids["guild"]) in self.world.absent:
            raise ApiError(404, 10004, "Unknown Guild")
        return {key: value for key, value in guild.items() if key not in ("members", "joined_at", "large")}

    async def guild_channels(self, request: Request, ids: dict[str, str]) -> list[Json]:
        """The channels of a guild, without threads."""
        await self.guild(request, ids)
        inside = [channel for channel in self.world.channels.values() if channel.get("guild_id") == ids["guild"]]
        return [channel for channel in inside if channel["type"] not in THREADS]

    async def active_threads(self, request: Request, ids: dict[str, str]) -> Json:
        """The threads of a guild that are not archived."""
        await self.guild(request, ids)
        return {"threads": self._threads("guild_id", ids["guild"], archived=False), "members": []}

    async def archived_threads(self, request: Request, ids: dict[str, str]) -> Json:
        """The archived threads of a channel."""
        channel = self._open(ids)
        return {"threads": self._threads("parent_id", str(channel), archived=True), "members": [], "has_more": False}

    def _threads(self, above: str, id_: str, *, archived: bool) -> list[Json]:
        threads = [channel for channel in self.world.channels.values() if channel["type"] in THREADS]
        return [
            thread for thread in threads if thread[above] == id_ and thread["thread_metadata"]["archived"] == archived
        ]

    async def member(self, request: Request, ids: dict[str, str]) -> Json:
        """The bot or a person as a member."""
        await self.guild(request, ids)
        if ids["user"] in ("@me", self.world.bot["id"]):
            found: Json = self.world.guilds[int(ids["guild"])]["members"][0]
            return found
        return self._person(ids["user"]).member()

    async def channel(self, request: Request, ids: dict[str, str]) -> Json:
        """A channel the bot may see."""
        return self.world.channels[self._open(ids)]

    async def direct_channel(self, request: Request, ids: dict[str, str]) -> Json:
        """The direct channel with a person."""
        return self.world.channels[self.world.direct_channel(self._person(request.body["recipient_id"]))]

    async def typing(self, request: Request, ids: dict[str, str]) -> None:
        """Nothing but the check of permissions."""
        self._open(ids, SEND_MESSAGES)

    async def start_thread(self, request: Request, ids: dict[str, str]) -> Json:
        """A thread, or a post in a forum."""
        above = self._open(ids, SEND_MESSAGES)
        thread = self.world.add_thread(above, request.body["name"])
        made = dict(self.world.channels[thread])
        await self.gateway.dispatch("THREAD_CREATE", made | {"newly_created": True}, guild_id=int(made["guild_id"]))
        if self.world.channels[above]["type"] == FORUM:
            made["message"] = self.messages.make(thread, request.body["message"], request.files, id=str(thread))
            self.messages.by_id[thread] = made["message"]
        return made

    async def start_thread_on_message(self, request: Request, ids: dict[str, str]) -> Json:
        """A thread below a message."""
        above = self._open(ids, SEND_MESSAGES)
        thread = self.world.add_thread(above, request.body["name"], thread_id=int(ids["message"]))
        made = self.world.channels[thread]
        await self.gateway.dispatch("THREAD_CREATE", made | {"newly_created": True}, guild_id=int(made["guild_id"]))
        return made

    async def post(self, request: Request, ids: dict[str, str]) -> Json:
        """A new message, or the earlier one of the same nonce."""
        channel = self._open(ids, SEND_MESSAGES)
        if self.world.channels[channel]["type"] == FORUM:
            raise ApiError(400, 50008, "Cannot send messages in a non-text channel")
        message, new = self.messages.post(channel, request.body, request.files)
        if new:
            await self.announce(message)
        return message

    async def announce(self, message: Json) -> None:
        """Tell the bot of a message: the text only where Discord would show it without the content intent."""
        guild = self.world.guild_of(int(message["channel_id"]))
        mine = message["author"]["id"] == self.world.bot["id"]
        told = any(user["id"] == self.world.bot["id"] for user in message["mentions"])
        hidden: Json = {"content": "", "embeds": [], "attachments": [], "components": []}
        shown = mine or told or guild is None or self.gateway.privileged_intents & MESSAGE_CONTENT
        event = message | ({} if shown else hidden) | ({} if guild is None else {"guild_id": str(guild)})
        intent = DIRECT_MESSAGES if guild is None else GUILD_MESSAGES
        await self.gateway.dispatch("MESSAGE_CREATE", event, guild_id=guild, intent=intent)

    async def page(self, request: Request, ids: dict[str, str]) -> list[Json]:
        """Messages of a channel, newest first; none to a bot that may not read what was written before."""
        if not self.world.bot_permissions(self._open(ids)) & READ_HISTORY:
            return []
        before, after = (request.query.get(key) for key in ("before", "after"))
        return self.messages.page(
            self._open(ids),
            before=int(before) if before else None,
            after=int(after) if after else None,
            limit=min(int(request.query.get("limit", 50)), 100),
        )

    async def read(self, request: Request, ids: dict[str, str]) -> Json:
        """One message."""
        return self.messages.get(int(ids["message"]), channel=self._open(ids))

    async def edit(self, request: Request, ids: dict[str, str]) -> Json:
        """A message of the bot's, changed."""
        return self.messages.edit(self._mine(ids), request.body, request.files)

    async def delete(self, request: Request, ids: dict[str, str]) -> None:
        """Take a message of the bot's away."""
        self.messages.delete(self._mine(ids))

    async def crosspost(self, request: Request, ids: dict[str, str]) -> Json:
        """Publish a message of an announcement channel."""
        message = self._mine(ids)
        if self.world.channels[int(ids["channel"])]["type"] != NEWS:
            raise ApiError(400, 50068, "Cannot execute action on this channel type")
        if message["flags"] & CROSSPOSTED:
            raise ApiError(400, 40033, "This message has already been crossposted")
        message["flags"] |= CROSSPOSTED
        return message

    async def pins(self, request: Request, ids: dict[str, str]) -> Json:
        """The pinned messages, newest first."""
        pinned = [message for message in self.messages.by_channel.get(self._open(ids), ()) if message["pinned"]]
        items = [{"pinned_at": message["timestamp"], "message": message} for message in reversed(pinned)]
        return {"items": items, "has_more": False}

    async def pin(self, request: Request, ids: dict[str, str]) -> None:
        """Pin a message."""
        self.messages.get(int(ids["message"]), channel=self._open(ids))["pinned"] = True

    async def unpin(self, request: Request, ids: dict[str, str]) -> None:
        """Unpin a message."""
        self.messages.get(int(ids["message"]), channel=self._open(ids))["pinned"] = False

    def _mine(self, ids: dict[str, str]) -> Json:
        message = self.messages.get(int(ids["message"]), channel=self._open(ids))
        if message["author"]["id"] != self.world.bot["id"]:
            raise ApiError(403, 50005, "Cannot edit a message authored by another user")
        return message

    def _open(self, ids: dict[str, str], needed: int = 0) -> int:
        channel = int(ids["channel"]) if ids["channel"].isdecimal() else 0
        if channel not in self.world.channels:
            raise ApiError(404, 10003, "Unknown Channel")
        held, kind = self.world.bot_permissions(channel), self.world.channels[channel]["type"]
        if not held & VIEW_CHANNEL:
            raise ApiError(403, 50001, "Missing Access")
        wanted = SEND_IN_THREADS if needed == SEND_MESSAGES and kind in THREADS else needed
        if kind != DM and held & wanted != wanted:
            raise ApiError(403, 50013, "Missing Permissions")
        return channel

    def _person(self, user_id: Any) -> Person:
        for person in (*self.people.values(), self.world.person, self.world.owner):
            if person.id == int(user_id):
                return person
        raise ApiError(404, 10013, "Unknown User")

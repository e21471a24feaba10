"""The people's side of an interaction: builds what Discord would send when someone uses the bot."""

import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypedDict, Unpack

from .messages import Messages, walk
from .payloads import Json
from .responses import Response, Responses
from .rest import Rest
from .world import ADMINISTRATOR, Guild, Person, World

SUBCOMMAND, GROUP, STRING = 1, 2, 3
TYPES: dict[int, tuple[type, ...]] = {3: (str,), 4: (int,), 5: (bool,), 10: (int, float)}
RESOLVED = {6: "users", 7: "channels", 8: "roles"}
ATTACHMENT_LIMIT_BYTES = 10 * 1024 * 1024


class NotOfferedError(Exception):
    """Discord's own client would not have let a person do this."""


class Scene(TypedDict, total=False):
    """Who asks, where and how.

    `guild` None means outside a guild (default: the server's guild); `context` 0 guild, 1 the bot's direct
    channel, 2 another private channel; `installs` "guild", "user" or "both"; `locale` is the person's;
    `anyway` skips what Discord's client checks; `timeout` in seconds.
    """

    guild: Guild | int | None
    channel: int
    user: Person
    locale: str
    context: int
    installs: str
    anyway: bool
    timeout: float


@dataclass(frozen=True, slots=True)
class Place:
    """Where an interaction happens, after the defaults were filled in."""

    guild: int | None
    channel: int
    context: int
    owners: Mapping[str, str]


class Interactions:
    """What people can do with the bot."""

    def __init__(self, world: World, rest: Rest, messages: Messages, responses: Responses, home: Guild) -> None:
        self.world, self.rest, self.messages = world, rest, messages
        self.responses, self.home = responses, home

    async def slash(
        self, name: str, options: Json | None = None, *, subcommand: str | None = None, **scene: Unpack[Scene]
    ) -> Response:
        """The bot's response to a slash command; `subcommand` is "group name" or "name"."""
        place, data = self._call(name, options or {}, subcommand, None, scene)
        return await self._ask(2, data, place, scene)

    async def autocomplete(
        self, name: str, options: Json, *, focused: str, subcommand: str | None = None, **scene: Unpack[Scene]
    ) -> Response:
        """The bot's suggestions while a person types the option `focused`."""
        place, data = self._call(name, options, subcommand, focused, scene)
        return await self._ask(4, data, place, scene)

    async def press(
        self, custom_id: str, *, message: Response | Json | None = None, **scene: Unpack[Scene]
    ) -> Response:
        """The bot's response to a button, of this message or of the newest one that has it."""
        return await self._use(custom_id, None, message, scene)

    async def select(
        self,
        custom_id: str,
        values: Sequence[str],
        *,
        message: Response | Json | None = None,
        **scene: Unpack[Scene],
    ) -> Response:
        """The bot's response to a choice in a select menu."""
        return await self._use(custom_id, list(values), message, scene)

    async def submit_modal(self, modal: Response, values: Mapping[str, Any], **scene: Unpack[Scene]) -> Response:
        """The bot's response to a filled-in form; `values` by custom id (a list for a menu)."""
        data = {
            "custom_id": modal.data["custom_id"],
            "components": [_fill(row, values) for row in modal.components],
        }
        source = modal.interaction.get("message")
        if "guild" not in scene and "channel" not in scene:
            scene = _scene_of(modal.interaction) | scene
        return await self._ask(5, data, self._place(scene), scene, **({"message": source} if source else {}))

    def command(self, name: str, *, guild: int | None = None, kind: int = 1) -> Json:
        """The registered command of this name; a guild's own one goes first."""
        for scope in (guild, None):
            for command in self.rest.commands.get(scope, {}).values():
                if (command["name"], command["type"]) == (name, kind):
                    return command
        raise NotOfferedError(f"no command {name!r} is registered here")

    async def _use(
        self, custom_id: str, values: list[str] | None, message: Response | Json | None, scene: Scene
    ) -> Response:
        shown = message.message if isinstance(message, Response) else message
        shown, component = self._find(custom_id, shown)
        if component.get("disabled") and not scene.get("anyway"):
            raise NotOfferedError(f"component {custom_id!r} is disabled")
        data: Json = {"custom_id": custom_id, "component_type": component["type"], "id": component["id"]}
        if values is not None:
            data |= {"values": values} | ({} if component["type"] == STRING else {"resolved": {}})
        if "guild" not in scene and "channel" not in scene:
            guild, channel = self.world.guild_of(int(shown["channel_id"])), int(shown["channel_id"])
            here: Scene = {"guild": guild, "channel": channel}
            scene = here | scene
        return await self._ask(3, data, self._place(scene), scene, message=shown)

    def _find(self, custom_id: str, message: Json | None) -> tuple[Json, Json]:
        shown = [message] if message else list(self.messages.by_id.values())[::-1]
        for candidate in shown:
            for component in walk(candidate["components"]):
                if component.get("custom_id") == custom_id:
                    return candidate, component
        raise NotOfferedError(f"no message shows the component {custom_id!r}")

    def _place(self, scene: Scene) -> Place:
        asked = scene.get("guild", self.home)
        guild = asked.id if isinstance(asked, Guild) else asked
        context, user = scene.get("context", 1 if guild is None else 0), scene.get("user", self.world.person)
        if context != 0:
            guild = None
        installs = scene.get("installs", "user" if context == 2 else "guild")
        owners = {}
        if installs in ("guild", "both"):
            owners["0"] = str(guild or 0)  # 0 is the guild of the bot's own direct channel
        if installs in ("user", "both"):
            owners["1"] = str(user.id)
        return Place(guild, scene.get("channel") or self._channel(guild, context, user), context, owners)

    def _channel(self, guild: int | None, context: int, user: Person) -> int:
        if guild is None:
            return self.world.direct_channel(user) if context == 1 else self.world.group_channel(user)
        return next(key for key, value in self.world.channels.items() if value.get("guild_id") == str(guild))

    def _call(self, name: str, given: Json, path: str | None, focused: str | None, scene: Scene) -> tuple[Place, Json]:
        place = self._place(scene)
        command = self.command(name, guild=place.guild)
        if not scene.get("anyway"):
            _check_offered(command, place, scene.get("user", self.world.person))
        data: Json = {"id": command["id"], "name": name, "type": 1}
        if "guild_id" in command:
            data["guild_id"] = command["guild_id"]
        level, wrap = command, []
        for step in (path or "").split():
            level = _option(level, step)
            wrap.append(level)
        options = list(self._options(level, given, focused, checked=not scene.get("anyway")))
        for outer in reversed(wrap):
            options = [{"type": outer["type"], "name": outer["name"], "options": options}]
        resolved = self._resolved(level, given)
        return place, data | {"options": options} | ({"resolved": resolved} if resolved else {})

    def _options(self, level: Json, given: Json, focused: str | None, *, checked: bool) -> Iterator[Json]:
        known = level.get("options") or []
        if any(option["type"] in (SUBCOMMAND, GROUP) for option in known):
            raise NotOfferedError(f"{level['name']!r} needs one of its subcommands")
        missing = [option["name"] for option in known if option.get("required") and option["name"] not in given]
        if missing and checked and focused is None:
            raise NotOfferedError(f"{level['name']!r} needs {', '.join(missing)}")
        for name, value in given.items():
            option = _option(level, name)
            if checked and name != focused:
                _check_value(option, value)
            sent = str(getattr(value, "id", value)) if option["type"] in (6, 7, 8, 9, 11) else value
            filled = {"type": option["type"], "name": name, "value": sent}
            yield filled | {"focused": True} if name == focused else filled

    def _resolved(self, level: Json, given: Json) -> Json:
        resolved: Json = {}
        for name, value in given.items():
            kind = RESOLVED.get(_option(level, name)["type"])
            if kind == "users" and isinstance(value, Person):
                resolved.setdefault("users", {})[str(value.id)] = value.user()
                member = {key: part for key, part in value.member().items() if key not in ("user", "deaf", "mute")}
                resolved.setdefault("members", {})[str(value.id)] = member
            elif kind == "channels":
                channel = self.world.channels[int(value)]
                resolved.setdefault(kind, {})[str(value)] = channel | {"permissions": "0"}
            elif kind == "roles":
                roles = (role for guild in self.world.guilds.values() for role in guild["roles"])
                resolved.setdefault(kind, {})[str(value)] = next(r for r in roles if r["id"] == str(value))
        return resolved

    async def _ask(self, kind: int, data: Json, place: Place, scene: Scene, **more: Any) -> Response:
        user, locale = scene.get("user", self.world.person), scene.get("locale", "en-US")
        self.rest.people[user.id] = user
        app = self.world.bot_permissions(place.channel)
        interaction: Json = {
            "id": str(self.world.snowflakes.next()),
            "application_id": str(self.world.application_id),
            "type": kind,
            "token": secrets.token_urlsafe(48),
            "version": 1,
            "data": data,
            "context": place.context,
            "channel_id": str(place.channel),
            "app_permissions": str(app),
            "locale": locale,
            "entitlements": [],
            "channel": self.world.channels[place.channel] | {"permissions": str(user.permissions)},
            "authorizing_integration_owners": dict(place.owners),
            "attachment_size_limit": ATTACHMENT_LIMIT_BYTES,
        } | more
        if place.guild is None:
            interaction["user"] = user.user()
        else:
            guild = self.world.guilds[place.guild]
            told = {"id": guild["id"], "locale": guild["preferred_locale"], "features": guild["features"]}
            interaction |= {"guild_id": guild["id"], "guild": told, "guild_locale": told["locale"]}
            interaction["member"] = user.member()
        wait = scene.get("timeout", self.responses.patience_seconds)
        return await self.responses.ask(interaction, guild_id=place.guild, timeout=wait)


def _option(level: Json, name: str) -> Json:
    for option in level.get("options") or ():
        if option["name"] == name:
            found: Json = option
            return found
    raise NotOfferedError(f"{level['name']!r} has no option {name!r}")


def _check_offered(command: Json, place: Place, user: Person) -> None:
    contexts, needed = command.get("contexts"), int(command.get("default_member_permissions") or 0)
    if contexts is not None and place.context not in contexts:
        raise NotOfferedError(f"{command['name']!r} is not offered in context {place.context}")
    kinds = {str(kind) for kind in command.get("integration_types") or (0,)}
    if "guild_id" not in command and not kinds & place.owners.keys():
        raise NotOfferedError(f"{command['name']!r} is not offered to this kind of installation")
    if place.context == 0 and needed & ~user.permissions and not user.permissions & ADMINISTRATOR:
        raise NotOfferedError(f"{command['name']!r} is not offered to {user.name}")


def _check_value(option: Json, value: Any) -> None:
    name, kinds = option["name"], TYPES.get(option["type"])
    if kinds and not (isinstance(value, kinds) and (isinstance(value, bool) == (option["type"] == 5))):
        raise NotOfferedError(f"option {name!r} takes no {type(value).__name__}")
    choices = [choice["value"] for choice in option.get("choices") or ()]
    if choices and value not in choices:
        raise NotOfferedError(f"option {name!r} offers {choices}, not {value!r}")
    if isinstance(value, str):
        _check_range(name, len(value), option.get("min_length"), option.get("max_length") or 6000)
    elif isinstance(value, (int, float)):
        _check_range(name, value, option.get("min_value"), option.get("max_value"))


def _check_range(name: str, size: float, least: float | None, most: float | None) -> None:
    if (least is not None and size < least) or (most is not None and size > most):
        raise NotOfferedError(f"option {name!r} is outside {least}..{most}")


def _fill(row: Json, values: Mapping[str, Any]) -> Json:
    if row["type"] == 18:
        return {"type": 18, "id": row.get("id", 1), "component": _field(row["component"], values)}
    if row["type"] == 1:
        return {"type": 1, "id": row.get("id", 1), "components": [_field(row["components"][0], values)]}
    return {"type": row["type"], "id": row.get("id", 1)}


def _field(component: Json, values: Mapping[str, Any]) -> Json:
    base = {"type": component["type"], "id": component.get("id", 1), "custom_id": component["custom_id"]}
    given = values.get(component["custom_id"])
    if component["type"] in (4, 21, 23):
        return base | {"value": "" if given is None and component["type"] == 4 else given}
    return base | {"values": list(given or ())}


def _scene_of(interaction: Json) -> Scene:
    guild = interaction.get("guild_id")
    return {
        "guild": int(guild) if guild else None,
        "channel": int(interaction["channel_id"]),
        "context": int(interaction["context"]),
        "locale": str(interaction["locale"]),
    }

"""What exists on the loopback Discord: the application, its bot user, guilds, channels and people."""

from dataclasses import dataclass

from .payloads import Json, Snowflakes, timestamp

ADMINISTRATOR, MANAGE_GUILD, VIEW_CHANNEL, SEND_MESSAGES = 1 << 3, 1 << 5, 1 << 10, 1 << 11
EMBED_LINKS, ATTACH_FILES, READ_HISTORY = 1 << 14, 1 << 15, 1 << 16
USE_COMMANDS, SEND_IN_THREADS = 1 << 31, 1 << 38
MEMBER_PERMISSIONS = (
    VIEW_CHANNEL | SEND_MESSAGES | EMBED_LINKS | ATTACH_FILES | READ_HISTORY | USE_COMMANDS | SEND_IN_THREADS
)
ALL_PERMISSIONS = (1 << 53) - 1

TEXT, DM, GROUP_DM, NEWS, NEWS_THREAD, PUBLIC_THREAD, FORUM = 0, 1, 3, 5, 10, 11, 15
THREADS = (NEWS_THREAD, PUBLIC_THREAD, 12)


@dataclass(frozen=True, slots=True)
class Person:
    """A human user; `permissions` are those they have wherever they speak."""

    id: int
    name: str
    permissions: int = MEMBER_PERMISSIONS

    def user(self) -> Json:
        """The user object of this person."""
        return user_object(self.id, self.name, bot=False)

    def member(self) -> Json:
        """The member object of this person, as an interaction carries it."""
        return member_object(self.user()) | {"permissions": str(self.permissions)}


@dataclass(frozen=True, slots=True)
class Guild:
    """The ids of a guild and of the channels it was made with."""

    id: int
    text: int
    news: int
    forum: int


def user_object(user_id: int, name: str, *, bot: bool) -> Json:
    """A user object."""
    return {
        "id": str(user_id),
        "username": name,
        "global_name": None if bot else name.title(),
        "avatar": None,
        "discriminator": "0001" if bot else "0",
        "bot": bot,
        "public_flags": 0,
        "flags": 0,
        "primary_guild": None,
    }


def member_object(user: Json, *, roles: tuple[int, ...] = ()) -> Json:
    """A guild member object."""
    return {
        "user": user,
        "nick": None,
        "avatar": None,
        "banner": None,
        "roles": [str(role) for role in roles],
        "joined_at": timestamp(),
        "premium_since": None,
        "deaf": False,
        "mute": False,
        "flags": 0,
        "pending": False,
        "communication_disabled_until": None,
    }


def role_object(role_id: int, name: str, permissions: int) -> Json:
    """A role object."""
    return {
        "id": str(role_id),
        "name": name,
        "permissions": str(permissions),
        "color": 0,
        "position": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "managed": False,
        "mentionable": False,
        "flags": 0,
        "icon": None,
        "unicode_emoji": None,
    }


class World:
    """All guilds, channels and people, as the JSON objects Discord shows of them."""

    def __init__(self, snowflakes: Snowflakes, *, bot_name: str = "handshake") -> None:
        self.snowflakes = snowflakes
        self.application_id = snowflakes.next()
        self.owner = self.add_person("owner", permissions=ALL_PERMISSIONS)
        self.person = self.add_person("valentina")
        self.bot = user_object(self.application_id, bot_name, bot=True)
        self.guilds: dict[int, Json] = {}
        self.channels: dict[int, Json] = {}
        self.absent: set[int] = set()  # guilds the bot is no member of

    def add_person(self, name: str, *, permissions: int = MEMBER_PERMISSIONS) -> Person:
        """A new person."""
        return Person(self.snowflakes.next(), name, permissions)

    def add_guild(
        self, name: str, *, locale: str = "en-US", bot_permissions: int = MEMBER_PERMISSIONS, bot: bool = True
    ) -> Guild:
        """A new guild with a text, an announcement and a forum channel; `bot=False` is without it."""
        guild_id, role = self.snowflakes.next(spread=True), self.snowflakes.next()
        member = member_object(self.bot, roles=(role,))
        self.guilds[guild_id] = {
            "id": str(guild_id),
            "name": name,
            "owner_id": str(self.owner.id),
            "preferred_locale": locale,
            "roles": [role_object(guild_id, "@everyone", 0), role_object(role, "bot", bot_permissions)],
            "members": [member] if bot else [],
            "member_count": 2,
            "joined_at": timestamp(),
            "large": False,
            "verification_level": 0,
            "default_message_notifications": 1,
            "explicit_content_filter": 0,
            "mfa_level": 0,
            "nsfw_level": 0,
            "premium_tier": 0,
            "system_channel_flags": 0,
            "afk_timeout": 300,
            "features": ["COMMUNITY", "NEWS"],
            "emojis": [],
            "stickers": [],
            "icon": None,
            "description": None,
        }
        if not bot:
            self.absent.add(guild_id)
        kinds = (("general", TEXT), ("news", NEWS), ("stories", FORUM))
        return Guild(guild_id, *(self.add_channel(guild_id, label, kind=kind) for label, kind in kinds))

    def add_channel(self, guild: int, name: str, *, kind: int = TEXT) -> int:
        """The id of a new channel of a guild; running bots hear of it only through CHANNEL_CREATE."""
        channel_id = self.snowflakes.next()
        self.channels[channel_id] = {
            "id": str(channel_id),
            "guild_id": str(guild),
            "name": name,
            "type": kind,
            "position": 0,
            "permission_overwrites": [],
            "parent_id": None,
            "nsfw": False,
            "topic": None,
            "flags": 0,
            "rate_limit_per_user": 0,
            "last_message_id": None,
        }
        return channel_id

    def add_thread(self, parent: int, name: str, *, thread_id: int | None = None) -> int:
        """The id of a new public thread below a channel; one begun on a message takes its id."""
        thread_id = thread_id or self.snowflakes.next()
        above = self.channels[parent]
        self.channels[thread_id] = {
            "id": str(thread_id),
            "guild_id": above["guild_id"],
            "parent_id": str(parent),
            "name": name,
            "type": NEWS_THREAD if above["type"] == NEWS else PUBLIC_THREAD,
            "owner_id": self.bot["id"],
            "message_count": 0,
            "member_count": 1,
            "total_message_sent": 0,
            "last_message_id": None,
            "flags": 0,
            "rate_limit_per_user": 0,
            "applied_tags": [],
            "thread_metadata": {
                "archived": False,
                "locked": False,
                "auto_archive_duration": 1440,
                "archive_timestamp": timestamp(),
                "create_timestamp": timestamp(),
            },
        }
        return thread_id

    def direct_channel(self, person: Person) -> int:
        """The id of the one direct channel between the bot and a person."""
        for channel_id, channel in self.channels.items():
            if channel["type"] == DM and channel["recipients"][0]["id"] == str(person.id):
                return channel_id
        return self._private_channel(DM, person)

    def group_channel(self, person: Person) -> int:
        """The id of a new group channel of this person, where the bot is not."""
        return self._private_channel(GROUP_DM, person)

    def _private_channel(self, kind: int, person: Person) -> int:
        channel_id = self.snowflakes.next()
        base: Json = {"id": str(channel_id), "type": kind, "last_message_id": None, "flags": 0}
        group: Json = {"name": None, "icon": None, "owner_id": str(person.id)} if kind == GROUP_DM else {}
        self.channels[channel_id] = base | group | {"recipients": [person.user()]}
        return channel_id

    def guild_of(self, channel_id: int) -> int | None:
        """The guild a channel is in, or None for a private one."""
        guild_id = self.channels[channel_id].get("guild_id")
        return None if guild_id is None else int(guild_id)

    def deny_bot(self, channel_id: int, permissions: int) -> Json:
        """The channel after the bot was denied these permissions in it (0 lifts the denial)."""
        channel = self.channels[channel_id]
        denial = {"id": self.bot["id"], "type": 1, "allow": "0", "deny": str(permissions)}
        channel["permission_overwrites"] = [denial]
        return channel

    def bot_permissions(self, channel_id: int) -> int:
        """The bot's permissions in a channel, after the roles and the channel's denial."""
        channel = self.channels[channel_id]
        if "guild_id" not in channel:
            return ALL_PERMISSIONS if channel["type"] == DM else 0
        if int(channel["guild_id"]) in self.absent:
            return 0
        allowed = 0
        for role in self.guilds[int(channel["guild_id"])]["roles"]:
            allowed |= int(role["permissions"])
        if allowed & ADMINISTRATOR:
            return ALL_PERMISSIONS
        above = self.channels[int(channel["parent_id"])] if channel["type"] in THREADS else channel
        for overwrite in above["permission_overwrites"]:
            allowed &= ~int(overwrite["deny"])
        return allowed

    def guild_create(self, guild_id: int) -> Json:
        """The GUILD_CREATE event of a guild."""
        inside = [channel for channel in self.channels.values() if channel.get("guild_id") == str(guild_id)]
        return self.guilds[guild_id] | {
            "unavailable": False,
            "voice_states": [],
            "presences": [],
            "stage_instances": [],
            "guild_scheduled_events": [],
            "soundboard_sounds": [],
            "channels": [channel for channel in inside if channel["type"] not in THREADS],
            "threads": [channel for channel in inside if channel["type"] in THREADS],
        }

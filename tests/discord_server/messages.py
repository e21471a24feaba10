"""Every message on the server: made from what the bot sent, kept, edited, found again."""

import json
import time
from collections.abc import Iterable, Iterator
from typing import Any

from .payloads import ApiError, File, Json, timestamp
from .world import World

NONCE_SECONDS = 300.0  # "in the past few minutes"; Discord gives no number
EPHEMERAL, LOADING, COMPONENTS_V2 = 1 << 6, 1 << 7, 1 << 15
CONTENT_LIMIT, COMPONENT_LIMIT = 2000, 40
COMPONENT_TEXT_LIMIT = 4000  # all text displays of a message together
EDITABLE = ("content", "embeds", "components", "flags", "allowed_mentions")


class Messages:
    """All messages by channel and by id; ephemeral ones are only found by id."""

    def __init__(self, world: World) -> None:
        self.world, self.public_url = world, ""
        self.by_channel: dict[int, list[Json]] = {}
        self.by_id: dict[int, Json] = {}
        self.files: dict[int, File] = {}  # by attachment id
        self._nonces: dict[tuple[int, str], tuple[float, int]] = {}

    def post(self, channel: int, body: Json, files: Iterable[File] = (), **more: Any) -> tuple[Json, bool]:
        """The message, and whether it is new: an enforced nonce brings the earlier message again."""
        nonce = body.get("nonce")
        key, now = (channel, str(nonce)), time.monotonic()
        if body.get("enforce_nonce") and key in self._nonces and now - self._nonces[key][0] < NONCE_SECONDS:
            earlier = self.by_id.get(self._nonces[key][1])
            if earlier is not None:
                return earlier, False
        message = self.make(channel, body, files, **more)
        if nonce is not None:
            message["nonce"] = nonce
            self._nonces[key] = (now, int(message["id"]))
        return message, True

    def make(self, channel: int, body: Json, files: Iterable[File] = (), **more: Any) -> Json:
        """A new message with this body, written by the bot unless `author` says otherwise."""
        files = tuple(files)
        if not (more.get("flags", 0) & LOADING):
            check(body, files)
        message_id = self.world.snowflakes.next()
        message: Json = {
            "id": str(message_id),
            "channel_id": str(channel),
            "author": self.world.bot,
            "type": 0,
            "content": body.get("content") or "",
            "timestamp": timestamp(),
            "edited_timestamp": None,
            "tts": False,
            "mention_everyone": False,
            "mentions": [],
            "mention_roles": [],
            "pinned": False,
            "attachments": self._attachments(channel, body, files),
            "embeds": body.get("embeds") or [],
            "components": [],
            "flags": body.get("flags") or 0,
        } | more
        message["components"] = self._components(body.get("components") or [], message["attachments"])
        if reference := body.get("message_reference"):
            message |= {"message_reference": reference, "type": 19}
        self.by_id[message_id] = message
        if not message["flags"] & EPHEMERAL:
            self.by_channel.setdefault(channel, []).append(message)
            if channel in self.world.channels:
                self.world.channels[channel]["last_message_id"] = str(message_id)
        return message

    def edit(self, message: Json, body: Json, files: Iterable[File] = ()) -> Json:
        """The message after an edit (in place); only what the body names changes."""
        files = tuple(files)
        channel = int(message["channel_id"])
        check({key: body.get(key, message.get(key)) for key in EDITABLE}, files or message["attachments"])
        if "attachments" in body or files:
            kept = {str(part["id"]): part for part in message["attachments"]}
            listed = body.get("attachments") or []
            old = [kept[str(part["id"])] for part in listed if str(part["id"]) in kept]
            new = [part for part in listed if str(part["id"]) not in kept]
            message["attachments"] = old + self._attachments(channel, {"attachments": new}, files)
        message["content"] = (body["content"] or "") if "content" in body else message["content"]
        message["embeds"] = (body["embeds"] or []) if "embeds" in body else message["embeds"]
        if "components" in body:
            message["components"] = self._components(body["components"] or [], message["attachments"])
        if body.get("flags") is not None:
            message["flags"] = message["flags"] & EPHEMERAL | body["flags"]
        message["flags"] &= ~LOADING
        message["edited_timestamp"] = timestamp()
        return message

    def get(self, message_id: int, *, channel: int | None = None) -> Json:
        """The message of this id, or Discord's refusal."""
        message = self.by_id.get(message_id)
        if message is None or (channel is not None and message["channel_id"] != str(channel)):
            raise ApiError(404, 10008, "Unknown Message")
        return message

    def delete(self, message: Json) -> None:
        """Forget a message."""
        del self.by_id[int(message["id"])]
        rest = self.by_channel.get(int(message["channel_id"]), [])
        if message in rest:
            rest.remove(message)

    def page(self, channel: int, *, before: int | None, after: int | None, limit: int) -> list[Json]:
        """Up to `limit` messages, newest first: those before an id, or those that follow one, or the last."""
        found = self.by_channel.get(channel, [])
        if after is not None:
            return [message for message in found if int(message["id"]) > after][:limit][::-1]
        return [message for message in found if before is None or int(message["id"]) < before][-limit:][::-1]

    def _attachments(self, channel: int, body: Json, files: tuple[File, ...]) -> list[Json]:
        described = {str(part.get("id")): part for part in body.get("attachments") or []}
        made = []
        for index, file in enumerate(files):
            attachment_id = self.world.snowflakes.next()
            self.files[attachment_id] = file
            told = described.get(str(index), {})
            name = told.get("filename") or file.name
            url = f"{self.public_url}/attachments/{channel}/{attachment_id}/{name}"
            made.append(
                {
                    "id": str(attachment_id),
                    "filename": name,
                    "size": len(file.content),
                    "url": url,
                    "proxy_url": url,
                    "content_type": _content_type(file),
                    "description": told.get("description"),
                }
            )
        return made

    def _components(self, components: list[Json], attachments: list[Json]) -> list[Json]:
        copy: list[Json] = json.loads(json.dumps(components))
        urls = {f"attachment://{part['filename']}": part["url"] for part in attachments}
        for number, component in enumerate(walk(copy), start=1):
            component.setdefault("id", number)
            for holder in (component, *component.get("items", ())):
                for media in (holder.get("media"), holder.get("file")):
                    if isinstance(media, dict):
                        media["url"] = media["proxy_url"] = urls.get(media["url"], media["url"])
        return copy


def walk(components: Iterable[Json]) -> Iterator[Json]:
    """Every component of a message or modal, the nested ones after the one that holds them."""
    for component in components:
        yield component
        held = (component.get("accessory"), component.get("component"))
        yield from walk([*component.get("components", ()), *(part for part in held if part)])


def check(body: Json, files: Iterable[Any] = ()) -> None:
    """Raise what Discord answers to a message that breaks its rules beyond the OpenAPI description."""
    components = list(walk(body.get("components") or []))
    written, embeds = body.get("content") or "", body.get("embeds")
    if (body.get("flags") or 0) & COMPONENTS_V2:
        if written or embeds:
            raise _invalid("content", "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2")
        if len(components) > COMPONENT_LIMIT:
            raise _invalid("components", "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED")
        if sum(len(part["content"]) for part in components if part["type"] == 10) > COMPONENT_TEXT_LIMIT:
            raise _invalid("components", "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED")
    elif any(part["type"] in (9, 10, 11, 12, 13, 14, 17) for part in components):
        raise _invalid("components", "UNION_TYPE_CHOICES")
    if len(written) > CONTENT_LIMIT:
        raise _invalid("content", "BASE_TYPE_MAX_LENGTH")
    known = [part["custom_id"] for part in components if part.get("custom_id")]
    if len(known) != len(set(known)):
        raise _invalid("components", "COMPONENT_CUSTOM_ID_DUPLICATED")
    if not (written or embeds or components or tuple(files) or body.get("poll") or body.get("sticker_ids")):
        raise ApiError(400, 50006, "Cannot send an empty message")


def _invalid(field: str, code: str) -> ApiError:
    return ApiError(400, 50035, "Invalid Form Body", errors={field: {"_errors": [{"code": code, "message": code}]}})


def _content_type(file: File) -> str:
    return "image/png" if file.content.startswith(b"\x89PNG") else file.content_type

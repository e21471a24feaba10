"""The bot's side of an interaction: its callback, follow-ups and edits, kept as a Response for the tests."""

import asyncio
import time
from dataclasses import dataclass, field

from .gateway import Gateway
from .messages import EPHEMERAL, LOADING, Messages
from .payloads import ApiError, File, Json, Request
from .rest import Handler
from .world import World

DEFERRED, DEFERRED_UPDATE, UPDATE = 5, 6, 7


@dataclass(slots=True, eq=False)
class Response:
    """What the bot did with one interaction; `latency_seconds`: our frame to the callback's last byte.

    `message` is the original response (or the message an update changed), as it stands after later edits.
    """

    interaction: Json = field(repr=False)
    type: int | None = None
    data: Json = field(default_factory=dict)
    files: tuple[File, ...] = ()
    latency_seconds: float = 0.0
    settled_seconds: float | None = None  # to the end of a deferral, when there was one
    message: Json | None = None
    followups: list[Json] = field(default_factory=list)
    edits: list[Json] = field(default_factory=list)
    deleted: bool = False
    expired: bool = False  # set it to make the token invalid, as after fifteen minutes
    sent: float = field(default=0.0, repr=False)
    answered: asyncio.Event = field(default_factory=asyncio.Event, repr=False)
    _settled: asyncio.Event = field(default_factory=asyncio.Event, repr=False)

    @property
    def content(self) -> str:
        """The text of the original response as it stands."""
        return str(self.message["content"]) if self.message else ""

    @property
    def components(self) -> list[Json]:
        """The components of the original response, or of the modal."""
        return list((self.message or self.data).get("components") or [])

    @property
    def choices(self) -> list[Json]:
        """The suggestions of an autocompletion."""
        return list(self.data.get("choices") or [])

    @property
    def ephemeral(self) -> bool:
        """Whether only the asking person sees the response."""
        return bool(self.message and self.message["flags"] & EPHEMERAL)

    async def settled(self, *, timeout: float = 15.0) -> "Response":
        """This response once it is more than a deferral."""
        async with asyncio.timeout(timeout):
            await self._settled.wait()
        return self

    def settle(self, received: float) -> None:
        """Note that the answer itself is here."""
        if not self._settled.is_set():
            self.settled_seconds = received - self.sent
            self._settled.set()


class Responses:
    """All interactions by token, and the routes by which the bot answers them."""

    def __init__(self, world: World, messages: Messages, gateway: Gateway) -> None:
        self.world, self.messages, self.gateway = world, messages, gateway
        self.by_token: dict[str, Response] = {}
        self.patience_seconds = 3.0

    def routes(self) -> dict[tuple[str, str], Handler]:
        """Every route by method and path template; none of them needs the bot's token."""
        hook = "/webhooks/{application}/{token}"
        return {
            ("POST", "/interactions/{interaction}/{token}/callback"): self.callback,
            ("POST", hook): self.follow_up,
            ("GET", f"{hook}/messages/{{message}}"): self.read,
            ("PATCH", f"{hook}/messages/{{message}}"): self.edit,
            ("DELETE", f"{hook}/messages/{{message}}"): self.delete,
        }

    async def callback(self, request: Request, ids: dict[str, str]) -> Json | None:
        """Take the bot's first answer."""
        response = self.by_token.get(ids["token"])
        late = response is not None and request.received - response.sent > self.patience_seconds
        if response is None or response.interaction["id"] != ids["interaction"] or late:
            raise ApiError(404, 10062, "Unknown interaction")
        if response.type is not None:
            raise ApiError(400, 40060, "Interaction has already been acknowledged.")
        kind, data = request.body["type"], request.body.get("data") or {}
        self._carry_out(response, kind, data, request.files)
        response.type, response.data, response.files = kind, data, request.files
        response.latency_seconds = request.received - response.sent
        if kind not in (DEFERRED, DEFERRED_UPDATE):
            response.settle(request.received)
        response.answered.set()
        asked = request.query.get("with_response", "").lower() in ("1", "true")
        return self._resource(response) if asked else None

    def _carry_out(self, response: Response, kind: int, data: Json, files: tuple[File, ...]) -> None:
        channel, source = int(response.interaction["channel_id"]), response.interaction.get("message")
        extra = self._origin(response)
        match kind:
            case 4:
                response.message = self.messages.make(channel, data, files, **extra)
            case 5:
                flags = (data.get("flags") or 0) & EPHEMERAL | LOADING
                response.message = self.messages.make(channel, {}, flags=flags, **extra)
            case 6 | 7 if source is not None:
                response.message = self.messages.get(int(source["id"]))
                if kind == UPDATE:
                    self.messages.edit(response.message, data, files)
            case 8 | 9 | 1:
                pass
            case _:
                raise ApiError(400, 50035, "Invalid Form Body")

    def _origin(self, response: Response) -> Json:
        asked = response.interaction
        user = asked["user"] if "user" in asked else asked["member"]["user"]
        owners = asked["authorizing_integration_owners"]
        metadata = {
            "id": asked["id"],
            "type": asked["type"],
            "user": user,
            "authorizing_integration_owners": owners,
        }
        if asked["type"] == 2:
            metadata["name"] = asked["data"]["name"]
        elif asked["type"] == 3:
            metadata["interacted_message_id"] = asked["message"]["id"]
        else:
            metadata["triggering_interaction_metadata"] = metadata | {"type": 2}
        kind, app = (20 if asked["type"] == 2 else 19), str(self.world.application_id)
        return {"type": kind, "interaction_metadata": metadata, "application_id": app, "webhook_id": app}

    def _resource(self, response: Response) -> Json:
        told: Json = {"id": response.interaction["id"], "type": response.interaction["type"]}
        resource: Json = {"type": response.type}
        if response.message is not None:
            told |= {
                "response_message_id": response.message["id"],
                "response_message_ephemeral": response.ephemeral,
                "response_message_loading": response.type == DEFERRED,
            }
            resource["message"] = response.message
        return {"interaction": told, "resource": resource}

    async def follow_up(self, request: Request, ids: dict[str, str]) -> Json:
        """Take a further message; after a deferral the first one takes the place of the original."""
        response = self._answered(ids)
        if response.message is not None and response.message["flags"] & LOADING:
            response.settle(request.received)
            return self.messages.edit(response.message, request.body, request.files)
        channel = int(response.interaction["channel_id"])
        message = self.messages.make(channel, request.body, request.files, **self._origin(response))
        response.followups.append(message)
        return message

    async def read(self, request: Request, ids: dict[str, str]) -> Json:
        """The original response or a follow-up."""
        return self._message(self._answered(ids), ids["message"])

    async def edit(self, request: Request, ids: dict[str, str]) -> Json:
        """Change the original response or a follow-up."""
        response = self._answered(ids)
        message = self.messages.edit(self._message(response, ids["message"]), request.body, request.files)
        response.edits.append(request.body)
        if message is response.message:
            response.settle(request.received)
        return message

    async def delete(self, request: Request, ids: dict[str, str]) -> None:
        """Take the original response or a follow-up away."""
        response = self._answered(ids)
        message = self._message(response, ids["message"])
        self.messages.delete(message)
        if message is response.message:
            response.deleted = True

    def _answered(self, ids: dict[str, str]) -> Response:
        response = self.by_token.get(ids["token"])
        if response is None or int(ids["application"]) != self.world.application_id:
            raise ApiError(404, 10015, "Unknown Webhook")
        if response.expired:
            raise ApiError(401, 50027, "Invalid Webhook Token")
        if response.type is None:
            raise ApiError(404, 10015, "Unknown Webhook")
        return response

    def _message(self, response: Response, name: str) -> Json:
        if name != "@original":
            return self.messages.get(int(name))
        if response.message is None or response.deleted:
            raise ApiError(404, 10008, "Unknown Message")
        return response.message

    async def ask(self, interaction: Json, *, guild_id: int | None, timeout: float) -> Response:
        """Send an interaction and wait for its callback; raises TimeoutError when there is none."""
        response = Response(interaction)
        self.by_token[interaction["token"]] = response
        response.sent = time.perf_counter()  # until the frame's own time is known, for a callback that is faster
        response.sent = await self.gateway.dispatch("INTERACTION_CREATE", interaction, guild_id=guild_id)
        async with asyncio.timeout(timeout):
            await response.answered.wait()
        return response

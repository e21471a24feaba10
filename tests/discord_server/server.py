"""The loopback Discord itself: one aiohttp application that records, fails on request and answers."""

import json
import time
from collections.abc import Mapping
from types import TracebackType
from typing import Any, Self, Unpack

from aiohttp import web
from aiohttp.multipart import BodyPartReader

from .faults import Answer, Faults, pattern
from .gateway import Gateway
from .interactions import Interactions, Scene
from .messages import Messages
from .payloads import ApiError, File, Json, Request, Snowflakes
from .responses import Response, Responses
from .rest import Handler, Rest
from .world import Person, World

PREFIX = "/api/v10"
OPEN = ("/interactions/", "/webhooks/")  # their token is in the path


class LoopbackDiscord:
    """Discord on 127.0.0.1, for one bot; an asynchronous context manager.

    Begins with one guild (`guild`) and one person (`person`). Make more in `world` before the bot connects.
    """

    def __init__(
        self,
        *,
        token: str = "loopback.token",
        shards: int = 1,
        heartbeat_seconds: float = 41.25,
        privileged_intents: int = 0,
        guild_locale: str = "en-US",
    ) -> None:
        self.token = token
        self.world = World(Snowflakes())
        self.guild = self.world.add_guild("Loopback", locale=guild_locale)
        self.requests: list[Request] = []
        self.unknown: list[Request] = []
        self.faults = Faults()
        self.gateway = Gateway(
            self.world, token, heartbeat_seconds=heartbeat_seconds, privileged_intents=privileged_intents
        )
        self.store = Messages(self.world)
        self.rest = Rest(self.world, self.store, self.gateway)
        self.rest.shards = shards
        self.responses = Responses(self.world, self.store, self.gateway)
        self._people = Interactions(self.world, self.rest, self.store, self.responses, self.guild)
        self._runner: web.AppRunner | None = None
        self.origin = ""

    @property
    def api_base(self) -> str:
        """The value for discord.http.Route.BASE."""
        return f"{self.origin}{PREFIX}"

    @property
    def person(self) -> Person:
        """Who asks when no one else is named."""
        return self.world.person

    @property
    def messages(self) -> Mapping[int, list[Json]]:
        """The messages everyone in a channel sees, by channel id, oldest first."""
        return self.store.by_channel

    @property
    def commands(self) -> Mapping[int | None, dict[int, Json]]:
        """The registered commands by guild id (None: global) and command id."""
        return self.rest.commands

    async def __aenter__(self) -> Self:
        """Start; see `start`."""
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop; see `stop`."""
        await self.stop()

    async def start(self, *, port: int = 0) -> None:
        """Listen on 127.0.0.1, on a free port unless one is named."""
        app = web.Application(client_max_size=64 * 1024 * 1024)
        app.router.add_get("/gateway", self.gateway.handle)
        app.router.add_get("/attachments/{channel}/{attachment}/{name}", self._attachment)
        for (method, path), handler in (self.rest.routes() | self.responses.routes()).items():
            app.router.add_route(method, PREFIX + path, self._served(handler))
        app.router.add_route("*", "/{rest:.*}", self._served(None))
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", port)
        await site.start()
        bound = self._runner.addresses[0][1]
        self.origin = self.store.public_url = f"http://127.0.0.1:{bound}"
        self.gateway.url = f"ws://127.0.0.1:{bound}/gateway"

    async def stop(self) -> None:
        """Let go of what is held, cut every connection and stop listening."""
        self.faults.clear()
        await self.gateway.stop()
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    def sent(self, method: str, path: str) -> list[Request]:
        """The recorded requests of this method and path (`*` for one segment), oldest first."""
        wanted = pattern(path)
        return [request for request in self.requests if request.method == method and wanted.fullmatch(request.path)]

    async def say(self, content: str, *, channel: int | None = None, user: Person | None = None) -> Json:
        """A person's message in a channel, told to the bot as Discord would tell it."""
        author, bot = user or self.person, self.world.bot
        self.rest.people[author.id] = author
        mentions = [bot] if f"<@{bot['id']}>" in content else []
        where = channel or self.guild.text
        more: Json = {"author": author.user(), "mentions": mentions}
        message = self.store.make(where, {"content": content}, **more)
        await self.rest.announce(message)
        return message

    async def slash(
        self, name: str, options: Json | None = None, *, subcommand: str | None = None, **scene: Unpack[Scene]
    ) -> Response:
        """See `Interactions.slash`."""
        return await self._people.slash(name, options, subcommand=subcommand, **scene)

    async def autocomplete(
        self, name: str, options: Json, *, focused: str, subcommand: str | None = None, **scene: Unpack[Scene]
    ) -> Response:
        """See `Interactions.autocomplete`."""
        return await self._people.autocomplete(name, options, focused=focused, subcommand=subcommand, **scene)

    async def press(
        self, custom_id: str, *, message: Response | Json | None = None, **scene: Unpack[Scene]
    ) -> Response:
        """See `Interactions.press`."""
        return await self._people.press(custom_id, message=message, **scene)

    async def select(
        self,
        custom_id: str,
        values: list[str],
        *,
        message: Response | Json | None = None,
        **scene: Unpack[Scene],
    ) -> Response:
        """See `Interactions.select`."""
        return await self._people.select(custom_id, values, message=message, **scene)

    async def submit_modal(self, modal: Response, values: Mapping[str, Any], **scene: Unpack[Scene]) -> Response:
        """See `Interactions.submit_modal`."""
        return await self._people.submit_modal(modal, values, **scene)

    def _served(self, handler: Handler | None) -> Any:
        async def serve(incoming: web.Request) -> web.StreamResponse:
            request = await read(incoming)
            self.requests.append(request)
            answer = await self._answer(request, dict(incoming.match_info), handler)
            if answer is None:
                if incoming.transport is not None:
                    incoming.transport.abort()
                return web.Response(status=500)
            request.status = answer.status
            self.faults.statuses.append(answer.status)
            return reply(answer)

        return serve

    async def _answer(self, request: Request, ids: dict[str, str], handler: Handler | None) -> Answer | None:
        """The answer, or None when the connection is to be cut."""
        fault = self.faults.meet(request)
        if fault is not None and not fault.stored:
            await fault.pause()
            if fault.cut or fault.answer is not None:
                return fault.answer
        answer = await self._carry_out(request, ids, handler)
        if fault is not None and fault.stored:
            await fault.pause()
            if fault.cut or fault.answer is not None:
                return fault.answer
        return answer

    async def _carry_out(self, request: Request, ids: dict[str, str], handler: Handler | None) -> Answer:
        if handler is None:
            self.unknown.append(request)
            return Answer(404, {"message": "404: Not Found", "code": 0})
        told = request.headers.get("Authorization")
        if told != f"Bot {self.token}" and not request.path.startswith(OPEN):
            return Answer(401, {"message": "401: Unauthorized", "code": 0})
        if (over := self.faults.over_limit(request)) is not None:
            return over
        try:
            body = await handler(request, ids)
        except ApiError as error:
            return Answer(error.status, error.body)
        return Answer(204) if body is None else Answer(200, body)

    async def _attachment(self, incoming: web.Request) -> web.Response:
        file = self.store.files.get(int(incoming.match_info["attachment"]))
        if file is None:
            return web.Response(status=404)
        return web.Response(body=file.content, content_type=file.content_type)


async def read(incoming: web.Request) -> Request:
    """The request; its time is taken once its last byte is here, before JSON is parsed."""
    body: Any = None
    files: tuple[File, ...] = ()
    if incoming.content_type.startswith("multipart/"):
        body, files = await parts(incoming)
        received = time.perf_counter()
    else:
        raw = await incoming.read()
        received = time.perf_counter()
        body = json.loads(raw) if raw else None
    path = incoming.path.removeprefix(PREFIX)
    return Request(
        incoming.method,
        path,
        dict(incoming.query),
        incoming.headers.copy(),
        body,
        files,
        time.time(),
        received,
    )


async def parts(incoming: web.Request) -> tuple[Any, tuple[File, ...]]:
    """The payload_json and the files of a multipart request."""
    body: Any = None
    files: list[File] = []
    async for part in await incoming.multipart():
        if not isinstance(part, BodyPartReader):
            continue
        content = bytes(await part.read(decode=True))
        if part.name == "payload_json":
            body = json.loads(content)
        else:
            kind = part.headers.get("Content-Type", "application/octet-stream")
            files.append(File(part.filename or part.name or "", content, kind))
    return body, tuple(files)


def reply(answer: Answer) -> web.Response:
    """The HTTP response of an answer; a body that is no text becomes JSON."""
    if answer.body is None:
        return web.Response(status=answer.status, headers=answer.headers)
    if isinstance(answer.body, str):
        return web.Response(status=answer.status, text=answer.body, headers=answer.headers)
    # Without a charset: discord.py reads JSON only where the type is "application/json" to the letter.
    body = json.dumps(answer.body).encode()
    return web.Response(body=body, content_type="application/json", status=answer.status, headers=answer.headers)

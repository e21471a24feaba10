"""Discord's gateway, version 10: sessions that identify, beat, resume what they missed and are thrown out."""

import asyncio
import json
import time
import uuid
import zlib
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

from .payloads import Json
from .world import World

PRIVILEGED_INTENTS = 1 << 1 | 1 << 8 | 1 << 15  # members, presences, message content
GUILD_MESSAGES, DIRECT_MESSAGES, MESSAGE_CONTENT = 1 << 9, 1 << 12, 1 << 15
CLEAN_CLOSES = (1000, 1001)  # a client that closes so gives its session up


@dataclass(slots=True)
class Session:
    """One shard's session; `history` holds every event, so that a resume can replay what was missed."""

    id: str
    shard: int
    shards: int
    intents: int
    socket: "Socket | None"
    history: list[tuple[int, str]] = field(default_factory=list, repr=False)

    def wants(self, guild_id: int | None) -> bool:
        """Whether events of this guild (None: private ones) belong to this shard."""
        return self.shard == (0 if guild_id is None else (guild_id >> 22) % self.shards)


class Socket:
    """One websocket, with its own compression stream when the client asked for one."""

    def __init__(self, ws: web.WebSocketResponse, request: web.Request) -> None:
        self.ws, self._transport = ws, request.transport
        # zstd-stream is answered with text frames, which clients read whatever they asked for.
        self._stream = zlib.compressobj() if request.query.get("compress") == "zlib-stream" else None

    async def send(self, text: str) -> float:
        """The time.perf_counter just before the frame was written."""
        if self._stream is None:
            started = time.perf_counter()
            await self.ws.send_str(text)
            return started
        packed = self._stream.compress(text.encode()) + self._stream.flush(zlib.Z_SYNC_FLUSH)
        started = time.perf_counter()
        await self.ws.send_bytes(packed)
        return started

    def cut(self) -> None:
        """End the connection without a close frame, as a broken network does."""
        if self._transport is not None:
            self._transport.abort()


class Gateway:
    """All sessions of the one bot; `identified` and `resumed` count the sessions begun and resumed so far."""

    def __init__(
        self, world: World, token: str, *, heartbeat_seconds: float = 41.25, privileged_intents: int = 0
    ) -> None:
        self.world, self.token = world, token
        self.heartbeat_seconds, self.privileged_intents = heartbeat_seconds, privileged_intents
        self.url = ""
        self.sessions: dict[str, Session] = {}
        self.identified = self.resumed = self.heartbeats = 0
        self.presences: list[Json] = []
        self.identifies: list[Json] = []
        self.closes: list[int] = []  # the codes with which we or the bot closed
        self._changed = asyncio.Condition()

    async def handle(self, request: web.Request) -> web.WebSocketResponse:
        """Serve one websocket until it closes."""
        ws = web.WebSocketResponse(max_msg_size=0, compress=False)
        await ws.prepare(request)
        socket = Socket(ws, request)
        await socket.send(json.dumps({"op": 10, "d": {"heartbeat_interval": int(self.heartbeat_seconds * 1000)}}))
        async for message in ws:
            if message.type is WSMsgType.TEXT:
                await self._receive(socket, json.loads(message.data))
        await self._left(socket, ws.close_code or 1006)
        return ws

    async def _receive(self, socket: Socket, message: Json) -> None:
        data = message.get("d")
        match message["op"]:
            case 1:
                self.heartbeats += 1
                await socket.send('{"op":11}')
            case 2:
                await self._identify(socket, data or {})
            case 3:
                self.presences.append(data or {})
            case 6:
                await self._resume(socket, data or {})
            case 8:
                await self._members(socket, data or {})

    async def _identify(self, socket: Socket, data: Json) -> None:
        self.identifies.append(data)
        if data.get("token", "").removeprefix("Bot ") != self.token:
            await self._close(socket, 4004, "Authentication failed.")
            return
        if data.get("intents", 0) & PRIVILEGED_INTENTS & ~self.privileged_intents:
            await self._close(socket, 4014, "Disallowed intent(s).")
            return
        shard, shards = data.get("shard", (0, 1))
        session = Session(uuid.uuid4().hex, shard, shards, data.get("intents", 0), socket)
        self.sessions = {key: old for key, old in self.sessions.items() if old.shard != shard}
        self.sessions[session.id] = session
        guilds = [guild for guild in self.world.guilds if guild not in self.world.absent and session.wants(guild)]
        await self._send(session, "READY", self._ready(session, guilds))
        for guild in guilds:
            await self._send(session, "GUILD_CREATE", self.world.guild_create(guild))
        self.identified += 1
        await self._notify()

    def _ready(self, session: Session, guilds: list[int]) -> Json:
        return {
            "v": 10, "user": self.world.bot, "session_id": session.id, "resume_gateway_url": self.url,
            "session_type": "normal", "shard": [session.shard, session.shards], "private_channels": [],
            "guilds": [{"id": str(guild), "unavailable": True} for guild in guilds], "relationships": [],
            "application": {"id": str(self.world.application_id), "flags": 1 << 23}, "presences": [],
        }  # fmt: skip

    async def _resume(self, socket: Socket, data: Json) -> None:
        if data.get("token", "").removeprefix("Bot ") != self.token:
            await self._close(socket, 4004, "Authentication failed.")
            return
        session = self.sessions.get(data.get("session_id", ""))
        if session is None:
            await socket.send('{"op":9,"d":false}')
            return
        session.socket = socket
        for number, text in list(session.history):
            if number > (data.get("seq") or 0):
                await socket.send(text)
        await self._send(session, "RESUMED", {"_trace": []})
        self.resumed += 1
        await self._notify()

    async def _members(self, socket: Socket, data: Json) -> None:
        session = next(session for session in self.sessions.values() if session.socket is socket)
        members = self.world.guilds[int(data["guild_id"])]["members"]
        chunk = {"guild_id": data["guild_id"], "members": members, "chunk_index": 0, "chunk_count": 1}
        await self._send(session, "GUILD_MEMBERS_CHUNK", chunk | {"nonce": data.get("nonce")})

    async def dispatch(self, event: str, data: Any, *, guild_id: int | None = None, intent: int = 0) -> float:
        """The time.perf_counter at which an event left; a shard that is away gets it when it resumes.

        With `intent`, only sessions that asked for it are told.
        """
        text, left = json.dumps(data), time.perf_counter()
        for session in list(self.sessions.values()):
            if session.wants(guild_id) and session.intents & intent == intent:
                left = await self._send_text(session, event, text)
        return left

    async def _send(self, session: Session, event: str, data: Json) -> float:
        return await self._send_text(session, event, json.dumps(data))

    async def _send_text(self, session: Session, event: str, data: str) -> float:
        number = len(session.history) + 1
        text = f'{{"op":0,"s":{number},"t":"{event}","d":{data}}}'
        session.history.append((number, text))
        if session.socket is None:
            return time.perf_counter()
        try:
            return await session.socket.send(text)
        except ConnectionError:
            session.socket = None
            return time.perf_counter()

    async def drop(self, *, shard: int = 0) -> None:
        """Cut a shard's connection; events from now on wait for its resume."""
        session = self._session(shard)
        socket, session.socket = session.socket, None
        if socket is not None:
            socket.cut()

    async def close(self, code: int, *, shard: int = 0) -> None:
        """Close a shard's websocket with a code of Discord's."""
        session = self._session(shard)
        socket, session.socket = session.socket, None
        if socket is not None:
            await self._close(socket, code, "")

    async def reconnect(self, *, shard: int = 0) -> None:
        """Ask a shard to come back and resume (op 7)."""
        await self._command(shard, '{"op":7,"d":null}')

    async def invalidate(self, *, shard: int = 0, resumable: bool = False) -> None:
        """Tell a shard that its session is invalid (op 9); one that isn't resumable is forgotten."""
        await self._command(shard, json.dumps({"op": 9, "d": resumable}))
        if not resumable:
            self.sessions.pop(self._session(shard).id, None)

    async def wait_identified(self, count: int, *, timeout: float = 15.0) -> None:
        """Return once this many sessions have been begun since the server started."""
        await self._wait(lambda: self.identified >= count, timeout)

    async def wait_resumed(self, count: int, *, timeout: float = 15.0) -> None:
        """Return once this many sessions have been resumed since the server started."""
        await self._wait(lambda: self.resumed >= count, timeout)

    async def _wait(self, reached: Any, timeout: float) -> None:
        async with asyncio.timeout(timeout), self._changed:
            await self._changed.wait_for(reached)

    async def _notify(self) -> None:
        async with self._changed:
            self._changed.notify_all()

    def _session(self, shard: int) -> Session:
        return next(session for session in self.sessions.values() if session.shard == shard)

    async def _command(self, shard: int, text: str) -> None:
        socket = self._session(shard).socket
        if socket is not None:
            await socket.send(text)

    async def _close(self, socket: Socket, code: int, reason: str) -> None:
        self.closes.append(code)
        await socket.ws.close(code=code, message=reason.encode())

    async def _left(self, socket: Socket, code: int) -> None:
        self.closes.append(code)
        for session in list(self.sessions.values()):
            if session.socket is socket:
                session.socket = None
                if code in CLEAN_CLOSES:
                    del self.sessions[session.id]
        await self._notify()

    async def stop(self) -> None:
        """Cut every connection."""
        for session in self.sessions.values():
            if session.socket is not None:
                session.socket.cut()

"""A Discord on 127.0.0.1 that a real bot process can talk to. Knows nothing of our bot.

Imports are relative here, so that the package works whether or not `tests` is one.
"""

from .faults import Answer, Fault, Faults
from .gateway import Gateway, Session
from .interactions import Interactions, NotOfferedError, Scene
from .openapi import OpenApi, available, validate
from .payloads import ApiError, File, Json, Request, Snowflakes
from .process import BOT, FLOOR_BOT, TRIAL_BOT, BotExitedError, BotProcess
from .responses import Response
from .server import LoopbackDiscord
from .world import Guild, Person, World

__all__ = [
    "BOT",
    "FLOOR_BOT",
    "TRIAL_BOT",
    "Answer",
    "ApiError",
    "BotExitedError",
    "BotProcess",
    "Fault",
    "Faults",
    "File",
    "Gateway",
    "Guild",
    "Interactions",
    "Json",
    "LoopbackDiscord",
    "NotOfferedError",
    "OpenApi",
    "Person",
    "Request",
    "Response",
    "Scene",
    "Session",
    "Snowflakes",
    "World",
    "available",
    "validate",
]

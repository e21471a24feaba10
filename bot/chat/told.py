"""What owners are told: how the bot stands, what came of a reload, which mistakes readers report."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from bot.errors import Problem
from bot.guilds.overview import Overview
from bot.guilds.reports import Report
from bot.reload.renewal import Kept


@dataclass(frozen=True, slots=True)
class Status:
    """Everything about the running bot. `latency_seconds` is None before the first heartbeat; memory is in bytes."""

    kept: tuple[Kept, ...]
    problems: tuple[Problem, ...]
    withdrawn: bool
    began: dt.datetime
    latency_seconds: float | None
    shards: int
    servers: int
    memory_bytes: int | None
    asked: tuple[tuple[str, int], ...]
    not_answered: tuple[tuple[str, int], ...]
    state: Overview


@dataclass(frozen=True, slots=True)
class Served:
    """Another edition is served: after a reload, or because an owner went back (`withdrawn`)."""

    digest: str
    before: str
    withdrawn: bool


@dataclass(frozen=True, slots=True)
class Denied:
    """Why an owner's or a reporter's wish is not fulfilled: the id of a sentence, and what it is about."""

    reason: str
    found: str = ""


@dataclass(frozen=True, slots=True)
class Reports:
    """One page of what readers reported."""

    reports: tuple[Report, ...]
    waiting: int
    page: int
    pages: int
    removed: int | None = None


@dataclass(frozen=True, slots=True)
class Reported:
    """Thanks to a reader; `answered`: whether we keep who they are to answer them."""

    answered: bool


def memory_bytes() -> int | None:
    """The memory that this process holds now, where the system tells."""
    try:
        lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return None
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("VmRSS:")), None)

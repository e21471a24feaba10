"""Who may administer the bot, where, and with what."""

import time
from dataclasses import dataclass, field

from bot.reload.renewal import Renewal


@dataclass(frozen=True, slots=True)
class Administration:
    """The reload, the home server (none: no /admin) and whom the settings name as owners; and when the bot began."""

    renewal: Renewal
    home: int | None
    owners: frozenset[int]
    began: float = field(default_factory=time.monotonic)

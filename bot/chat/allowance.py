"""How many reports one person may send. Kept in memory only: who reports is nobody's business."""

from collections import OrderedDict, deque

MOST_A_DAY = 5
DAY_SECONDS = 86_400.0
PEOPLE_KEPT = 10_000


class Allowance:
    """The reports of the last day, by person."""

    def __init__(self) -> None:
        """Nobody has sent any."""
        self._sent: OrderedDict[int, deque[float]] = OrderedDict()

    def is_spent(self, user_id: int, *, now: float) -> bool:
        """Whether this person has sent as many as one may."""
        sent = self._sent.get(user_id, deque())
        return len(sent) == MOST_A_DAY and now - sent[0] < DAY_SECONDS

    def spend(self, user_id: int, *, now: float) -> None:
        """Count one report."""
        self._sent.setdefault(user_id, deque(maxlen=MOST_A_DAY)).append(now)
        self._sent.move_to_end(user_id)
        if len(self._sent) > PEOPLE_KEPT:
            self._sent.popitem(last=False)

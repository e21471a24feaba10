"""Which ids there are in which file of data/; what may stand where nothing can be read is not called missing."""

from collections import defaultdict

from bot.facts.model import Expedition, Place, Record, Role, Row, Seat
from bot.facts.read import Unread


class Known:
    """The ids of every file, those of rows and stories that can't be read among them."""

    def __init__(self, record: Record, unread: Unread) -> None:
        """Gather them; `left_out` counts the ids that may stand in one of `because`, which can't be read."""
        self.left_out = 0
        self.because: set[str] = set()
        self._unread = unread.files
        self._ids: defaultdict[str, set[str]] = defaultdict(set)
        for placed in record.rows:
            self._ids[placed.file].add(key_of(placed.row))
        for story in record.stories:
            self._ids[story.file].add(story.id)
        for file, id_ in unread.ids:
            self._ids[file].add(id_)

    def lacks(self, id_: str, *files: str) -> bool:
        """Whether an id surely stands in none of these files. Where that can't be told it is counted as left out."""
        if any(id_ in self._ids[file] for file in files):
            return False
        unread = self._unread.intersection(files)
        self.left_out += bool(unread)
        self.because |= unread
        return not unread


def key_of(row: Row) -> str:
    """What identifies a row within its table."""
    match row:
        case Seat():
            return f"{row.mission}/{row.person}"
        case Expedition():
            return str(row.number)
        case Place() | Role():
            return row.name_en
        case _:
            return str(getattr(row, "id", ""))

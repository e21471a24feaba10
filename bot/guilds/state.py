"""The file state.db: opened by one process at a time, written by one thread, never replaced when it is broken."""

import asyncio
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from pathlib import Path
from typing import TypeVar

from bot.errors import StateError
from bot.guilds.migrations import migrate

APPLICATION_ID = 0x48534B45  # "HSKE", so that a foreign SQLite file is told from ours
BUSY_SECONDS = 5.0
FILE = "state.db"
LOCK = "state.lock"
RESTORE = "Put a backup made by `python -m bot backup` in its place, or move the file away to begin anew."

T = TypeVar("T")


class State:
    """The open database. Each piece of work is one transaction; pieces run one after another, in the order given."""

    def __init__(self, folder: Path) -> None:
        """Open the folder's database, made anew only where there is none, with every migration applied.

        Raises StateError with one sentence where it is broken, foreign, in use or not writable.
        """
        self.path = folder / FILE
        self._writer = ThreadPoolExecutor(max_workers=1, thread_name_prefix="state")
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._lock = _locked(folder / LOCK)
        except (OSError, sqlite3.Error) as error:
            reason = error.strerror if isinstance(error, OSError) else error
            raise StateError(f"STATE_DIR {folder} can't be written: {reason}.") from error
        try:
            self._connection = _opened(self.path)
        except BaseException:
            self._lock.close()
            raise

    async def do(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """What a piece of work returns; it is committed as a whole, or rolled back if it raises.

        Raises what the work raises; sqlite3.OperationalError where the disk is full.
        """
        # Once begun it is not given up: whoever waits may be cancelled, the transaction is not.
        return await asyncio.shield(asyncio.get_running_loop().run_in_executor(self._writer, self._transact, work))

    def do_now(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """The same, for whoever has no event loop: waits."""
        return self._writer.submit(self._transact, work).result()

    def _transact(self, work: Callable[[sqlite3.Connection], T]) -> T:
        self._connection.execute("begin immediate")
        try:
            found = work(self._connection)
            self._connection.execute("commit")
        except BaseException:
            with suppress(sqlite3.Error):  # a full disk rolls back by itself
                self._connection.execute("rollback")
            raise
        return found

    def close(self) -> None:
        """Finish what was begun and let another process have the folder. May be called twice."""
        self._writer.shutdown(wait=True)
        self._connection.close()
        self._lock.close()


def backup(folder: Path, target: Path) -> None:
    """A consistent copy of a folder's database, also while a bot is writing it.

    Raises StateError where there is none, or where the copy can't be written; overwrites nothing, leaves no half copy.
    """
    source = folder / FILE
    if not source.is_file():
        raise StateError(f"{source} does not exist: there is nothing to copy.")
    if target.exists():
        raise StateError(f"{target} is there already, and a backup overwrites nothing: give another name.")
    draft = target.with_name(f"{target.name}.part")
    try:
        with closing(sqlite3.connect(source, timeout=BUSY_SECONDS)) as ours, closing(sqlite3.connect(draft)) as copy:
            ours.backup(copy)
            copy.execute("pragma journal_mode = delete")
        draft.replace(target)
    except (OSError, sqlite3.Error) as error:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        raise StateError(f"the copy can't be written to {target}: {error}.") from error


def _locked(path: Path) -> sqlite3.Connection:
    """A lock that goes with the process, however it ends: an exclusive transaction on a file of its own."""
    lock = sqlite3.connect(path, timeout=0, isolation_level=None, check_same_thread=False)
    try:
        lock.execute("pragma journal_mode = delete")
        lock.execute("begin exclusive")
    except sqlite3.OperationalError as error:
        lock.close()
        if "locked" in str(error):
            raise StateError(f"Another bot is running on {path.parent}: two would post everything twice.") from error
        raise
    except sqlite3.DatabaseError:  # the lock holds nothing, so a broken one is no loss
        lock.close()
        path.unlink()
        return _locked(path)
    return lock


def _opened(path: Path) -> sqlite3.Connection:
    is_new = not path.exists() or path.stat().st_size == 0
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    connection.row_factory = sqlite3.Row
    try:
        if is_new:
            connection.execute(f"pragma application_id = {APPLICATION_ID}")
        _check(connection, path)
        connection.execute("pragma journal_mode = wal")
        connection.execute("pragma synchronous = full")  # a settled post must outlive the machine
        connection.execute("pragma foreign_keys = on")
        migrate(connection)
    except sqlite3.DatabaseError as error:
        connection.close()
        raise StateError(f"{path} can't be used: {error}. {RESTORE}") from error
    except StateError:
        connection.close()
        raise
    return connection


def _check(connection: sqlite3.Connection, path: Path) -> None:
    if connection.execute("pragma application_id").fetchone()[0] != APPLICATION_ID:
        raise StateError(f"{path} is a database, but not Handshake's. {RESTORE}")
    found = connection.execute("pragma quick_check(1)").fetchone()[0]
    if found != "ok":
        raise StateError(f"{path} is damaged: {found}. {RESTORE}")

"""The ledger: an embedded store beside the graph, in which runs are worked out before they are written.

What a run changes (which versions close, what a snapshot implies, which mentions are one) is decided
by one piece of code, the embedded store's. A loader therefore keeps an embedded copy of the graph's
facts; the graph gets the difference. A copy that is ahead (the server was lost between the two) is
pushed again at the next load; one that is missing or behind is refused, and belongs into the backup.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from graph.errors import StoreUnavailableError

FOLDER_VARIABLE = "GUANLIAN_NEO4J_LEDGER"


def ledger_path(store_id: str, folder: Path | None) -> Path:
    """Where the ledger of a graph is kept: ``folder``, ``GUANLIAN_NEO4J_LEDGER``, or the user's state folder."""
    chosen = folder or _chosen_folder()
    try:
        chosen.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise StoreUnavailableError(
            f"无法建立台账目录 {chosen}（{error.strerror}）。请用 {FOLDER_VARIABLE} 指明另一目录。"
        ) from error
    return chosen / f"{store_id}.db"


def _chosen_folder() -> Path:
    if named := os.environ.get(FOLDER_VARIABLE):
        return Path(named)
    state = os.environ.get("XDG_STATE_HOME")
    return (Path(state) if state else Path.home() / ".local" / "state") / "guanlian"


def connect_read_only(path: Path) -> sqlite3.Connection:
    """A connection that only reads, usable from the thread that prepares batches."""
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, check_same_thread=False)


def copy_database(source: Path, target: Path) -> None:
    """Make ``target`` an exact copy of the embedded store ``source``, whole or not at all."""
    draft = target.with_name(f"{target.name}.new")
    draft.unlink(missing_ok=True)
    with closing(connect_read_only(source)) as one, closing(sqlite3.connect(draft)) as other:
        one.backup(other)
    forget(target)
    draft.replace(target)


def forget(path: Path) -> None:
    """Remove a ledger, its key file stays."""
    for end in ("", "-wal", "-shm"):
        path.with_name(path.name + end).unlink(missing_ok=True)


def newest_run(connection: sqlite3.Connection) -> int:
    """The newest committed run of an embedded store."""
    row = connection.execute("SELECT coalesce(max(number), 0) FROM run WHERE status = 'committed'").fetchone()
    return int(row[0])


def last_marks(connection: sqlite3.Connection) -> tuple[int, int]:
    """The largest origin and identifier keys."""
    row = connection.execute(
        "SELECT (SELECT coalesce(max(key), 0) FROM origin), (SELECT coalesce(max(key), 0) FROM number)"
    ).fetchone()
    return int(row[0]), int(row[1])

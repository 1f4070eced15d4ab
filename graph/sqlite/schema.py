"""Makes a database file a store, or brings an older one up to date: one transaction per version."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from graph.errors import StoreUnavailableError, StoreVersionError
from graph.sqlite.ddl import VERSION_1, VERSION_2, VERSION_3

APPLICATION_ID = 0x474C4E31  # "GLN1": tells our files from any other SQLite database

# The statements that lead from one version to the next; a published entry is never changed.
MIGRATIONS: tuple[str, ...] = (VERSION_1, VERSION_2, VERSION_3)
CURRENT_VERSION = len(MIGRATIONS)


def migrate(connection: sqlite3.Connection, path: Path) -> None:
    """Bring the database to the current version, creating all tables in an empty one."""
    if _version(connection, path) == CURRENT_VERSION:
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        # Another process may have migrated while this one waited for the lock.
        for version in range(_version(connection, path), CURRENT_VERSION):
            _apply(connection, version)
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def _version(connection: sqlite3.Connection, path: Path) -> int:
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    owner = int(connection.execute("PRAGMA application_id").fetchone()[0])
    empty = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0
    if owner != APPLICATION_ID and not (empty and version == 0):
        raise StoreUnavailableError(f"{path} 是其他程序的数据库。请另选路径。")
    if version > CURRENT_VERSION:
        raise StoreVersionError(
            f"{path} 的结构版本为 {version}，本程序只支持到 {CURRENT_VERSION}。请使用更新版本的“关联”。"
        )
    return version


def _apply(connection: sqlite3.Connection, version: int) -> None:
    for part in MIGRATIONS[version].split(";"):
        if part.strip():
            connection.execute(part)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {version + 1}")

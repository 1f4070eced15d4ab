"""Connections to the database file, and SQLite's errors in the words of the error tree."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph.errors import StoreBusyError, StoreError, StoreUnavailableError

BUSY_SECONDS = 20.0
_CACHE_KIB = 64 * 1024
_WRITER_CACHE_KIB = 192 * 1024


def connect(path: Path, *, writer: bool = False) -> sqlite3.Connection:
    """A connection in autocommit mode: transactions are begun in words, never by accident."""
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute(f"PRAGMA cache_size = -{_WRITER_CACHE_KIB if writer else _CACHE_KIB}")
    return connection


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into ours, with the file and what to do."""
    try:
        yield
    except sqlite3.OperationalError as error:
        raise _operational(path, error) from error
    except sqlite3.IntegrityError as error:
        raise StoreError(f"{path}：数据库拒绝了一行数据（{error}）。请运行：guanlian doctor") from error
    except sqlite3.DatabaseError as error:
        raise StoreUnavailableError(f"{path} 不是可用的数据库（{error}）。请检查路径，或从备份恢复。") from error


def _operational(path: Path, error: sqlite3.OperationalError) -> StoreError:
    text = str(error)
    if "locked" in text or "busy" in text:
        return StoreBusyError(f"{path}：另一进程正在写入。请等它结束后再试。")
    if "full" in text:
        return StoreUnavailableError(f"{path}：磁盘已满。请腾出空间后重新执行命令。")
    if "readonly" in text:
        return StoreUnavailableError(f"{path} 无法写入。请检查该文件及所在文件夹的权限。")
    if "unable to open" in text:
        return StoreUnavailableError(f"{path} 无法打开。请确认所在文件夹存在且可以写入。")
    return StoreUnavailableError(f"{path}：数据库出错（{text}）。请运行：guanlian doctor")

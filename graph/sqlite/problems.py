"""Looks for what should never be: a damaged file, or rows that contradict one another."""

from __future__ import annotations

import sqlite3

from graph.sqlite.shapes import SHAPES

_MOST_SHOWN = 20


def problems(connection: sqlite3.Connection) -> list[str]:
    """What is wrong, in words; empty when all is well."""
    found = [f"数据库文件：{row[0]}" for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
    for table, row, target, _ in connection.execute("PRAGMA foreign_key_check").fetchmany(_MOST_SHOWN):
        where = table if row is None else f"{table} 第 {row} 行"  # tables without row ids give none
        found.append(f"{where}：所指的内容在 {target} 中不存在")
    return found + _unpublished(connection) + _doubled(connection) + _without_subject(connection)


def _unpublished(connection: sqlite3.Connection) -> list[str]:
    tables = [*(f"{shape.table}_row" for shape in SHAPES), "mention_row", "mention_number", "member"]
    return [
        f"{table}：{count} 行属于未完成的批次"
        for table in tables
        for (count,) in connection.execute(
            f"SELECT count(*) FROM {table} WHERE from_run NOT IN (SELECT number FROM run WHERE status = 'committed')"
        )
        if count
    ]


def _doubled(connection: sqlite3.Connection) -> list[str]:
    """Facts with two rows visible at once."""
    return [
        f"{shape.table}：{count} 项事实在同一时刻有两行"
        for shape in SHAPES
        for (count,) in connection.execute(
            f"SELECT count(*) FROM (SELECT key FROM {shape.table}_row WHERE to_run IS NULL GROUP BY key"
            " HAVING count(*) > 1)"
        )
        if count
    ]


def _without_subject(connection: sqlite3.Connection) -> list[str]:
    (count,) = connection.execute(
        "SELECT count(*) FROM mention AS p WHERE 1 <> (SELECT count(*) FROM member AS m"
        " WHERE m.mention = p.key AND m.to_run IS NULL)"
    ).fetchone()
    return [f"member：{count} 条提及记录没有归入唯一的主体"] if count else []

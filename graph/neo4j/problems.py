"""Looks for what should never be in a graph: rows of unpublished runs, facts that stand twice, broken versions."""

from __future__ import annotations

from graph.neo4j.kinds import PARAMETERS, WRONG
from graph.neo4j.layout import EDGES, FACT_TYPES
from graph.neo4j.reader import Runner


def problems(transaction: Runner) -> list[str]:
    """What is wrong, in words; empty when all is well."""
    return [*_broken_off(transaction), *_unpublished(transaction), *_doubled(transaction), *_homeless(transaction),
            *_mislabelled(transaction)]  # fmt: skip


def _count(transaction: Runner, text: str) -> int:
    return int(transaction.run(text).single(strict=True)[0])


def _broken_off(transaction: Runner) -> list[str]:
    count = _count(transaction, "MATCH (r:Run {status: 'writing'}) RETURN count(r)")
    return [f"{count} 个批次正在写入或已中断"] if count else []


def _unpublished(transaction: Runner) -> list[str]:
    known = "MATCH (k:Run {status: 'committed'}) WITH collect(k.number) AS known"
    return [
        f"{type_}：{count} 条关系属于从未发布的批次"
        for type_ in FACT_TYPES
        if (count := _count(
            transaction, f"{known} MATCH ()-[r:{type_}]->() WHERE NOT r.from_run IN known RETURN count(r)"
        ))
    ]  # fmt: skip


def _doubled(transaction: Runner) -> list[str]:
    """Facts with two relations visible at once."""
    found = []
    for kind in EDGES:
        if "key" not in kind.identity:
            continue
        same = ", ".join(f"r.{name} AS {name}" for name in kind.identity if name != "from_run")
        types = "|".join(dict.fromkeys(kind.types.values()))
        text = (
            f"MATCH ()-[r:{types}]->() WHERE r.to_run IS NULL WITH {same}, count(*) AS times WHERE times > 1 "
            "RETURN count(*)"
        )
        if count := _count(transaction, text):
            found.append(f"{kind.name}：{count} 项事实在同一时刻有两条关系")
    return found


def _homeless(transaction: Runner) -> list[str]:
    text = (
        "MATCH (m:Mention) WHERE m.to_run IS NULL AND 1 <> COUNT { MATCH (m)-[r:NAMES]->() WHERE r.to_run IS NULL } "
        "RETURN count(m)"
    )
    count = _count(transaction, text)
    return [f"{count} 条记载不恰好属于一个主体"] if count else []


def _mislabelled(transaction: Runner) -> list[str]:
    count = int(transaction.run(WRONG, PARAMETERS).single(strict=True)[0])
    return [f"{count} 个单位的类别标签与其类别记载不符"] if count else []

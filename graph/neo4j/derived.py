"""Relations that follow from findings, for people who look at the graph: no facts, made anew at any time.

They are written as a difference: what the findings no longer say goes, what is new comes, the rest
stays untouched. Deleting all of them loses nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from neo4j import ManagedTransaction, Session

from graph.errors import StoreError
from graph.model.ids import content_id
from graph.neo4j.connect import translated
from graph.neo4j.layout import DERIVED_TYPES
from graph.neo4j.store import Neo4jStore

_ROWS = 10_000
_STOP = {"CAUGHT_BY": "Measure", "FLAGGED_BY": "Measure", "BARRED_FROM": "Subject", "CONTROLS": "Subject"}


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause as a node: ``id`` is ``document#number``."""

    id: str
    number: str
    title: str
    document: str
    document_title: str


@dataclass(frozen=True, slots=True)
class Derived:
    """One derived relation. ``start`` is a subject's public id, ``stop`` a clause's or a subject's.

    ``since`` and ``until`` are ISO days, ``None`` for no limit.
    """

    kind: str
    start: str
    stop: str
    finding: str
    clause: str
    certainty: str
    since: str | None = None
    until: str | None = None

    @property
    def id(self) -> str:
        """Equal for equal content, so that a difference can be taken."""
        return content_id(
            "d", self.kind, self.start, self.stop, self.finding, self.clause, self.certainty, self.since, self.until
        )


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed in the graph."""

    added: int
    removed: int
    kept: int


def write_derived(store: Neo4jStore, findings: Iterable[Derived], clauses: Sequence[Clause] = ()) -> Difference:
    """Make the derived relations exactly those that the findings say."""
    wanted = {row.id: row for row in findings}
    unknown = {row.kind for row in wanted.values()} - set(DERIVED_TYPES)
    if unknown:
        raise StoreError(f"{sorted(unknown)[0]!r} 不是派生关系。只能是 {'、'.join(DERIVED_TYPES)}。")
    with translated(store.url), store.driver.session(database=store.database) as session:
        session.execute_write(_clauses, clauses)
        stored = _stored(session)
        gone = stored.keys() - wanted.keys()
        for kind in DERIVED_TYPES:
            _remove(session, kind, [id_ for id_ in gone if stored[id_] == kind])
            _add(session, kind, [row for id_, row in wanted.items() if row.kind == kind and id_ not in stored])
    return Difference(len(wanted.keys() - stored.keys()), len(gone), len(wanted.keys() & stored.keys()))


def delete_derived(store: Neo4jStore) -> int:
    """Remove all derived relations; how many there were."""
    return write_derived(store, ()).removed


def _stored(session: Session) -> dict[str, str]:
    text = f"MATCH ()-[r:{'|'.join(DERIVED_TYPES)}]->() RETURN r.id, type(r)"
    return {str(id_): str(kind) for id_, kind in session.run(text)}


def _clauses(transaction: ManagedTransaction, clauses: Sequence[Clause]) -> None:
    transaction.run(
        "UNWIND $rows AS row MERGE (d:Document {id: row.document}) SET d.title = row.document_title "
        "MERGE (m:Measure {id: row.id}) SET m.number = row.number, m.title = row.title MERGE (m)-[:STANDS_IN]->(d)",
        rows=[
            {"id": c.id, "number": c.number, "title": c.title, "document": c.document,
             "document_title": c.document_title}
            for c in clauses
        ],
    ).consume()  # fmt: skip


def _remove(session: Session, kind: str, ids: Sequence[str]) -> None:
    for place in range(0, len(ids), _ROWS):
        session.run(
            f"MATCH ()-[r:{kind}]->() WHERE r.id IN $ids DELETE r", ids=list(ids[place : place + _ROWS])
        ).consume()


def _add(session: Session, kind: str, rows: Sequence[Derived]) -> None:
    text = (
        f"UNWIND $rows AS row MATCH (a:Subject {{id: row.start}}) MATCH (b:{_STOP[kind]} {{id: row.stop}}) "
        f"CREATE (a)-[r:{kind}]->(b) SET r = row.said"
    )
    for place in range(0, len(rows), _ROWS):
        part: list[dict[str, object]] = [
            {"start": row.start, "stop": row.stop, "said": _said(row)} for row in rows[place : place + _ROWS]
        ]
        made = session.execute_write(_create, text, part)
        if made != len(part):
            raise StoreError(f"{len(part) - made} 条 {kind} 关系的主体或条款不在图中。请先装入数据，再重复此命令。")


def _create(transaction: ManagedTransaction, text: str, rows: Sequence[dict[str, object]]) -> int:
    return transaction.run(text, rows=rows).consume().counters.relationships_created


def _said(row: Derived) -> dict[str, str | None]:
    return {"id": row.id, "finding": row.finding, "clause": row.clause, "certainty": row.certainty,
            "since": row.since, "until": row.until}  # fmt: skip

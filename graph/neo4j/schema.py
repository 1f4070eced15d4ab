"""Constraints and indexes of the property graph, made once per version; the store's own node says which."""

from __future__ import annotations

import uuid

from neo4j import Driver, Session

from graph.errors import KeyFileError, StoreVersionError
from graph.neo4j.kinds import label_changed
from graph.neo4j.layout import DERIVED_TYPES, EDGES, SCHEMA_VERSION
from graph.neo4j.publish import published_run

_UNIQUE = (
    ("Meta", ("name",)),
    ("Run", ("number",)),
    ("Subject", ("key",)),
    ("Listing", ("key",)),
    ("Withdrawal", ("key",)),
    ("Agreement", ("key",)),
    ("Origin", ("key",)),
    ("Identifier", ("key",)),
    ("Kind", ("code",)),
    ("Form", ("code",)),
    ("Catalogue", ("digest",)),
    ("Document", ("id",)),
    ("Measure", ("id",)),
    ("Journal", ("number",)),
    ("Journal", ("id",)),
)
_INDEXED = (
    ("Run", "id"),
    ("Subject", "id"),
    ("Subject", "name"),
    ("Mention", "id"),
    ("Mention", "name"),
    ("Mention", "name_key"),
    ("Listing", "id"),
    ("Listing", "case_number"),
    ("Identifier", "token"),
    ("Quarantined", "run"),
    ("RawRows", "run"),
)
_SEARCHED = (("Mention", "name"), ("Mention", "name_key"))


def migrate(driver: Driver, database: str | None) -> str:
    """Bring the database to the current version; the id of the store. Doing it again changes nothing."""
    with driver.session(database=database) as session:
        found = session.execute_read(lambda tx: tx.run("MATCH (m:Meta {name: 'store'}) RETURN m.version").single())
        version = int(found[0]) if found and found[0] is not None else 0
        if version > SCHEMA_VERSION:
            raise StoreVersionError(
                f"图数据库的结构版本为 {version}，本程序只认识 {SCHEMA_VERSION}。请使用更新的版本。"
            )
        if version < SCHEMA_VERSION:
            for text in constraints():
                session.run(text).consume()
        return _mark(session)


def complete(session: Session) -> None:
    """Make what only questions and people need, when rows are staged: labels of kinds, and once the indexes.

    A first load is quicker without indexes to keep.
    """
    label_changed(session, published_run(session))
    done = session.execute_read(
        lambda tx: tx.run("MATCH (m:Meta {name: 'store'}) RETURN m.indexed").single(strict=True)
    )
    if done[0] == SCHEMA_VERSION:
        return
    for text in indexes():
        session.run(text).consume()
    session.run("CALL db.awaitIndexes(3600)").consume()
    session.run("MATCH (m:Meta {name: 'store'}) SET m.indexed = $version", version=SCHEMA_VERSION).consume()


def constraints() -> tuple[str, ...]:
    """What loading needs, each harmless when repeated."""
    unique = tuple(
        f"CREATE CONSTRAINT {label.lower()}_{'_'.join(names)} IF NOT EXISTS FOR (n:{label}) "
        f"REQUIRE ({', '.join(f'n.{name}' for name in names)}) IS UNIQUE"
        for label, names in _UNIQUE
    )
    return (*unique, "CREATE INDEX mention_key IF NOT EXISTS FOR (n:Mention) ON (n.key)")


def indexes() -> tuple[str, ...]:
    """What questions need, each harmless when repeated."""
    plain = tuple(
        f"CREATE INDEX {label.lower()}_{name} IF NOT EXISTS FOR (n:{label}) ON (n.{name})" for label, name in _INDEXED
    )
    searched = tuple(
        f"CREATE TEXT INDEX {label.lower()}_{name}_part IF NOT EXISTS FOR (n:{label}) ON (n.{name})"
        for label, name in _SEARCHED
    )
    return plain + searched + _relation_indexes()


def _relation_indexes() -> tuple[str, ...]:
    """The indexes by which relations are found by their key, and derived ones by their finding."""
    types = dict.fromkeys(name for kind in EDGES if kind.indexed for name in kind.types.values())
    by_key = tuple(f"CREATE INDEX {name.lower()}_key IF NOT EXISTS FOR ()-[r:{name}]-() ON (r.key)" for name in types)
    return by_key + tuple(
        f"CREATE INDEX {name.lower()}_finding IF NOT EXISTS FOR ()-[r:{name}]-() ON (r.finding)"
        for name in DERIVED_TYPES
    )


def _mark(session: Session) -> str:
    record = session.execute_write(
        lambda tx: tx.run(
            "MERGE (m:Meta {name: 'store'}) ON CREATE SET m.id = $id, m.key_check = '', m.published = 0 "
            "SET m.version = $version MERGE (:Meta {name: 'writer'}) MERGE (:Meta {name: 'journal'}) RETURN m.id",
            id=str(uuid.uuid4()),
            version=SCHEMA_VERSION,
        ).single(strict=True)
    )
    return str(record[0])


def key_check(session: Session) -> bytes | None:
    """The check value of the key that sealed what the graph holds; ``None`` while it holds nothing."""
    record = session.execute_read(
        lambda tx: tx.run("MATCH (m:Meta {name: 'store'}) RETURN m.key_check").single(strict=True)
    )
    return bytes.fromhex(record[0]) if record[0] else None


def claim_key(session: Session, check: bytes) -> None:
    """Say by its check value which key the graph belongs to; another one than before is refused."""
    record = session.execute_write(
        lambda tx: tx.run(
            "MATCH (m:Meta {name: 'store'}) SET m.key_check = CASE m.key_check WHEN '' THEN $check "
            "ELSE m.key_check END RETURN m.key_check",
            check=check.hex(),
        ).single(strict=True)
    )
    if record[0] != check.hex():
        raise KeyFileError("密钥文件属于另一个存储，与此图数据库不符。请指明正确的密钥文件。")

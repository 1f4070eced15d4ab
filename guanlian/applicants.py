"""What the data says of applicants before any clause is read: register, legal form, whether numbers are known."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

import numpy as np

from analysis.lookups import Applicant
from graph.model.facts import Facts
from graph.model.records import PartyKind, RoleEdge, SubjectRecord
from graph.model.roles import LegalForm
from graph.store import GraphStore

# The unit has ended or is being ended, or this register no longer follows it: who answers for it is not what it prints.
_ENDED = ("注销", "吊销", "撤销", "破产", "清算", "关闭", "解散", "除名", "迁出")
Described = tuple[Applicant, set[str] | None]


def described(
    store: GraphStore, records: Sequence[SubjectRecord], facts: Facts, known_run: int, registers: Collection[str]
) -> dict[int, Described]:
    """Each applicant by key, with the register sources that name it.

    ``None`` in their place where any register may (persons), or none does.
    """
    units = [record.key for record in records if record.kind is PartyKind.UNIT]
    keys = facts.roles.key[np.isin(facts.roles.unit, units)].tolist()
    edges = store.role_edges([key for key in keys if key > 0], known_run)
    return {record.key: _described(store, record, facts, edges, known_run, registers) for record in records}


def _described(
    store: GraphStore,
    record: SubjectRecord,
    facts: Facts,
    edges: dict[int, RoleEdge],
    known_run: int,
    registers: Collection[str],
) -> Described:
    if record.kind is PartyKind.PERSON:
        return Applicant(record.key, record.kind, LegalForm.UNKNOWN, registered=True), None
    profile = store.profile(record.key, known_run)
    keys = facts.roles.key[facts.roles.unit == record.key].tolist()
    sources = {edges[key].origin.source for key in keys if key in edges}
    sources |= {profile.origin.source} if profile else set()
    naming = sources & set(registers)
    status = (profile.status if profile else None) or ""
    applicant = Applicant(
        record.key,
        record.kind,
        profile.form if profile else LegalForm.UNKNOWN,
        registered=bool(naming),
        ended=status if any(word in status for word in _ENDED) else None,
    )
    return applicant, naming or None


def with_full_number(store: GraphStore, keys: Iterable[int], known_run: int) -> set[int]:
    """Which of these subjects carry a full number. Stores show numbers masked; only a full one was ever checked."""
    records = store.subjects(sorted(set(keys)), known_run)
    mentions = store.mentions([id_ for record in records.values() for id_ in record.mentions], known_run)
    full = {
        id_
        for id_, mention in mentions.items()
        if any(identifier.check_ok is not None for identifier in mention.identifiers)
    }
    return {key for key, record in records.items() if full & set(record.mentions)}

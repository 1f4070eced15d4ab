"""Which edition of the catalogue and of the purposes answers a question as known on an earlier day.

The journal says when a store first met an edition; the store keeps its content under its digest.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from graph.errors import StoreError
from graph.model.journal import EntryKind
from graph.store import GraphStore
from measures.loader import canonical, make_catalogue
from measures.model import Catalogue, Document
from measures.purposes import Purposes


@dataclass(frozen=True)
class Edition:
    """One edition of the law as data: the documents, and what questions are asked for."""

    catalogue: Catalogue
    purposes: Purposes


def remember(store: GraphStore, edition: Edition, at: datetime, by: str) -> None:
    """Keep this edition, and note in the journal that it is used from ``at`` on; saying it again adds nothing."""
    purposes = _canonical_purposes(edition.purposes)
    body = {"catalogue": edition.catalogue.digest, "purposes": hashlib.sha256(purposes).hexdigest()}
    noted = store.journal(EntryKind.CATALOGUE)
    if noted and dict(noted[-1].body) == body:
        return
    store.save_catalogue(body["catalogue"], canonical(edition.catalogue.documents))
    store.save_catalogue(body["purposes"], purposes)
    store.append(EntryKind.CATALOGUE, by, at, body)


def edition_at(store: GraphStore, moment: datetime | None, present: Edition) -> Edition:
    """The edition in use at a moment; ``None`` and a store that never noted one mean the present edition.

    Before the first note the first noted edition counts: it is the oldest that the store can make again.
    """
    noted = store.journal(EntryKind.CATALOGUE) if moment is not None else ()
    if moment is None or not noted:
        return present
    body = next((entry.body for entry in reversed(noted) if entry.at <= moment), noted[0].body)
    return Edition(_catalogue(_kept(store, body["catalogue"])), _purposes(_kept(store, body["purposes"])))


def _kept(store: GraphStore, digest: str) -> bytes:
    content = store.catalogue(digest)
    if content is None or hashlib.sha256(content).hexdigest() != digest:
        raise StoreError(f"存储中缺少当时的措施目录版本（{digest[:12]}），或其内容已损坏。请从备份恢复该存储。")
    return content


@lru_cache(maxsize=4)
def _catalogue(content: bytes) -> Catalogue:
    return make_catalogue([Document.model_validate(one) for one in json.loads(content)])


@lru_cache(maxsize=4)
def _purposes(content: bytes) -> Purposes:
    return Purposes.model_validate_json(content)


def _canonical_purposes(purposes: Purposes) -> bytes:
    content = purposes.model_dump(mode="json")
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()

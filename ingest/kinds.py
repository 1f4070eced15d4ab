"""The kinds of file set. A new one is one file in ``ingest/readers`` and one line here."""

from __future__ import annotations

from graph.errors import BadRequestError
from ingest.context import FileSetKind
from ingest.readers.bods import BODS
from ingest.readers.holdings_csv import HOLDINGS
from ingest.readers.register_workbook import REGISTER
from ingest.readers.roster_table import ROSTER
from ingest.readers.supplement import SUPPLEMENT

KINDS: dict[str, FileSetKind] = {kind.name: kind for kind in (REGISTER, ROSTER, SUPPLEMENT, HOLDINGS, BODS)}


def kind_named(name: str) -> FileSetKind:
    """The kind of this name; raises :class:`BadRequestError` for another word."""
    if name not in KINDS:
        raise BadRequestError(f"没有“{name}”这一类型。可选：{'、'.join(KINDS)}。")
    return KINDS[name]

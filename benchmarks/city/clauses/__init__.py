"""The clauses that reach related persons, units and offices, read by hand from the official texts.

This table is a second, independent reading: it never looks at the catalogue of the product, so that
the two can disagree. Words are plain text; a clause is split where roles, kinds of unit or effect
differ. Clauses that reach the listed party alone are left out, and so are those that reach children,
founders or applicants: no row of a file tells who they are. Adding a document is one module with one
:class:`Document`, and its name in :data:`DOCUMENTS`.
"""

from benchmarks.city.clauses.central import CENTRAL
from benchmarks.city.clauses.hegang import HEGANG
from benchmarks.city.clauses.jinan import JINAN
from benchmarks.city.clauses.laiwu import LAIWU
from benchmarks.city.clauses.lushan import LUSHAN
from benchmarks.city.clauses.model import (
    KIND,
    MAY_BE,
    OWNER,
    SORT,
    STATE_OWNED,
    Category,
    Clause,
    Document,
    answers,
)

DOCUMENTS: tuple[Document, ...] = (CENTRAL, HEGANG, JINAN, LAIWU, LUSHAN)

__all__ = [
    "CENTRAL",
    "DOCUMENTS",
    "HEGANG",
    "JINAN",
    "KIND",
    "LAIWU",
    "LUSHAN",
    "MAY_BE",
    "OWNER",
    "SORT",
    "STATE_OWNED",
    "Category",
    "Clause",
    "Document",
    "answers",
]

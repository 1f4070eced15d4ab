"""Whether a unit's known kind answers to the kinds an office clause names, and with what doubt."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from analysis.hits import Doubt
from graph.model.facts import KIND_CODE, UnitClassColumns
from graph.model.ownership import COMPUTED_MARK
from graph.model.roles import UnitKind
from measures.model import Offices

_STATE_OWNED = {
    UnitKind.SOE_WHOLLY_STATE_OWNED,
    UnitKind.SOE_STATE_CONTROLLED,
    UnitKind.SOE_DISTRICT_SUPERVISED,
    UnitKind.SOE_UNSPECIFIED,
}
_GENERAL = {UnitKind.SOE_UNSPECIFIED, UnitKind.SOE_DISTRICT_SUPERVISED}
_NAMED_SOE = {UnitKind.SOE_WHOLLY_STATE_OWNED, UnitKind.SOE_STATE_CONTROLLED, UnitKind.SOE_STATE_PARTICIPATED}
_COMPANY = "公司"
# Kinds within which clauses draw finer lines, and the words that mean all of the kind.
_GENERAL_WORDS = {
    UnitKind.FINANCIAL_INSTITUTION: frozenset({UnitKind.FINANCIAL_INSTITUTION.term}),
    UnitKind.PRODUCTION_BUSINESS_UNIT: frozenset({UnitKind.PRODUCTION_BUSINESS_UNIT.term, "企业"}),
}
# Sorts of which every one is of a wider sort; and sorts of which the second may be the first, or the other way round.
_WITHIN = dict.fromkeys(("商业银行", "村镇银行", "政策性银行", "信用合作社"), "银行业金融机构")
_AKIN = (frozenset({"银行业金融机构", "商业银行", "村镇银行"}), frozenset({"基金管理公司", "公开募集基金的基金管理人"}))
_PRIVATE_FUND = "私募基金"  # kept with the financial institutions, without being one in every text
NO_MATCH = -1
_KINDS = list(UnitKind)


def kind_doubts(offices: Offices, classes: UnitClassColumns, words: tuple[str, ...]) -> npt.NDArray[np.int8]:
    """For each class row: ``NO_MATCH`` or the ``Doubt`` flags with which it answers to the clause."""
    rows = np.stack([classes.kind.astype(np.int64), classes.printed, classes.owner], axis=1)
    if not len(rows):
        return np.zeros(0, dtype=np.int8)
    combinations, inverse = np.unique(rows, axis=0, return_inverse=True)
    answers = [
        _doubt(offices, _KINDS[kind], _word(words, printed), _word(words, owner))
        for kind, printed, owner in combinations.tolist()
    ]
    return np.array(answers, dtype=np.int8)[inverse.reshape(-1)]


def state_appointed_codes(offices: Offices) -> frozenset[int]:
    """Codes of the kinds where only seats sent or proposed by the state-share holder count."""
    return frozenset(KIND_CODE[kind] for kind in offices.state_appointed_only)


def _word(words: tuple[str, ...], index: int) -> str | None:
    return words[index] if index >= 0 else None


def _doubt(offices: Offices, kind: UnitKind, printed: str | None, owner: str | None) -> int:
    doubt = _kind_doubt(offices, kind, printed)
    if doubt != NO_MATCH and printed is not None and printed.endswith(COMPUTED_MARK):
        doubt |= int(Doubt.CLASS_COMPUTED)
    if doubt == NO_MATCH or offices.owner is None:
        return doubt
    fit = _owner_doubt((offices.owner, *offices.owner_aliases), owner)
    return NO_MATCH if fit == NO_MATCH else doubt | fit


def _owner_doubt(named: tuple[str, ...], owner: str | None) -> int:
    """A name that begins with 市 speaks of the document's own city: inside a longer name it may be another city's."""
    if owner is None:
        return int(Doubt.OWNER_UNKNOWN)
    if any(owner == name or (name in owner and not name.startswith("市")) for name in named):
        return 0
    alike = any(name in owner or owner in name for name in named)
    return int(Doubt.OWNER_UNKNOWN) if alike else NO_MATCH


def _kind_doubt(offices: Offices, kind: UnitKind, printed: str | None) -> int:
    named = set(offices.unit_kinds)
    if kind in named:
        return _printed_doubt(offices.printed_unit_kinds, _GENERAL_WORDS.get(kind), printed)
    if UnitKind.SOE_UNSPECIFIED in named and kind in _STATE_OWNED:
        return 0
    if kind in _GENERAL and named & _NAMED_SOE:
        return int(Doubt.KIND_UNSPECIFIED)
    return NO_MATCH


def _printed_doubt(clause_words: list[str], general: frozenset[str] | None, printed: str | None) -> int:
    """The printed kind decides where clauses name some of a kind: one sort of bank, companies only."""
    named = set(clause_words)
    if general is None or not named:
        return 0
    if general & named:
        return int(Doubt.KIND_UNSPECIFIED) if printed is not None and _PRIVATE_FUND in printed else 0
    if printed is None or printed in general:
        return int(Doubt.KIND_UNSPECIFIED)
    if named & {printed, _WITHIN.get(printed)} or (_COMPANY in named and printed.endswith(_COMPANY)):
        return 0
    return int(Doubt.KIND_UNSPECIFIED) if _may_be(named, printed) else NO_MATCH


def _may_be(named: set[str], printed: str) -> bool:
    """A longer word around one that the clause names (财产保险公司), or one that may be of its sort.

    公司 alone is in the names of too many sorts (非公司企业法人) to say anything.
    """
    parts = {part for part, whole in _WITHIN.items() if whole in named}
    if any(word in printed for word in (named | parts) - {_COMPANY}):
        return True
    return any(printed in akin and akin & named for akin in _AKIN)

"""Who holds what, as integer columns: holdings, the controllers that sources name, agreements, legal forms, kinds.

Keys are a store's internal integers. Days are ``int32`` of shape ``(n, 4)`` as in :mod:`graph.model.facts`, shares
``int64`` of shape ``(n, 4)``: low numerator and denominator, high numerator and denominator, packed as in
:mod:`graph.model.fractions` (denominator 0: the source does not say).
"""

from __future__ import annotations

from dataclasses import dataclass

from graph.model.facts import Days, Ints, Small, UnitClassColumns
from graph.model.records import Basis
from graph.model.roles import LegalForm

BASIS_CODE: dict[Basis, int] = {basis: code for code, basis in enumerate(Basis)}
FORM_CODE: dict[LegalForm, int] = {form: code for code, form in enumerate(LegalForm)}
# Kinds of agreement (协议). The first party of the last two is the one who has the say.
IN_CONCERT, PROXY, NOMINEE = "一致行动", "表决权委托", "代持"
PROXY_KINDS = (PROXY, NOMINEE)
# A filing (受益所有人备案) of whom a unit calls its beneficial owner: the owner first, then the unit.
BENEFICIAL_FILING = "受益所有人备案"
ORDERED_KINDS = (*PROXY_KINDS, BENEFICIAL_FILING)
# Ends the printed kind of a unit whose class was worked out at loading (推定).
COMPUTED_MARK = "（推定）"
# A unit's own word that it cannot or need not name its owner; ends in the reason's code and description.
UNSPECIFIED = "未指明所有人"


@dataclass(frozen=True)
class HoldingColumns:
    """Holdings; ``source`` is equal for rows of one source and means nothing else."""

    key: Ints
    holder: Ints
    unit: Ints
    holder_kind: Small
    source: Ints
    capital: Ints
    votes: Ints
    days: Days


@dataclass(frozen=True)
class ControllerColumns:
    """Actual controllers (实际控制人) that a source names or a legal form makes; computed ones (推定) too."""

    key: Ints
    holder: Ints
    unit: Ints
    holder_kind: Small
    basis: Small  # BASIS_CODE
    days: Days


@dataclass(frozen=True)
class AgreementColumns:
    """One row per party of an agreement; ``unit`` is 0 where it is not limited to one."""

    key: Ints
    party: Ints
    unit: Ints
    first: Small  # 1 for the party that has the say under a proxy or behind a nominee
    kind: tuple[str, ...]
    days: Days


@dataclass(frozen=True)
class FormColumns:
    """Legal forms of units."""

    unit: Ints
    form: Small  # FORM_CODE
    days: Days


@dataclass(frozen=True)
class Ownership:
    """All that control and ownership are worked out from, of everything or around some subjects."""

    known_run: int
    holdings: HoldingColumns
    controllers: ControllerColumns
    agreements: AgreementColumns
    forms: FormColumns
    classes: UnitClassColumns
    words: tuple[str, ...]  # what ``classes.printed`` and ``classes.owner`` point into

"""Plain answers for the prompt, for tests and for other programs: what a number says, and whether two records are one.

Answers come in the order of the questions. A question that cannot be read answers with ``error`` and disturbs no
other. Nothing here ever completes a hidden digit.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from graph.errors import BadRequestError, InputError, RowQuarantinedError
from graph.model.identifiers import HIDDEN, Identifier, IdentifierKind
from ingest import identifiers as numbers
from ingest.identifiers import parse_identifier
from ingest.identity.features import Context
from ingest.identity.ladder import Comparison, compare
from ingest.identity.patterns import CITIZEN_KINDS, visible_places, with_check_digit
from ingest.identity.record import from_json

_CHECK = {True: "ok", False: "bad", None: "unknown"}
_PARSE_KEYS = ("kind", "normal", "check_digit", "birth_date", "sex", "division", "visible", "joins")
_COMPARE_KEYS = ("tier", "probability", "namesakes", "evidence")


def parse_values(values: Iterable[str]) -> dict[str, list[dict[str, Any]]]:
    """What each value says, under ``results``.

    ``kind``, ``normal`` (hidden places as ``*`` in a number of the true length), ``check_digit`` (ok, bad, unknown),
    ``birth_date``, ``sex`` and ``division`` where their places are visible, ``visible`` (0-based places of the normal
    form), ``joins``: the 9-character organisation code inside a credit code, the 15- or 18-digit form of a citizen
    number, when every place of it is known.
    """
    return {"results": [_parsed(value) for value in values]}


def _parsed(value: str) -> dict[str, Any]:
    try:
        found = parse_identifier(value, unit=None)
    except RowQuarantinedError as error:
        return {**dict.fromkeys(_PARSE_KEYS), "visible": [], "joins": [], "error": str(error)}
    if found is None:
        return {**dict.fromkeys(_PARSE_KEYS), "check_digit": "unknown", "visible": [], "joins": []}
    day = numbers.birth_day(found)
    return {
        "kind": found.kind.value,
        "normal": found.normal,
        "check_digit": _CHECK[found.check_ok],
        "birth_date": day.isoformat() if day else None,
        "sex": numbers.sex(found),
        "division": division(found),
        "visible": visible_places(found),
        "joins": joins(found),
    }


def division(found: Identifier) -> str | None:
    """The division code that a number shows: of first registration, not of residence or seat today."""
    if found.kind is IdentifierKind.USCC:
        code = found.normal[2:8]
    elif found.kind is IdentifierKind.REG_NUMBER:
        code = found.normal[:6]
    else:
        code = (numbers.eighteen(found) or "")[:6]
    return code if len(code) == 6 and code.isdigit() else None


def joins(found: Identifier) -> list[str]:
    """Other forms under which the same party is known, where this number shows every place of them."""
    if found.kind is IdentifierKind.USCC and len(found.normal) == 18:
        code = found.normal[8:17]
        return [] if HIDDEN in code else [code]
    if found.kind not in CITIZEN_KINDS or not found.full:
        return []
    if len(found.normal) == 15:
        return [with_check_digit(numbers.eighteen(found) or "")]
    old = found.kind is IdentifierKind.CITIZEN and found.normal[6:8] == "19"
    return [found.normal[:6] + found.normal[8:17]] if old else []


def compare_pairs(pairs: object, context: Context | None = None) -> dict[str, list[dict[str, Any]]]:
    """The comparison of each ``{left, right}`` pair, under ``results``.

    ``tier``, ``probability`` (``None`` where the model abstains), ``namesakes`` (how many persons of the name the base
    is expected to hold; ``None`` for units) and ``evidence``: per feature ``feature``, ``says`` (for, against, veto,
    neutral), ``bits``, ``note``. Raises :class:`BadRequestError` when the whole is no list.
    """
    if not isinstance(pairs, list):
        raise BadRequestError("请提供由 {left, right} 对象组成的列表。")
    settled = context or Context()
    return {"results": [_compared(pair, at, settled) for at, pair in enumerate(pairs)]}


def _compared(pair: object, at: int, context: Context) -> dict[str, Any]:
    where = f"pair {at}"
    try:
        if not isinstance(pair, Mapping) or not {"left", "right"} <= set(pair):
            raise BadRequestError(f"{where}：请写成带 left 和 right 的对象。")
        left, right = (from_json(pair[side], f"{where}.{side}") for side in ("left", "right"))
    except InputError as error:
        return {**dict.fromkeys(_COMPARE_KEYS), "evidence": [], "error": str(error)}
    return comparison_json(compare(left, right, context))


def comparison_json(found: Comparison) -> dict[str, Any]:
    """A comparison under its stable keys."""
    return {
        "tier": found.tier.value,
        "probability": found.probability,
        "namesakes": None if found.namesakes is None else float(f"{found.namesakes:.4g}"),
        "evidence": [piece.to_json() for piece in found.evidence],
    }

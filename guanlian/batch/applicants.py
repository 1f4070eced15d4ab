"""One row of an applicants' workbook: who is meant, for which purpose, as of which day; or why it cannot be used."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from graph.errors import BadRequestError, RowQuarantinedError
from graph.model.identifiers import Identifier
from graph.model.records import PartyKind
from guanlian.batch.table import Table, words
from ingest.dates import read_day
from ingest.identifiers import birth_day, damaged_number, parse_identifier
from ingest.identity.patterns import CITIZEN_KINDS
from ingest.names import looks_like_unit, name_key
from ingest.rows import Cell, cell_text
from ingest.text import folded, is_missing, quoted
from measures.purposes import Purposes

APPLICANT = "申请人"
_DIGITS_OF_A_NUMBER_CELL = 15  # what a spreadsheet keeps exactly, and the length of an old citizen number


@dataclass(frozen=True, slots=True)
class Who:
    """A party as a row names it."""

    name: str
    number: Identifier | None
    kind: PartyKind

    @property
    def key(self) -> str:
        """What tells it apart from other parties of the workbook: its number, else its name."""
        return (self.number.join_key if self.number else None) or f"name:{name_key(self.name)}"


@dataclass(frozen=True, slots=True)
class Applicant:
    """A usable row. ``group`` is the application it belongs to, by default the row alone."""

    row: int
    who: Who
    role: str
    group: str | None
    purpose: str
    as_of: date


@dataclass(frozen=True, slots=True)
class Fault:
    """A row that cannot be used: where, why, and what to do."""

    sheet: str
    row: int
    column: str | None
    reason: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Defaults:
    """What counts where a row says nothing itself; ``latest`` is the last day that a row may ask about."""

    purpose: str | None
    as_of: date


def applicants(table: Table, defaults: Defaults, purposes: Purposes) -> Iterator[Applicant | Fault]:
    """Every data row, read or refused, in its order."""
    for number, row in table.data():
        try:
            yield _applicant(table, number, row, defaults, purposes)
        except RowQuarantinedError as error:
            yield fault(table, number, error)


def fault(table: Table, number: int, error: RowQuarantinedError) -> Fault:
    """A refused row, its column under the header that the file prints."""
    position = table.columns.get(error.field or "")
    printed = table.printed[position] if position is not None else error.field
    return Fault(table.sheet.name, number, printed, error.reason, error.remedy)


def _applicant(table: Table, number: int, row: Sequence[Cell], defaults: Defaults, purposes: Purposes) -> Applicant:
    refuse_formulas(table, number)
    return Applicant(
        row=number,
        who=who(table, row, "名称", "证件号码", "类型"),
        role=_word(table, row, "角色", words()["roles"]) or APPLICANT,
        group=text(table, row, "申请编号"),
        purpose=_purpose(text(table, row, "用途") or defaults.purpose, purposes),
        as_of=read_day(table.cell(row, "基准日"), field="基准日", latest=defaults.as_of) or defaults.as_of,
    )


def refuse_formulas(table: Table, number: int) -> None:
    """Refuse a row that names anything by a formula.

    Raises:
        RowQuarantinedError: it does.

    """
    for column in table.columns:
        if table.is_formula(number, column):
            raise RowQuarantinedError("单元格是公式，其保存的结果可能已过时", "请用文本替换公式", field=column)


def who(table: Table, row: Sequence[Cell], name: str, number: str, kind: str | None = None) -> Who:
    """The party of a row.

    Raises:
        RowQuarantinedError: no name, or a number that a spreadsheet has spoiled.

    """
    called = text(table, row, name)
    if called is None:
        raise RowQuarantinedError("没有填写名称", "请补填姓名或单位全称", field=name)
    said = _word(table, row, kind, words()["types"]) if kind else None
    printed = _number_text(table.cell(row, number), number)
    unit = said == "unit" if said else _is_unit(called, printed)
    return Who(
        called, _parsed(printed, number, unit) if printed else None, PartyKind.UNIT if unit else PartyKind.PERSON
    )


def _is_unit(called: str, printed: str | None) -> bool:
    """Whether a row without a type names a unit: by its name, else by its number.

    A number that can be a citizen's is one, unless the name says otherwise: a credit code may look like it.
    """
    if looks_like_unit(called) or not printed:
        return looks_like_unit(called)
    try:
        found, as_person = parse_identifier(printed, unit=None), parse_identifier(printed, unit=False)
    except RowQuarantinedError:
        return False  # a spoiled number; the row is refused for it
    of_citizen = as_person is not None and as_person.kind in CITIZEN_KINDS and birth_day(as_person) is not None
    return found is not None and found.kind.of_unit and not of_citizen


def text(table: Table, row: Sequence[Cell], column: str) -> str | None:
    """A cell as clean text; ``None`` when nothing is printed."""
    found = cell_text(table.cell(row, column))
    return None if found is None or is_missing(found) else found


def _number_text(cell: Cell, field: str) -> str | None:
    """The number that a cell prints; a number cell only where no digit can be lost."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        whole = str(int(cell)) if float(cell).is_integer() else ""
        if len(whole) != _DIGITS_OF_A_NUMBER_CELL:
            error = damaged_number()
            raise RowQuarantinedError(error.reason, error.remedy, field=field)
    return cell_text(cell)


def _parsed(printed: str, field: str | None, unit: bool | None) -> Identifier | None:
    try:
        return parse_identifier(printed, unit=unit)
    except RowQuarantinedError as error:
        raise RowQuarantinedError(error.reason, error.remedy, field=field) from None


def _word(table: Table, row: Sequence[Cell], column: str, known: dict[str, str]) -> str | None:
    printed = text(table, row, column)
    if printed is None:
        return None
    if folded(printed) not in known:
        raise RowQuarantinedError(f"{quoted(printed)}无法识别", f"请填写：{'、'.join(known)}", field=column)
    return known[folded(printed)]


def _purpose(printed: str | None, purposes: Purposes) -> str:
    if printed is None:
        raise RowQuarantinedError("没有写明用途", "请填写“用途”列，或用 --purpose 指定全表的用途", field="用途")
    by_name = {purpose.name: purpose.code for purpose in purposes.purposes}
    try:
        return purposes.get(by_name.get(printed, printed)).code
    except BadRequestError as error:
        raise RowQuarantinedError(f"用途{quoted(printed)}无法识别", str(error), field="用途") from None

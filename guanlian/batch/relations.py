"""Relations that an applicant declares (声明关系): a role, a name, a number; used for that check only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from graph.errors import BadRequestError, RowQuarantinedError
from graph.model.certainty import Certainty
from graph.model.roles import LegalForm, Role
from guanlian.batch.applicants import Applicant, Fault, Who, fault, refuse_formulas, text, who
from guanlian.batch.table import Table
from guanlian.offices import post_roles
from ingest.names import name_key
from ingest.rows import Cell
from ingest.text import quoted


@dataclass(frozen=True, slots=True)
class Relation:
    """One declared relation: in which roles the named party stands to the applicant."""

    row: int
    title: str
    roles: tuple[tuple[Role, Certainty], ...]
    who: Who


@dataclass(frozen=True)
class Relations:
    """All declared relations by what names their applicant, and the rows that could not be read."""

    of_applicant: dict[str, list[Relation]]
    faults: tuple[Fault, ...]

    def of(self, applicant: Applicant) -> list[Relation]:
        """What this applicant declared, each relation once."""
        keys = (f"group:{applicant.group}", applicant.who.key, f"name:{name_key(applicant.who.name)}")
        found = {one.row: one for key in keys for one in self.of_applicant.get(key, ())}
        return [found[row] for row in sorted(found)]


NONE = Relations({}, ())


def read_relations(table: Table | None) -> Relations:
    """All declared relations of a workbook."""
    if table is None:
        return NONE
    found: dict[str, list[Relation]] = defaultdict(list)
    faults = []
    for number, row in table.data():
        try:
            refuse_formulas(table, number)
            named = who(table, row, "名称", "证件号码")
            found[_applicant_key(table, row)].append(Relation(number, *_roles(text(table, row, "关系")), named))
        except RowQuarantinedError as error:
            faults.append(fault(table, number, error))
    return Relations(dict(found), tuple(faults))


def _applicant_key(table: Table, row: Sequence[Cell]) -> str:
    """The applicant by number, by the application, or by name: the first that the row gives."""
    if text(table, row, "申请人证件号码"):
        return who(table, row, "申请人", "申请人证件号码").key
    if group := text(table, row, "申请编号"):
        return f"group:{group}"
    name = text(table, row, "申请人")
    if name is None:
        raise RowQuarantinedError(
            "没有写明是哪一申请人的关系", "请填写申请人、申请人证件号码或申请编号", field="申请人"
        )
    return f"name:{name_key(name)}"


def _roles(title: str | None) -> tuple[str, tuple[tuple[Role, Certainty], ...]]:
    if title is None:
        raise RowQuarantinedError("没有填写关系", "请填写职务或关系，如 董事、实际控制人", field="关系")
    try:
        roles = post_roles(title, LegalForm.UNKNOWN)
    except BadRequestError:
        roles = []
    if not roles:
        raise RowQuarantinedError(
            f"关系{quoted(title)}无法识别", "请填写法定代表人、董事、监事、实际控制人等", field="关系"
        )
    return title, tuple(roles)

"""Posts (任职) from a row that prints a title: shared by the register and the supplement."""

from __future__ import annotations

from graph.errors import RowQuarantinedError
from graph.model.certainty import Certainty
from graph.model.records import Basis, Batch
from graph.model.roles import LegalForm, Role
from graph.model.time import Interval
from ingest.context import RunContext
from ingest.facts import in_tense, role_edges
from ingest.legal_forms import ReadRole
from ingest.minors import refuse_child
from ingest.parties import PartyCells, read_party
from ingest.readers.units import KnownUnit, is_traded
from ingest.rows import Row
from ingest.text import quoted
from ingest.titles import TitleReading, read_title

TITLES_FILE = "ingest/data/titles.yml"


def post_facts(
    row: Row, cells: PartyCells, at: KnownUnit, interval: Interval, context: RunContext, document: str | None
) -> Batch:
    """The holder and one edge for every role in the row's 职务. A title without a role makes a mention only."""
    title = row.need("职务")
    reading, unit = known_roles(title, at.form, field="职务"), at.mention
    origin = row.origin(context.source, document)
    holder = read_party(row, cells, origin, place=f"{row.sheet}/{unit.id}", title=title)
    refuse_child(holder.identifiers, context.as_of, what="任职人员", field=cells.number)
    edges = role_edges(
        roles_at(at, reading.roles), holder, unit, in_tense(interval, reading.tense), origin,
        title=title, appointed_by=row.text("委派方"),
    )  # fmt: skip
    return Batch(mentions=[unit, holder], roles=edges)


def roles_at(unit: KnownUnit, roles: tuple[ReadRole, ...]) -> tuple[ReadRole, ...]:
    """公司法 (2023) Art. 265: the 董事会秘书 of a listed company is one of its 高级管理人员."""
    secretary = unit.traded and any(found.role is Role.BOARD_SECRETARY for found in roles)
    if not secretary or any(Role.SENIOR_MANAGER in found.role.implies for found in roles):
        return roles
    return (*roles, ReadRole(Role.SENIOR_MANAGER, basis=Basis.REGISTERED))


def as_secretary(form: LegalForm, printed_type: str | None) -> list[tuple[Role, Certainty]]:
    """What a 董事会秘书 of such a unit is besides: of a listed company senior management, and perhaps so where the
    printed type of a joint-stock company does not say whether it is listed.
    """
    if is_traded(printed_type):
        return [(Role.SENIOR_MANAGER, Certainty.CERTAIN)]
    told = form is not LegalForm.JOINT_STOCK_COMPANY or "上市" in (printed_type or "")
    return [] if told else [(Role.SENIOR_MANAGER, Certainty.POSSIBLE)]


def known_roles(title: str, form: LegalForm, *, field: str) -> TitleReading:
    """The reading of a title; one from which nothing can be read is quarantined.

    Beside a part that is known, an unknown part stays in the raw title of the edge.
    """
    reading = read_title(title, form)
    if reading.roles:
        return reading
    if reading.court_only:
        raise RowQuarantinedError("直接责任人员只能依法院文书认定", "请将法院的命令填入工作表“限制消费令”", field=field)
    if reading.unknown:
        raise RowQuarantinedError(
            f"职务{quoted('、'.join(reading.unknown))}无法识别"
            + ("" if form is not LegalForm.UNKNOWN else "（单位类型也不明）"),
            f"请将该职务补入 {TITLES_FILE} 后重新装入",
            field=field,
        )
    return reading

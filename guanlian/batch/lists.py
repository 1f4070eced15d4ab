"""A workbook of applicants read as a list of subjects: only rows that are surely one subject of the store."""

from __future__ import annotations

from pathlib import Path

from graph.errors import UnknownSubjectError
from guanlian.batch.applicants import Applicant, Defaults, applicants
from guanlian.batch.matching import match
from guanlian.batch.table import read_workbook
from guanlian.request import Request
from guanlian.service import Service

_MOST_SHOWN = 20


def subjects_of(service: Service, request: Request, path: Path, purpose: str) -> tuple[str, ...]:
    """The ids that the rows of a workbook name, in their order.

    Raises:
        FileRefusedError: the workbook cannot be read, or its header is not known.
        UnknownSubjectError: some row cannot be read, or is not surely one subject; all of them are named by row.

    """
    table, _ = read_workbook(path)
    known_run = service.store.known_run(request.known_as_of)
    found, wrong = [], []
    for one in applicants(table, Defaults(purpose, request.as_of), service.edition(request).purposes):
        if not isinstance(one, Applicant):
            wrong.append(f"第 {one.row} 行：{one.reason}")
            continue
        matched = match(service.store, one.who, known_run)
        if matched.basis.sure:
            found.append(matched.records[0].id)
        else:
            wrong.append(f"第 {one.row} 行 {one.who.name}：{matched.basis.term}")
    if wrong:
        more = f"；等 {len(wrong)} 行" if len(wrong) > _MOST_SHOWN else ""
        raise UnknownSubjectError(
            f"{path.name} 中有不能确定的主体，名单未添加：{'；'.join(wrong[:_MOST_SHOWN])}{more}。"
        )
    return tuple(found)

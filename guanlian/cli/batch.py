"""``guanlian batch``: many applicants from a workbook, answered into a workbook."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from graph.errors import BadRequestError, FileRefusedError
from guanlian.batch.answers import BatchAnswer
from guanlian.batch.matching import MatchBasis
from guanlian.batch.running import Job, precheck, run
from guanlian.batch.template import write_template
from guanlian.cli.common import (
    AsOf,
    Documents,
    Json,
    KnownAsOf,
    Place,
    Store,
    asking,
    console,
    make_request,
    print_answer,
)
from guanlian.cli.exits import INCOMPLETE
from guanlian.cli.loading import progress_bar
from guanlian.cli.recording import now
from guanlian.offices import Offices
from guanlian.verdict_terms import VERDICTS
from measures.purposes import load_purposes

_TEMPLATE = "template"
_MOST_FAULTS = 20


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("batch")(batch)


def batch(
    applicants: Annotated[str, typer.Argument(help="A workbook of applicants (.xlsx), or the word: template.")],
    out: Annotated[Path | None, typer.Option("--out", help="The result; default beside the input.")] = None,
    purpose: Annotated[str | None, typer.Option("--purpose", help="The purpose of rows that name none.")] = None,
    check_only: Annotated[bool, typer.Option("--check-only", help="Only check the rows; answer none.")] = False,
    as_of: AsOf = None,
    known_as_of: KnownAsOf = None,
    place: Place = None,
    documents: Documents = None,
    store: Store = None,
    as_json: Json = False,
) -> None:
    """Check every row of a workbook: verdict, clauses, match basis and data day beside the user's own columns.

    An interrupted batch goes on where it broke off when it is started again with the same file and options.
    """
    if applicants == _TEMPLATE:
        _template(out or Path("批量核查模板.xlsx"))
        return
    path = Path(applicants)
    if not path.is_file():
        raise FileRefusedError(path.name, "文件不存在", "请核对路径，或用 guanlian batch template 生成模板")
    job = Job(path, out or path.with_name(f"{path.stem}-核查结果.xlsx"), purpose)
    if job.output.resolve() == path.resolve():
        raise BadRequestError("--out 与输入是同一个文件。结果不覆盖原表，请换一个文件名。")
    with asking(store) as (settings, service), progress_bar() as progress:
        request = make_request(
            settings, service, as_of=as_of, known_as_of=known_as_of, place=place, documents=documents
        )
        if purpose is not None:
            service.edition(request).purposes.get(purpose)
        asked = Offices(service.store, service.catalogue, service.purposes)
        answer = precheck(asked, request, job) if check_only else run(asked, request, job, now(), progress)
    if as_json:
        print_answer(answer)
    else:
        _show(answer)
    if answer.faults:
        raise typer.Exit(INCOMPLETE)


def _template(path: Path) -> None:
    if path.exists():
        raise BadRequestError(f"{path.name} 已存在。模板不覆盖已有文件，请换一个 --out。")
    write_template(path, load_purposes())
    console.print(f"模板：{path}")


def _show(answer: BatchAnswer) -> None:
    console.print(f"{answer.input}：{answer.rows} 行，其中有误 {len(answer.faults)} 处，续前次 {answer.resumed} 行")
    if answer.faults:
        table = Table("工作表", "行号", "列", "原因", "处理办法", title="有误的行（未核查）")
        for fault in answer.faults[:_MOST_FAULTS]:
            table.add_row(fault.sheet, str(fault.row), fault.column or "—", fault.reason, fault.remedy)
        console.print(table)
    if answer.output is None:
        return
    terms = {verdict.value: word for verdict, word in VERDICTS.items()}
    console.print("结论：" + "，".join(f"{terms[code]} {count}" for code, count in answer.verdicts.items()))
    console.print("匹配：" + "，".join(f"{MatchBasis(code).term} {count}" for code, count in answer.bases.items()))
    console.print(f"结果：{answer.output}")

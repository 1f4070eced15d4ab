"""The catalogue at the prompt: measures list, show, export."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.table import Table

from graph.errors import BadRequestError
from guanlian import terms
from guanlian.admin_answers import DiffAnswer, PartsAnswer
from guanlian.cli.common import Json, console, print_answer, print_json
from measures.diff import Coverage, DiffRow, coverage, diff_matters
from measures.export import export_parts
from measures.loader import load_catalogue
from measures.model import Document, Part
from measures.vocabulary import Effect, Listed, Matter

measures = typer.Typer(no_args_is_help=True, help="The catalogue of measures (措施目录): documents, clauses, parts.")


def register(app: typer.Typer) -> None:
    """Add the measures commands."""
    app.add_typer(measures, name="measures")


@measures.command("list")
def list_measures(
    document: Annotated[str | None, typer.Argument(help="A document's slug; default all.")] = None,
    as_json: Json = False,
) -> None:
    """Documents, or the clauses of one document."""
    catalogue = load_catalogue()
    if as_json:
        rows = [row for row in export_parts(catalogue) if document in (None, row["document"])]
        print_answer(PartsAnswer(catalogue=catalogue.digest, parts=tuple(rows)))
    elif document is None:
        console.print(_documents_table(catalogue.documents))
    else:
        console.print(_clauses_table(_document(catalogue.documents, document)))


@measures.command("show")
def show(
    document: Annotated[str, typer.Argument(help="A document's slug.")],
    number: Annotated[str, typer.Argument(help="A clause's number, such as 7.1.")],
    as_json: Json = False,
) -> None:
    """One clause with its parts, quotes and notes."""
    catalogue = load_catalogue()
    found = _document(catalogue.documents, document)
    clause = next((clause for clause in found.clauses if clause.number == number), None)
    if clause is None:
        raise BadRequestError(f"文件 {document} 中没有条款“{number}”。可用条款见：guanlian measures list {document}")
    if as_json:
        rows = [row for row in export_parts(catalogue) if (row["document"], row["number"]) == (document, number)]
        print_answer(PartsAnswer(catalogue=catalogue.digest, parts=tuple(rows)))
        return
    console.print(f"[bold]《{found.title}》{clause.number} {clause.title}[/]")
    if not clause.coded:
        console.print(f"未编入规则：{clause.reason}")
    for part in clause.parts:
        _print_part(part)


@measures.command("export")
def export(as_json: Json = True) -> None:
    """The whole catalogue as JSON: a list of parts with stable keys."""
    del as_json  # JSON is the only form; the option is accepted so that every command takes it
    print_json(export_parts(load_catalogue()))


@measures.command("diff")
def diff(
    matter: Annotated[str | None, typer.Argument(help="A matter such as credit_granting; default all.")] = None,
    as_json: Json = False,
) -> None:
    """The same matter across documents: roles, subjects, effect, office, agency side by side."""
    catalogue = load_catalogue()
    rows = diff_matters(catalogue, None if matter is None else [_matter(matter)])
    covered = coverage(catalogue)
    if as_json:
        answer = DiffAnswer(
            catalogue=catalogue.digest,
            matters=tuple(row.to_json() for row in rows),
            coverage=tuple(row.to_json() for row in covered),
        )
        print_answer(answer)
        return
    console.print(_diff_table(rows))
    console.print(_coverage_table(covered))


def _matter(text: str) -> Matter:
    try:
        return Matter(text)
    except ValueError:
        raise BadRequestError(f"没有名为“{text}”的事项。可选：{'、'.join(Matter)}。") from None


def _diff_table(rows: list[DiffRow]) -> Table:
    table = Table("事项", "文件", "条款", "本人", "牵连人员", "牵连单位", "应查询", "职务", "后果", "实施单位", "有别")
    for row in rows:
        cells = ("、".join(terms.role(role) for role in roles) for roles in (row.extends, row.flags, row.queries))
        effects = "、".join(terms.EFFECTS[Effect(effect)] for effect in (row.effect, *row.also_effects))
        listed = "、".join(terms.LISTED[Listed(word)] for word in row.listed)
        clause = f"{row.number}{row.part or ''}"
        where = (row.matter, row.document, clause, listed)
        table.add_row(*where, *cells, row.offices or "", effects, "、".join(row.agencies), "、".join(row.differs))
    return table


def _coverage_table(rows: list[Coverage]) -> Table:
    table = Table("文件", "编号", "编入", "款项", "牵连人员", "牵连单位", "应查询", "职务", "二级", title="编入情况")
    for row in rows:
        counts = (row.clauses, row.coded_clauses, row.parts, row.extends, row.flags, row.queries)
        table.add_row(row.document, *(str(count) for count in (*counts, row.offices, row.second_hop)))
    return table


def _document(documents: list[Document], slug: str) -> Document:
    for document in documents:
        if document.slug == slug:
            return document
    raise BadRequestError(f"没有代号为“{slug}”的文件。可选：{'、'.join(document.slug for document in documents)}。")


def _documents_table(documents: list[Document]) -> Table:
    table = Table("文件", "名称", "文号", "条", "款项", "效力", "核对日", title="措施目录")
    for document in documents:
        coded = [clause for clause in document.clauses if clause.coded]
        table.add_row(
            document.slug,
            document.title,
            document.number or "—",
            str(len(coded)),
            str(sum(len(clause.parts) for clause in coded)),
            terms.STATUSES[document.status],
            document.last_checked.isoformat(),
        )
    return table


def _clauses_table(document: Document) -> Table:
    table = Table("条", "款", "标题", "本人", "牵连人员", "牵连单位", "应查询", "职务", "后果", title=document.title)
    for clause in document.clauses:
        for part in clause.parts:
            table.add_row(clause.number, part.part or "", clause.title, *_reach_cells(part))
        if not clause.parts:
            table.add_row(clause.number, "", clause.title, *[""] * 5, f"未编入：{clause.reason}")
    return table


def _reach_cells(part: Part) -> list[str]:
    posts = part.offices.posts if part.offices else []
    effects = (part.effect, *part.also_effects)
    return [
        "、".join(terms.LISTED[listed] for listed in part.listed),
        *(
            "、".join(terms.role(role.value) for role in roles)
            for roles in (part.extends, part.flags, part.queries, posts)
        ),
        "、".join(terms.EFFECTS[effect] for effect in effects),
    ]


def _print_part(part: Part) -> None:
    words = ("本人", "牵连人员", "牵连单位", "应查询", "职务", "后果")
    console.print(f"\n[bold]{part.part or ''}[/] {clauses_line(words, part)}")
    console.print(f"  原文：{part.quote}")
    for label, text in (("条件", part.condition), ("实施单位", "、".join(part.agencies))):
        if text:
            console.print(f"  {label}：{text}")
    for note in part.notes:
        console.print(f"  说明：{note}")


def clauses_line(words: tuple[str, ...], part: Part) -> str:
    """What a part reaches and does, as one line."""
    return "；".join(f"{word}：{cell}" for word, cell in zip(words, _reach_cells(part), strict=True) if cell)

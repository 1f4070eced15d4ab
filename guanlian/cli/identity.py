"""``guanlian identity``: what a number says, whether two records mean one party, and how well that is known."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from graph.errors import BadRequestError, FileRefusedError
from graph.model.certainty import IdentityTier
from guanlian.cli.common import Json, console, notes, print_json
from guanlian.cli.loading import progress_bar as progress_bar
from ingest.identity.answers import compare_pairs, parse_values
from ingest.identity.features import Context
from ingest.identity.matching import FOUND, Tally, match_files

_TIERS = {"certain": "确定", "probable": "很可能", "possible": "可能", "conflict": "矛盾", "different": "不是同一主体"}
_SAYS = {"for": "支持", "against": "不利", "veto": "否定", "neutral": "—"}
_KINDS = {
    "citizen": "公民身份号码",
    "residence_permit": "港澳台居民居住证",
    "hk_macau_permit": "港澳居民来往内地通行证",
    "taiwan_permit": "台湾居民来往大陆通行证",
    "passport": "护照",
    "uscc": "统一社会信用代码",
    "org_code": "组织机构代码",
    "reg_number": "注册号",
    "other": "其他",
}
_SEXES = {"male": "男", "female": "女", None: "—"}
_MOST_ERRORS = 10
_CHECKS = {"ok": "正确", "bad": "错误", "unknown": "无法核对", None: "—"}

Base = Annotated[int | None, typer.Option(min=1, help="People among whom namesakes may be; default 7 million.")]


def register(app: typer.Typer) -> None:
    """Add the identity commands."""
    group = typer.Typer(no_args_is_help=True, help="Who is who: numbers, masks and names compared.")
    group.command("parse")(parse)
    group.command("compare")(compare)
    group.command("match")(match)
    group.command("report")(report)
    app.add_typer(group, name="identity")


def parse(
    values: Annotated[list[str], typer.Argument(help="Numbers of persons or units, in full or masked.")],
    as_json: Json = False,
) -> None:
    """Kind, normal form, check digit, and what the visible places tell; hidden digits stay hidden."""
    answer = parse_values(values)
    if as_json:
        print_json(answer)
        return
    table = Table()
    for title in ("种类", "规范形式", "校验码", "出生日期", "性别", "行政区划", "可与之对应"):
        table.add_column(title, overflow="fold")
    for row in answer["results"]:
        table.add_row(
            _KINDS.get(row["kind"], "—"),
            row.get("error") or row["normal"] or "—",
            _CHECKS[row["check_digit"]],
            row["birth_date"] or "—",
            _SEXES[row["sex"]],
            row["division"] or "—",
            "、".join(row["joins"]) or "—",
        )
    console.print(table)


def compare(
    pairs: Annotated[Path, typer.Argument(help="JSON: a list of {left, right} records.")],
    base: Base = None,
    as_json: Json = False,
) -> None:
    """Tier, probability where there is one, expected namesakes, and the evidence feature by feature."""
    answer = compare_pairs(_read(pairs), Context(base=base))
    if as_json:
        print_json(answer)
        return
    for number, row in enumerate(answer["results"], 1):
        console.print(_pair_table(number, row))


def match(
    applicants: Annotated[Path, typer.Argument(help="Applicants: JSON lines or CSV, keys or headers as in compare.")],
    roster: Annotated[Path, typer.Argument(help="Roster entries in the same form; read once, row by row.")],
    out: Annotated[Path | None, typer.Option(help="File for the pairs, JSON lines; default stdout.")] = None,
    possible: Annotated[bool, typer.Option("--possible", help="Also pairs of equal name only (可能).")] = False,
    base: Base = None,
) -> None:
    """Compare many applicants with a whole roster in bounded memory; one JSON line per pair that is worth a look."""
    tally = Tally()
    tiers = FOUND | {IdentityTier.POSSIBLE} if possible else FOUND
    with progress_bar() as progress, _sink(out) as write:
        for pair in match_files(applicants, roster, tally, tiers=tiers, context=Context(base=base), progress=progress):
            write(json.dumps(pair, ensure_ascii=False) + "\n")
    _print_tally(tally)


@contextmanager
def _sink(out: Path | None) -> Iterator[Callable[[str], object]]:
    """Where the pairs go: a file that is there whole or not at all, or stdout."""
    if out is None:
        yield sys.stdout.write
        return
    unfinished = out.with_name(out.name + ".part")
    try:
        with unfinished.open("w", encoding="utf-8") as stream:
            yield stream.write
        unfinished.replace(out)
    except OSError as error:
        raise FileRefusedError(str(out), f"无法写入（{error.strerror}）", "请另选位置") from None
    finally:
        unfinished.unlink(missing_ok=True)


def _print_tally(tally: Tally) -> None:
    found = "、".join(f"{_TIERS[tier]} {count}" for tier, count in sorted(tally.tiers.items())) or "无"
    notes.print(f"申请人 {tally.applicants} 行，名单 {tally.roster} 行，比对 {tally.compared} 对；命中：{found}。")
    for name, rows in (("申请人", tally.wrong_applicants), ("名单", tally.wrong_roster)):
        for row in rows[:_MOST_ERRORS]:
            notes.print(f"{name}未用：{row.error}", highlight=False)
        if len(rows) > _MOST_ERRORS:
            notes.print(f"{name}另有 {len(rows) - _MOST_ERRORS} 行未用。")


def report(
    out: Annotated[Path, typer.Option(help="Folder to write to.")] = Path("docs/generated/identity"),
    applicants: Annotated[
        int | None, typer.Option(min=100, help="Applicants per labelled city; default the full size, some minutes.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Measure the comparison on labelled invented cities and write the table and the plots."""
    from ingest.identity.report import write_report

    with progress_bar() as progress:
        summary = write_report(out, applicants=applicants, progress=progress)
    if as_json:
        print_json(summary)
        return
    table = Table(
        "城市", "号码—掩码 召回", "掩码—掩码 召回", "很可能 精确率", "每万次误报", "ECE", title=str(out / "report.md")
    )
    for city, row in summary["cities"].items():
        keys = ("recall_number_mask", "recall_mask_mask", "precision_probable", "false_flags_per_10000", "ece_raw")
        table.add_row(city, *("—" if row[key] is None else f"{row[key]:.4f}" for key in keys))
    console.print(table)


def _read(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise FileRefusedError(str(path), f"无法读取（{error.strerror}）", "请指定一个 JSON 文件") from None
    except ValueError:
        raise BadRequestError(
            f"{path.name} 不是 UTF-8 编码的 JSON。请提供由 {{left, right}} 对象组成的列表。"
        ) from None


def _pair_table(number: int, row: dict[str, Any]) -> Table:
    if "error" in row:
        return Table(title=f"{number}. {row['error']}")
    probability = "不作估计" if row["probability"] is None else f"{row['probability']:.4f}"
    namesakes = "—" if row["namesakes"] is None else f"{row['namesakes']:g}"
    title = f"{number}. {_TIERS[row['tier']]}　概率：{probability}　预计同名者：{namesakes}"
    table = Table("特征", "作用", "权重（比特）", "说明", title=title)
    for piece in row["evidence"]:
        bits = "—" if piece["bits"] is None else f"{piece['bits']:+.1f}"
        table.add_row(piece["feature"], _SAYS[piece["says"]], bits, piece["note"])
    return table

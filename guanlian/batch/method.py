"""The sheet 方法: how the batch was made, and what its answers mean."""

from __future__ import annotations

from datetime import datetime

from graph.model.time import BEIJING
from guanlian.batch.answers import BatchAnswer
from guanlian.batch.matching import MatchBasis
from guanlian.offices import Offices
from guanlian.request import Request
from guanlian.verdict_terms import SOURCES, VERDICTS

_KINDS = {**SOURCES, "supplement": "补充事实", "decision": "人工核定", "computed-control": "推定控制"}
_MEANING = {
    "block": "成立且确定，条款禁止、限制、中止或要求免职、变更。",
    "review": "须由经办人核实：身份、日期、条件、例外或异议中有不确定的，或条款要求从严审核。",
    "note": "较弱的后果（如审慎性参考、重点监管），不是限制。",
    "clear": "在所列数据和条款范围内未发现，不等于没有风险。",
    "unavailable": "应查而未能查到、数据缺失或过期、或不知道是哪一主体，不能作“未发现”处理。",
}


def shown_moment(moment: str) -> str:
    """A moment as people read it: to the second, Beijing time."""
    return f"{datetime.fromisoformat(moment).astimezone(BEIJING):%Y-%m-%d %H:%M:%S}"


def method_lines(service: Offices, request: Request, answer: BatchAnswer) -> list[str]:
    """The lines of the sheet."""
    documents = sorted({rule.document.title for rule in service.rules(request)})
    return [
        "仅供内部核查。不自动作出决定：命中的，由经办人核实后依法处理。",
        f"全部结论以 {shown_moment(answer.known_as_of)} 时已装入的数据为准（第 {answer.known_run} 批）。",
        *(
            f"数据：{one.source}（{one.kind}，截至 {one.as_of}{'' if one.complete else '，部分'}）"
            for one in answer.data
        ),
        f"措施目录版本：{answer.catalogue}",
        f"适用文件：{'；'.join(documents) or '无'}",
        "结论：",
        *(f"  {VERDICTS[code]}（{code.value}）：{_MEANING[code.value]}" for code in VERDICTS),
        "匹配依据：",
        *(
            f"  {basis.term}：{'按该主体作答' if basis.sure else '不按该主体直接作答，命中的一律须人工复核'}"
            for basis in MatchBasis
        ),
        "证件号码只用于比对，本表除用户自己填写的列外只显示掩码。",
        "声明关系只用于该申请人的本次核查，不入库；据此得出的结论最高为“很可能”，须复核。",
        "被表格软件改写的号码（科学计数法、末尾补零）和公式单元格不作核查，见“错误”。",
    ]

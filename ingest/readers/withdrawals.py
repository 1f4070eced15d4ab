"""Withdrawals (名单移出): a notice that ends entries which an earlier run has loaded."""

from __future__ import annotations

from graph.errors import RowQuarantinedError
from graph.model.ids import content_id
from graph.model.records import Batch, Listing, ListingEnd, Origin
from graph.model.time import Bound
from ingest.case_numbers import normal_case_number
from ingest.context import RunContext
from ingest.dates import last_sane_day, read_day
from ingest.identifier_compare import contradict
from ingest.names import name_key
from ingest.parties import read_number
from ingest.rows import Row


def withdrawal_facts(row: Row, context: RunContext, origin: Origin) -> Batch:
    """One end for every entry of the case and name, narrowed by number and day of publication if given.

    An entry that is not loaded cannot be ended: the row is quarantined, to be loaded again later.
    """
    case, name = normal_case_number(row.need("案号")), row.need("被执行人名称")
    until = read_day(row.cells.get("移出日期"), field="移出日期", latest=last_sane_day(context.as_of))
    if until is None:
        raise RowQuarantinedError("没有填写移出日期", "请填写失信记录失效的第一日", field="移出日期")
    entries = _narrowed(row, context, list(context.find_listings(case, name_key(name))))
    if not entries:
        raise RowQuarantinedError(
            "没有装入过该案号和名称的失信记录",
            "请先装入失信名单，再重新装入此文件",
            field="案号",
        )
    if any(entry.published is not None and until <= entry.published for entry in entries):
        raise RowQuarantinedError(
            "移出日期不晚于失信记录的发布日期",
            "请更正移出日期，或补填发布日期以区分各条记录",
            field="移出日期",
        )
    reason = row.text("移出原因")
    ends = [
        ListingEnd(content_id("x", entry.id, until.isoformat()), entry.id, Bound.on(until), origin, reason)
        for entry in entries
    ]
    return Batch(listing_ends=ends)


def _narrowed(row: Row, context: RunContext, entries: list[Listing]) -> list[Listing]:
    published = read_day(row.cells.get("发布日期"), field="发布日期", latest=context.as_of)
    if published is not None:
        entries = [entry for entry in entries if entry.published == published]
    number = read_number(row, "证件号码", unit=None)
    if number is None or not entries:
        return entries
    mentions = context.find_mentions([entry.mention for entry in entries])
    return [
        entry
        for entry in entries
        if entry.mention not in mentions
        or not any(contradict(number, other) for other in mentions[entry.mention].identifiers)
    ]

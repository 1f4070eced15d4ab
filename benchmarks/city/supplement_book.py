"""The supplementary workbook 补充事实: dated posts, declared controllers, orders, unit kinds, removals."""

from __future__ import annotations

from collections import Counter

from benchmarks.city.builder import SUPPLEMENT
from benchmarks.city.sheets import Book, Hand, Sheet
from benchmarks.city.world import Naming, World

_POSTS = (
    "姓名",
    "证件号码",
    "单位名称",
    "统一社会信用代码",
    "职务",
    "委派方",
    "任职起",
    "任职止",
    "依据文件",
)
_CONTROLS = ("单位名称", "统一社会信用代码", "实际控制人", "类型", "证件号码", "起", "止", "依据文件")
_CONCERTS = ("协议编号", "当事人", "类型", "证件号码", "单位名称", "统一社会信用代码", "起", "止", "依据文件")
_ORDERS = (
    "姓名",
    "证件号码",
    "单位名称",
    "统一社会信用代码",
    "角色",
    "令号",
    "法院",
    "案号",
    "日期",
    "解除日期",
    "依据文件",
)
_KINDS = ("单位名称", "统一社会信用代码", "类别", "许可证号", "出资人", "起", "止", "依据文件")
_REMOVALS = ("案号", "被执行人名称", "证件号码", "发布日期", "移出日期", "移出原因", "依据文件")

_ROLE_WORDS = {
    "legal_representative": "法定代表人",
    "principal": "主要负责人",
    "actual_controller": "实际控制人",
    "directly_responsible": "影响债务履行的直接责任人员",
}
_REASONS = ("全部履行", "和解协议履行完毕", "终结执行", "申请执行人同意")


def supplement_book(world: World, hand: Hand) -> Book:
    """All sheets of the supplementary workbook."""
    makers = (_posts, _controls, _concerts, _orders, _kinds, _removals)
    return Book("supplement", [make(world, hand) for make in makers])


def _place(unit: Naming, hand: Hand) -> tuple[str, str]:
    return hand.name(unit.name), unit.printed_number


def _kind_word(naming: Naming) -> str:
    return "自然人" if naming.party.kind == "person" else "单位"


def _posts(world: World, hand: Hand) -> Sheet:
    sheet = Sheet("人员任职", _POSTS)
    for place, row in enumerate(world.services, 1):
        number = row.person.printed_number
        who = (row.person.name, number.lower() if hand.rng.random() < 0.2 else number)
        dates = (hand.day(row.start), hand.day(row.end))
        cells = (*_place(row.unit, hand), row.title, row.appointer, *dates, f"任职名册第{place}号")
        sheet.add((row.person, row.unit), *who, *cells)
    return sheet


def _controls(world: World, hand: Hand) -> Sheet:
    sheet = Sheet("实际控制人声明", _CONTROLS)
    for place, row in enumerate(world.controls, 1):
        who = (row.holder.name, _kind_word(row.holder), row.holder.printed_number)
        cells = (*_place(row.unit, hand), *who, hand.day(row.start), hand.day(row.end), f"声明第{place}号")
        sheet.add((row.unit, row.holder), *cells)
    return sheet


def _concerts(world: World, hand: Hand) -> Sheet:
    sheet = Sheet("一致行动", _CONCERTS)
    for place, row in enumerate(world.concerts, 1):
        for party in row.parties:
            who = (party.name, _kind_word(party), party.printed_number)
            dates = (hand.day(row.start), hand.day(None))
            sheet.add((party, row.unit), f"协议{place}", *who, *_place(row.unit, hand), *dates, f"协议第{place}号")
    return sheet


def _orders(world: World, hand: Hand) -> Sheet:
    sheet = Sheet("限制消费令", _ORDERS)
    for place, row in enumerate(world.orders, 1):
        number = f"({row.day.year})示9900执限{place}号"
        sheet.add(
            (row.person, row.unit),
            row.person.name,
            row.person.printed_number,
            *_place(row.unit, hand),
            _ROLE_WORDS[row.role],
            number,
            "示范市中级人民法院",
            hand.case(f"({row.day.year})示9900执{90000 + place}号"),
            hand.day(row.day),
            hand.day(row.lifted),
            f"限制消费令{number}",
        )
    return sheet


def _kinds(world: World, hand: Hand) -> Sheet:
    sheet = Sheet("单位类别", _KINDS)
    for place, row in enumerate(world.kinds, 1):
        dates = (hand.day(row.start), hand.day(row.end))
        licence = f"示许字{place:05d}"
        sheet.add(
            (row.unit,),
            *_place(row.unit, hand),
            row.category.word,
            licence,
            row.category.owner,
            *dates,
            f"名录第{place}号",
        )
    return sheet


def _removals(world: World, hand: Hand) -> Sheet:
    sheet = Sheet("名单移出", _REMOVALS)
    sharing = Counter((entry.case, entry.party.name) for entry in world.entries)
    for entry in world.entries:
        if entry.removed:
            alone = sharing[entry.case, entry.party.name] == 1 and hand.rng.random() < 0.3
            party = Naming(entry.party.party, entry.party.show, SUPPLEMENT, entry.party.name)
            number = entry.party.printed_number if hand.rng.random() < 0.7 else hand.blank()
            sheet.add(
                (party,),
                hand.case(entry.case),
                hand.name(entry.party.name),
                number,
                hand.day(None if alone else entry.published),
                hand.day(entry.removed),
                hand.rng.choice(_REASONS),
                f"移出通知第{len(sheet.rows) + 1}号",
            )
    return sheet

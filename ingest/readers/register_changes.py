"""Changes (变更): facts about those who stood before a change and no longer after it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date, timedelta

from graph.errors import RowQuarantinedError
from graph.model.records import Batch, Origin
from graph.model.roles import LegalForm
from graph.model.time import Bound, Interval
from ingest.dates import read_day
from ingest.facts import role_edges
from ingest.heads import PrintedHead, printed_heads
from ingest.legal_forms import ReadRole, head_roles
from ingest.names import name_key
from ingest.parties import person_mention
from ingest.posts import known_roles, roles_at
from ingest.readers.register_heads import add_head
from ingest.readers.units import KnownUnit
from ingest.rows import Row
from ingest.text import folded

SHEET = "变更"
# Under these items a head stands; 投资人 is one only of a sole proprietorship (a company's are its shareholders).
_HEAD_WORDS: dict[str, LegalForm | None] = {
    "法定代表人": None,
    "执行事务合伙人": LegalForm.PARTNERSHIP,
    "首席代表": LegalForm.REPRESENTATIVE_OFFICE,
    "经营者": LegalForm.INDIVIDUAL_BUSINESS,
    "投资人": LegalForm.SOLE_PROPRIETORSHIP,
    "负责人": None,
}
_NOT_HEAD = "财务负责人"
_OFFICER_WORDS = ("董事", "监事", "经理", "高级管理人员", "主要人员", "理事")
_NOTE = re.compile(r"\(\s*注\s*[::][^()]*\)")
_NUMBERED = re.compile(r"(?:^|(?<=[^\d]))\s*(\d{1,3})\s+(?=[^\d\s])")
_LABELLED = re.compile(r"姓名[::]\s*([^\s,;、]+)[,;、\s]*(?:职务|职位)[::]\s*([^\s;]+)")
_BRACKETED = re.compile(r"([^\s,;、()\d]{2,25}?)(\*?)\(([^()]+)\)")


def change_facts(row: Row, unit: KnownUnit, as_of: date, origin: Origin) -> Batch:
    """The posts that a change ended. Other items (注册资本, 住所 …) make no fact but the unit's mention."""
    item = folded(row.need("变更项目"))
    day = read_day(row.cells.get("变更日期"), field="变更日期", latest=as_of)
    if day is None:
        raise RowQuarantinedError("没有填写变更日期", "请补填变更的日期", field="变更日期")
    batch = Batch(mentions=[unit.mention])
    ended = Interval(Bound(None, day - timedelta(days=1)), Bound.on(day))
    if _is_officers(item):
        _end_officers(batch, row, unit, ended, origin, f"<{day}")
    elif (word := _head_word(item, unit.form)) is not None:
        _end_heads(batch, row, unit, ended, origin, f"<{day}", word)
    return batch


def _head_word(item: str, form: LegalForm) -> str | None:
    """The word for the head in a change item, if the item is about the head of such a unit."""
    if _NOT_HEAD in item:
        return None
    fitting = (word for word, only in _HEAD_WORDS.items() if word in item and only in (None, form))
    return next(fitting, None)


def _is_officers(item: str) -> bool:
    return any(word in item for word in _OFFICER_WORDS)


# ---- heads -------------------------------------------------------------------------------------


def _end_heads(batch: Batch, row: Row, unit: KnownUnit, ended: Interval, origin: Origin, event: str, word: str) -> None:
    after = {name_key(name) for head in printed_heads(row.text("变更后内容") or "") for name in _named(head)}
    before = printed_heads(row.need("变更前内容"))
    alone = len({head.name for head in before}) == 1
    for head in before:
        if name_key(head.name) not in after:
            left = head
        elif head.delegate and name_key(head.delegate) not in after:  # the unit stays and sends somebody else
            left = PrintedHead(head.delegate, False, is_delegate=True)
        else:
            continue
        add_head(batch, left, unit, ended, origin, printed=word, sheet=SHEET, event=event, alone=alone)


def _named(head: PrintedHead) -> Iterator[str]:
    yield head.name
    if head.delegate:
        yield head.delegate


# ---- boards and managers -----------------------------------------------------------------------


def _end_officers(batch: Batch, row: Row, unit: KnownUnit, ended: Interval, origin: Origin, event: str) -> None:
    """One ended post for every (name, role) of the blob before that the blob after no longer has."""
    after = {(name_key(name), found.role) for name, _, roles in _officers(row, "变更后内容", unit) for found in roles}
    for name, title, roles in _officers(row, "变更前内容", unit):
        left = [found for found in roles if (name_key(name), found.role) not in after]
        if left:
            holder = person_mention(name, None, origin, place=f"{SHEET}/{unit.mention.id}", title=title)
            batch.mentions.append(holder)
            batch.roles += role_edges(left, holder, unit.mention, ended, origin, title=title, event=event)


def _officers(row: Row, field: str, unit: KnownUnit) -> list[tuple[str, str, tuple[ReadRole, ...]]]:
    """Name, title and roles of every person in a blob; a star marks the legal representative."""
    text = row.text(field)
    if text is None:
        return []
    entries = parse_officers(text)
    if not entries:
        raise RowQuarantinedError("变更内容中的人员无法逐一区分", "请写成“1 姓名 职务2 姓名 职务”的形式", field=field)
    found = []
    for name, title, starred in entries:
        roles = roles_at(unit, known_roles(title, unit.form, field=field).roles)
        extra = head_roles(unit.form, "法定代表人") if starred else ()
        found.append((name, title, tuple(dict.fromkeys((*roles, *extra)))))
    return found


def parse_officers(text: str) -> list[tuple[str, str, bool]]:
    """``(name, title, starred)`` of every person in a blob of the register.

    >>> parse_officers("（注：标有*标志的为法定代表人）1 甲某 执行董事2 乙某* 经理")
    [('甲某', '执行董事', False), ('乙某', '经理', True)]
    """
    plain = _NOTE.sub("", unicodedata.normalize("NFKC", text)).strip()
    if _NUMBERED.match(plain):
        return _numbered(plain)
    if labelled := _LABELLED.findall(plain):
        return [(name.rstrip("*"), title.rstrip(",、"), name.endswith("*")) for name, title in labelled]
    if bracketed := _BRACKETED.findall(plain):
        return [(name, title, bool(star)) for name, star, title in bracketed]
    return _lines(plain)


def _numbered(plain: str) -> list[tuple[str, str, bool]]:
    """``1 甲 执行董事2 乙* 经理``: each number is glued to the title before it."""
    found = []
    for part in _NUMBERED.split(plain)[2::2]:
        words = part.split()
        if len(words) < 2:
            return []
        found.append((words[0].rstrip("*"), " ".join(words[1:]), words[0].endswith("*")))
    return found


def _lines(plain: str) -> list[tuple[str, str, bool]]:
    """``甲 董事；乙 监事``: one person per part, name first."""
    found = []
    for part in filter(None, (part.strip() for part in re.split(r"[;\r\n]+", plain))):
        words = part.split()
        if len(words) != 2:
            return []
        found.append((words[0].rstrip("*"), words[1], words[0].endswith("*")))
    return found

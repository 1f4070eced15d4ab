"""The journal: an append-only record of what people did with the graph.

Decisions on identity, actions of agencies, court exceptions, objections, watch lists: each is an entry
that is never changed or removed. Taking something back is an entry too, so every past state can be read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from graph.errors import BadFactError
from graph.model.identifiers import Identifier, IdentifierKind
from graph.model.ids import content_id
from graph.model.time import BEIJING

# A full citizen number standing alone in a text.
_CITIZEN = re.compile(r"(?<![0-9A-Za-z])\d{17}[\dXx](?![0-9A-Za-z])")


class EntryKind(StrEnum):
    """What an entry records."""

    DECISION = "decision"  # 身份核定
    ACTION = "action"  # 已采取的措施
    WATCH = "watch"  # 关注名单
    EXCEPTION = "exception"  # 法院准许的例外
    OBJECTION = "objection"  # 异议
    KEEP = "keep"  # 移出后依法继续的措施
    CATALOGUE = "catalogue"  # 措施目录启用


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One entry: ``number`` counts up within a store, ``id`` is made from content and the same everywhere."""

    number: int
    id: str
    kind: EntryKind
    by: str
    at: datetime  # Beijing time
    body: Mapping[str, Any]


def entry(number: int, kind: EntryKind, by: str, at: datetime, body: Mapping[str, Any]) -> JournalEntry:
    """An entry ready to be kept: full citizen numbers masked, the moment in Beijing time.

    Raises:
        BadFactError: nobody is named, or the body cannot be written as JSON.

    """
    if not by.strip():
        raise BadFactError("an entry of the journal says by whom; name the person or agency")
    moment = (at if at.tzinfo else at.replace(tzinfo=BEIJING)).astimezone(BEIJING)
    kept = json.loads(encode(body))
    id_ = content_id("j", kind.value, _masked(by), moment.isoformat(), encode(kept))
    return JournalEntry(number, id_, kind, _masked(by), moment, kept)


def encode(body: Mapping[str, Any]) -> str:
    """The body as JSON, always the same bytes for the same content; full citizen numbers are masked."""
    try:
        return json.dumps(_without_numbers(body), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    except (TypeError, ValueError) as error:
        raise BadFactError(f"the body of a journal entry cannot be written as JSON ({error})") from error


def decode(text: str) -> Mapping[str, Any]:
    """The inverse of :func:`encode`."""
    body: Mapping[str, Any] = json.loads(text)
    return body


def _without_numbers(value: object) -> object:
    if isinstance(value, str):
        return _masked(value)
    if isinstance(value, Mapping):
        return {str(name): _without_numbers(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_without_numbers(part) for part in value]
    return value


def _masked(text: str) -> str:
    return _CITIZEN.sub(_mask, text)


def _mask(found: re.Match[str]) -> str:
    """The number in shown form, where its birth digits are a day; other long numbers are left alone."""
    digits = found.group().upper()
    try:
        date(int(digits[6:10]), int(digits[10:12]), int(digits[12:14]))
    except ValueError:
        return found.group()
    return Identifier(IdentifierKind.CITIZEN, digits).shown

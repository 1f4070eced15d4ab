"""The journal: what people recorded is kept in order, never twice, and as of any moment."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from graph.errors import BadFactError
from graph.model.journal import EntryKind
from graph.model.time import BEIJING
from graph.store import GraphStore

_NOON = datetime(2026, 6, 30, 12, 0, 0, 123456, tzinfo=BEIJING)


def test_entries_come_back_in_order_of_one_kind_or_all(store: GraphStore) -> None:
    first = store.append(EntryKind.ACTION, "某银行", _NOON, {"what": "refused", "finding": "f-1"})
    second = store.append(EntryKind.WATCH, "审查员", _NOON - timedelta(days=1), {"subjects": ["m-1", "m-2"]})
    assert [first.number, second.number] == [1, 2]
    assert store.journal() == (first, second)
    assert store.journal(EntryKind.WATCH) == (second,)
    assert store.journal((EntryKind.WATCH, EntryKind.DECISION)) == (second,)
    assert store.journal((EntryKind.WATCH, EntryKind.ACTION)) == (first, second)
    assert second.body == {"subjects": ["m-1", "m-2"]}
    assert store.journal(EntryKind.DECISION) == ()


def test_a_past_moment_sees_only_what_was_recorded_by_then(store: GraphStore) -> None:
    entry = store.append(EntryKind.KEEP, "某局", _NOON, {"ground": "某法第一条"})
    assert store.journal(until=_NOON) == (entry,)
    assert store.journal(until=_NOON - timedelta(microseconds=1)) == ()


def test_the_same_entry_said_again_is_not_added_twice(
    store: GraphStore, make_store: Callable[[str], GraphStore]
) -> None:
    entry = store.append(EntryKind.OBJECTION, "某法院", _NOON, {"b": 1, "a": ["x"]})
    assert store.append(EntryKind.OBJECTION, "某法院", _NOON, {"a": ["x"], "b": 1}) == entry
    assert make_store("store").journal() == (entry,)


def test_an_entry_names_its_author_and_hides_full_numbers(store: GraphStore) -> None:
    with pytest.raises(BadFactError, match="by whom"):
        store.append(EntryKind.ACTION, " ", _NOON, {})
    with pytest.raises(BadFactError, match="JSON"):
        store.append(EntryKind.ACTION, "某局", _NOON, {"day": _NOON})
    entry = store.append(EntryKind.ACTION, "某局", _NOON, {"note": ["身份证11010519491231002X，另见统一代码"]})
    assert entry.body == {"note": ["身份证1101051949****002X，另见统一代码"]}
    assert store.journal()[-1] == entry

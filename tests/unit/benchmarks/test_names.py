"""Invented names stay distinct however many are asked for."""

from __future__ import annotations

from random import Random

from benchmarks.city.names import Names

_SHORT_ONES = 15_400  # as many societies as trade names of two characters make


def test_trade_names_grow_longer_when_short_ones_run_out() -> None:
    names = Names(Random(1))
    many = [names.unit("social") for _ in range(_SHORT_ONES + 2_000)]

    assert len(set(many)) == len(many)
    assert len(many[0]) < max(map(len, many[-100:]))

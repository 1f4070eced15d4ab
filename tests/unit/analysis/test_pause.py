"""The collector stands still inside, and runs again as before outside."""

from __future__ import annotations

import gc

import pytest

from analysis.pause import collector_paused


def _fail() -> None:
    assert not gc.isenabled()
    raise ValueError("broken")


def test_it_runs_again_afterwards_whatever_happened() -> None:
    with pytest.raises(ValueError, match="broken"), collector_paused():
        _fail()
    assert gc.isenabled()


def test_a_collector_that_stood_still_is_left_alone() -> None:
    gc.disable()
    try:
        with collector_paused():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()

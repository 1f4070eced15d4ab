"""What is remembered: the last answers, each worked out once, and nothing that failed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from guanlian.views.memory import Memory


def _counted(asked: list[str], name: str) -> Callable[[], str]:
    def answer() -> str:
        asked.append(name)
        return name.upper()

    return answer


def test_an_answer_is_worked_out_once_and_the_longest_unasked_one_goes() -> None:
    memory, asked = Memory[str](2), list[str]()
    for name in ("a", "b", "a", "c", "a", "b"):
        assert memory.get(name, _counted(asked, name)) == name.upper()
    assert asked == ["a", "b", "c", "b"]


def test_a_failure_is_asked_again() -> None:
    def failing() -> str:
        raise KeyError("nothing yet")

    memory = Memory[str](2)
    with pytest.raises(KeyError):
        memory.get("a", failing)
    assert memory.get("a", lambda: "A") == "A"

"""Our rooms are top-level packages; nothing that is installed beside them may bear one of their names."""

from __future__ import annotations

from importlib.metadata import packages_distributions

import pytest

from tests.support.repository import ROOMS

OURS = "guanlian"


@pytest.mark.parametrize("name", [*ROOMS, "tests"])
def test_no_installed_distribution_ships_our_name(name: str) -> None:
    others = set(packages_distributions().get(name, [])) - {OURS}
    assert not others, f"{sorted(others)} installs a top-level package {name!r}, which would hide or mix with ours"

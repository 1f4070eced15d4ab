"""What every test shares: the rule on suites that cannot run, and one seed for the property tests."""

from __future__ import annotations

import os

from hypothesis import settings

pytest_plugins = ["tests.support.suites"]

# Short runs repeat exactly and never fail for a slow machine; HYPOTHESIS_PROFILE=search looks for new counterexamples.
settings.register_profile("repeat", deadline=None, derandomize=True)
settings.register_profile("search", deadline=None, max_examples=2_000, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "repeat"))

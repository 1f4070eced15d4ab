"""The sample city behind the dashboard: an environment for the page, and a finding to look at."""

from __future__ import annotations

import os

import pytest

from analysis.findings import Finding
from tests.support.sample import ask, sample_today, service_over


@pytest.fixture(scope="session")
def extended(sample_url: str) -> Finding:
    """A person who is certainly caught by extension."""
    with service_over(sample_url) as service:
        findings = service.exposures(ask(sample_today(), "central-2016")).findings
    return next(finding for finding in findings if finding.direction.value == "extends" and finding.certainty.rank == 0)


@pytest.fixture(scope="session")
def namesake(sample_url: str) -> str:
    """The name of a listed person that somebody else bears too."""
    with service_over(sample_url) as service:
        findings = service.exposures(ask(sample_today(), "central-2016")).findings
    return next(f.listed.name for f in findings if f.path[1].type == "identity" and f.listed.kind.value == "person")


@pytest.fixture
def page_environment(sample_url: str, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """The environment in which the page finds the sample city."""
    settings = {
        "GUANLIAN_STORE": sample_url,
        "GUANLIAN_DOCUMENTS": "all",
        "GUANLIAN_TODAY": sample_today().isoformat(),
    }
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    return {**os.environ, **settings}

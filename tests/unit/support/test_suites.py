"""The rule on suites that cannot run, tried on small runs of its own."""

from __future__ import annotations

import pytest

from tests.support import suites
from tests.support.suites import Need, java_major, requires

pytest_plugins = ["pytester"]

MISSING = Need("a thing nobody has", lambda: False, remedy="make thing")


@pytest.fixture
def lacking(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    """A run of one needing and one plain test, on a machine that lacks the need."""
    monkeypatch.setitem(suites.NEEDS, "thing", MISSING)
    monkeypatch.delenv("REQUIRE", raising=False)
    suites.unmet.cache_clear()
    pytester.makeini("[pytest]\nmarkers = requires(*names): needs\n")
    pytester.makepyfile(
        """
        import pytest

        @pytest.mark.requires("thing")
        def test_needing():
            assert True

        def test_plain():
            assert True
        """
    )
    return pytester


def test_the_cause_is_told_where_it_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    need = Need("a server", lambda: False, remedy="make thing", cause=lambda: "the network did not answer")
    monkeypatch.setitem(suites.NEEDS, "thing", need)
    suites.unmet.cache_clear()

    assert suites.unmet("thing") == "needs a server (the network did not answer); run `make thing`"
    suites.unmet.cache_clear()


def test_artifacts_that_cannot_be_fetched_are_the_cause(monkeypatch: pytest.MonkeyPatch) -> None:
    from deploy.neo4j import server

    def fails() -> None:
        raise server.ServerError("the server's artifacts could not be fetched")

    monkeypatch.setattr(server, "missing", lambda: None)
    monkeypatch.setattr(server, "fetch", fails)
    suites._neo4j_missing.cache_clear()
    suites.unmet.cache_clear()

    assert "artifacts could not be fetched" in str(suites.unmet("neo4j"))
    suites._neo4j_missing.cache_clear()
    suites.unmet.cache_clear()


def test_an_unmet_need_skips_and_is_told_at_the_end(lacking: pytest.Pytester) -> None:
    result = lacking.runpytest_inprocess("-p", "tests.support.suites")
    result.assert_outcomes(passed=1, skipped=1)
    result.stdout.fnmatch_lines(
        ["*suites that did not run*", "*.py: 1 left out, needs a thing nobody has; run `make thing`"]
    )


def test_with_require_all_an_unmet_need_fails(lacking: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REQUIRE", "all")
    result = lacking.runpytest_inprocess("-p", "tests.support.suites")
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    result.stdout.fnmatch_lines(["*REQUIRE=all: left out because it needs a thing nobody has*"])


def test_with_require_all_a_module_that_skips_itself_fails(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REQUIRE", "all")
    pytester.makepyfile("import pytest\npytest.importorskip('no_such_module_here')")
    result = pytester.runpytest_inprocess("-p", "tests.support.suites")
    assert result.ret != pytest.ExitCode.OK
    result.assert_outcomes(errors=1)


def test_an_expected_failure_stays_one_with_require_all(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REQUIRE", "all")
    pytester.makepyfile("import pytest\n\n@pytest.mark.xfail\ndef test_known():\n    raise AssertionError\n")
    pytester.runpytest_inprocess("-p", "tests.support.suites").assert_outcomes(xfailed=1)


def test_an_unknown_need_is_refused_where_it_is_declared() -> None:
    with pytest.raises(ValueError, match="unknown need"):
        requires("chromiun")


@pytest.mark.parametrize(
    ("text", "major"),
    [('openjdk version "17.0.15" 2025-04-15', 17), ('java version "1.8.0_402"', 8), ("not found", 0)],
)
def test_java_major(text: str, major: int) -> None:
    assert java_major(text) == major

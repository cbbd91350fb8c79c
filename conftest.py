"""Tests that `make test` leaves to `make test-all` say why it can do without them, and CI skips nothing."""

import os
from collections.abc import Generator

import pytest


@pytest.hookimpl(trylast=True)  # when all marks are there
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Refuse a mark without a reason."""
    for item in items:
        for mark in item.iter_markers("thorough"):
            if len(mark.args) != 1 or not isinstance(mark.args[0], str):
                raise pytest.UsageError(f"{item.nodeid}: thorough(...) has to say why it can wait.")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Where all has to be tried, as in CI, a test that is skipped has failed."""
    report = yield
    if report.skipped and os.environ.get("CI") == "true" and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        why = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.longrepr = f"{why}; CI has to run every test."
    return report

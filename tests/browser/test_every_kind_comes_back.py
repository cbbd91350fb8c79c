"""Every kind of exercise is answered in the browser, saved to a file, and put back as it was."""

import json
import tomllib
from pathlib import Path

import pytest
from playwright.sync_api import expect

from leadermanager.shapes import fitting
from leadermanager.widgets.kinds import KINDS, exercise, state_shapes

from . import hands, students

CONTENTS = {path: tomllib.loads(path.read_text("utf-8")) for path in hands.EXERCISES.glob("*.toml")}


def shortest(kind):
    """Return the shortest exercise of a kind, but for those to which a lesson gives their items."""
    whole = [path for path, content in CONTENTS.items() if not isinstance(content.get("rows"), dict)]
    return min(
        (path for path in whole if CONTENTS[path]["kind"] == kind), key=lambda path: path.stat().st_size
    )


pytestmark = pytest.mark.thorough("two minutes; kinds come back in their own tests, shapes in test_shapes.py")

SHOWN = {kind: shortest(kind) for kind in sorted(KINDS)}
GIVEN = {"drawing": ".over({week: 100 for week in range(110)})"}


@pytest.fixture
def notebook(lab, open_notebook):
    """A notebook with the list of progress and an exercise of every kind."""
    cells = [f'lm.exercise("{path.stem}"){GIVEN.get(kind, "")}' for kind, path in SHOWN.items()]
    opened = open_notebook(lab.write("every-kind", "import leadermanager as lm\nlm.my_progress()", *cells))
    opened.run_all()
    return opened


def box_of(notebook, kind):
    """Bring the exercise of a kind onto the page."""
    notebook.page.evaluate(
        "(index) => window.jupyterapp.shell.currentWidget.content.scrollToItem(index, 'start')",
        1 + list(SHOWN).index(kind),
    )
    box = notebook.page.locator(f".lm-exercise.lm-{kind}")
    expect(box).to_be_visible()
    notebook.settle()
    return box


def progress(notebook):
    notebook.page.evaluate("window.jupyterapp.shell.currentWidget.content.scrollToItem(0, 'start')")
    box = notebook.page.locator(".lm-my-progress")
    expect(box).to_be_visible()
    return box


def do_all(notebook):
    """Answer all of them, and leave in some what is not yet sent or checked."""
    hand = students.Keyboard(notebook.page)
    for kind, path in SHOWN.items():
        students.do(hand, box_of(notebook, kind), exercise(path).content)
    box_of(notebook, "network").locator(".lm-person").last.press("Enter")
    box_of(notebook, "matching").locator("select").first.press("Home")


def comes_back(notebook):
    """Load the page anew, with a kernel that knows of nothing."""
    notebook.reload()
    notebook.restart_kernel()
    notebook.run_all()


def shown_by(notebook):
    """Return what each exercise says, but for its status line, which speaks of the last thing done."""
    texts = {}
    for kind in SHOWN:
        box = box_of(notebook, kind)
        texts[kind] = box.evaluate("""(box) => {
            const copy = box.cloneNode(true);
            for (const gone of copy.querySelectorAll("[role=status], svg, script")) gone.remove();
            const fields = [...box.querySelectorAll("input, select, textarea")];
            return [copy.textContent, fields.map((field) => [field.value, field.checked])];
        }""")
    return texts


def kept(notebook):
    return notebook.page.evaluate(hands.KEPT)


def restore(notebook, file):
    box = progress(notebook)
    with notebook.page.expect_file_chooser() as chooser:
        box.get_by_role("button", name="Restore from a file").click()
    chooser.value.set_files(file)
    done = f"Restored {len(KINDS)} exercises from"
    expect(box.locator("[role=status]")).to_contain_text(done, timeout=20_000)
    return box.locator("[role=status]")


@pytest.mark.timeout(600)
def test_what_was_done_in_every_kind_is_downloaded_and_put_back_as_it_was(notebook):
    page = notebook.page
    do_all(notebook)
    before = kept(notebook)
    comes_back(notebook)
    texts = shown_by(notebook)
    assert len(before) == len(KINDS)
    shapes = state_shapes(hands.EXERCISES)
    assert {name: fitting(shapes[name], state) for name, state in before.items()} == before
    files: list[Path] = []
    for name in ("Download my progress", "Download my notebooks and progress"):
        with page.expect_download() as begun:
            progress(notebook).get_by_role("button", name=name).click()
        files.append(Path(begun.value.path()).rename(Path(begun.value.path()).with_suffix(f".{len(files)}")))
        expect(progress(notebook).locator("[role=status]")).to_contain_text(f"{len(KINDS)} exercises")
    for file in files:
        page.evaluate("localStorage.clear()")
        comes_back(notebook)
        assert kept(notebook) == {}
        said = restore(notebook, file)
        expect(said).not_to_contain_text("eft out")
        assert kept(notebook) == before
        assert shown_by(notebook) == texts
        heard = hands.value(notebook, "{name: bool(one.value) for name, one in exercise.LAST.items()}")
        assert heard == dict.fromkeys(before, True)


# What no page keeps, or one of another edition: unknown parts, places and people, other types, half answers.
DAMAGED = {
    "card-sort": {"value": {"gone": "leading"}, "tries": {"gone": "many"}},
    "case": {"value": {"path": ["gone"], "plays": [["gone"], "x"]}},
    "desk": {"value": {"tries": [{"joining": [0, "x"], "aim": 99}, 3]}},
    "drawing": {"value": {"points": {"gone": 3, "64": "x"}, "kept": True}},
    "firefighting": {"value": {"tries": [{"first": 99, "second": "x"}, 3]}},
    "funnel": {"value": {"tries": [{"luck": "gone", "aims": [99, "x"]}, 3]}},
    "matching": {"value": {"gone": "gone"}, "draft": {"gone": "gone", "x": 1}, "tries": {"gone": 1}},
    "network": {
        "value": {"carriers": ["gone"]},
        "draft": ["gone"],
        "step": "x",
        "tries": [{"carriers": ["gone"], "believed": 1}],
    },
    "quiz": {"value": {"gone": "a"}, "tries": 7},
    "replanning": {"value": {"tries": [{"market": "gone", "made": [-1, 900]}], "bet": 3}},
    "ring": {
        "value": {"tries": [{"carriers": [0, "x"], "moved": {"gone": 5}}, {"carriers": [1], "moved": 3}]},
        "draft": {"carriers": [101], "moved": {"1": 2}},
    },
    "stove": {"value": {"tries": [{"career": "gone", "acts": "LX"}, 3], "bet": "many", "firms": [1]}},
    "triage": {"value": {"gone": {"decision": "perhaps"}}, "tries": 1},
    "two-guesses": {
        "value": {"tries": [{"deal": "gone", "said": [900]}], "bet": "gone", "left_out": ["gone"], "off": "x"}
    },
    "two-waters": {"value": {"tries": [{"unit": "gone", "leading": [99, "x"], "managing": 3}, 3]}},
}
WRONG = [
    "gone",
    -1,
    [1, 2, 3],
    {"decision": "if", "condition": "gone", "confidence": 50},
    {"decision": "yes"},
]


def damaged():
    """Return a file of progress in which nothing makes sense."""
    states = {}
    for kind, path in SHOWN.items():
        state = json.loads(json.dumps(DAMAGED[kind]))
        parts = [
            part["id"]
            for key in ("items", "cards", "questions", "lines")
            for part in CONTENTS[path].get(key, [])
        ]
        state["value"] |= dict(zip(parts, WRONG, strict=False))
        states[path.stem] = state
    return json.dumps({"format": "leadermanager-progress", "version": 1, "exercises": states})


@pytest.mark.timeout(600)
def test_a_file_in_which_nothing_makes_sense_breaks_no_exercise(notebook, tmp_path):
    """Each can be done from its beginning, and the console shows no error."""
    (tmp_path / "mine.json").write_text(damaged())
    said = restore(notebook, tmp_path / "mine.json")
    expect(said).to_contain_text("Something in these exercises could not be read, and is left out:")
    for kind, path in SHOWN.items():
        expect(said).to_contain_text(CONTENTS[path]["title"])
        expect(box_of(notebook, kind).locator("button").first).to_be_attached()
    notebook.reload()
    notebook.run_all()
    for kind, path in SHOWN.items():
        students.do(students.Keyboard(notebook.page), box_of(notebook, kind), exercise(path).content)

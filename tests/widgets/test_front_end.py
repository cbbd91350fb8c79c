"""What a widget sends to the page is one module and one style sheet, put together from several."""

import json
from importlib import import_module

import pytest

from leadermanager.widgets import front_end as put_together
from leadermanager.widgets.front_end import STATIC, front_end
from leadermanager.widgets.kinds import KINDS

from .conftest import run_node

WIDGETS = [module.replace(".", "/") for module, _ in KINDS.values()] + [
    "hand_in",
    "my_progress",
    "record",
    "you_said",
]


@pytest.fixture
def modules(monkeypatch, tmp_path):
    """Return a function that writes modules and runs the whole of the one called `whole`."""
    monkeypatch.setattr(put_together, "STATIC", tmp_path)

    def run(**sources):
        for name, source in sources.items():
            path = tmp_path / f"{name.replace('__', '/')}.js"
            path.parent.mkdir(exist_ok=True)
            path.write_text(source, "utf-8")
        module, _ = front_end("whole")
        (tmp_path / "made.mjs").write_text(module, "utf-8")
        program = 'import made from "./made.mjs"; console.log(JSON.stringify(made))'
        done = run_node("--input-type=module", "--eval", program, cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return run


@pytest.mark.parametrize("name", WIDGETS)
def test_the_module_of_a_widget_needs_no_other(name, tmp_path):
    module, _ = front_end(name)
    (tmp_path / "made.mjs").write_text(module, "utf-8")
    program = 'import made from "./made.mjs"; console.log(Object.keys(made).sort().join(" "))'
    done = run_node("--input-type=module", "--eval", program, cwd=tmp_path)
    assert (done.stdout, done.stderr) == ("initialize render\n", "")


def test_every_module_and_style_is_part_of_a_widget():
    made = "\n".join("\n".join(front_end(name)) for name in WIDGETS)
    ours = list(STATIC.rglob("*.*s*"))
    begins = {path.name: path.read_text("utf-8").partition("\n")[0] for path in ours}
    assert len(begins) > 40
    assert not [name for name, begin in begins.items() if begin not in made]


def test_modules_get_what_they_import_whatever_it_is_called(modules):
    assert modules(
        whole='import { name as theirs } from "./other.js";\nimport * as deep from "./in/deep.js";\n'
        "const name = 1;\nexport default [name, theirs, deep.name, deep.twice(4)];\n",
        other="export const name = 2;\n",
        in__deep='import {\n  name as first,\n} from "../other.js";\n'
        "export const name = first + 1;\nexport function twice(n) {\n  return 2 * n;\n}\n",
    ) == [1, 2, 3, 8]


def test_a_module_that_two_others_import_runs_once(modules):
    assert modules(
        whole='import { more } from "./one.js";\nimport { count } from "./count.js";\n'
        "more();\nexport default [count.now];\n",
        one='import { count } from "./count.js";\nexport function more() {\n  count.now += 1;\n}\n',
        count="export const count = { now: 0 };\n",
    ) == [1]


def test_names_that_a_module_keeps_to_itself_reach_no_other(modules):
    assert modules(
        whole='import { ours } from "./one.js";\nexport default [ours, typeof hidden];\n',
        one="const hidden = 7;\nexport const ours = hidden;\n",
    ) == [7, "undefined"]


def test_types_stay_at_home_and_comments_that_explain_go_along(modules, tmp_path):
    modules(whole="// Why.\n\n/**\n * @param {number} n\n */\nconst f = (n) => n;\nexport default f(1);\n")
    made = (tmp_path / "made.mjs").read_text("utf-8")
    assert "// Why." in made
    assert "@param" not in made


def test_the_styles_of_all_modules_come_along_and_the_widgets_own_is_last(monkeypatch, tmp_path):
    monkeypatch.setattr(put_together, "STATIC", tmp_path)
    (tmp_path / "whole.js").write_text('import { one } from "./one.js";\nexport default one;\n')
    (tmp_path / "one.js").write_text("export const one = 1;\n")
    for name in ("whole", "one", "other"):
        (tmp_path / f"{name}.css").write_text(f".{name} {{}}\n")
    assert front_end("whole")[1] == ".one {}\n\n.whole {}\n"


@pytest.mark.parametrize("kind", KINDS)
def test_a_widget_of_a_kind_has_the_front_end_of_its_name(kind):
    module, widget = KINDS[kind]
    made = getattr(import_module(f"leadermanager.widgets.{module}"), widget)
    assert (str(made._esm), str(made._css)) == front_end(module.replace(".", "/"))

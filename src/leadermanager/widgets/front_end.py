"""The front end of a widget: its module of `static/` and all that this imports, put together into one text.

anywidget sends the page one ES module and one style sheet for each widget. In `static/` they are ordinary
modules that import each other, which the type checker, the linter and the tests see as such. Here each of
them becomes a function that runs once and returns what it exports, in the order in which they need each
other; only the widget's own module stays open, so that its default export is that of the whole.
"""

import re
from functools import cache
from pathlib import Path

STATIC = Path(__file__).resolve().parent / "static"

# import { one, other as another } from "./module.js";   import * as module from "./module.js";
_IMPORT = re.compile(r'^import (?:\{([^}]*)\}|\* as (\w+)) from "([./\w]+)\.js";$\n?', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|const|class) (\w+))", re.MULTILINE)
# JSDoc has types for the tools; the page does without.
_JSDOC = re.compile(r"^ */\*\*(?:(?!\*/).)*\*/\n", re.MULTILINE | re.DOTALL)


def front_end(name: str) -> tuple[str, str]:
    """Return the ES module and the style sheet of one widget.

    Parameters
    ----------
    name
        The name of the widget's module in ``static/``, such as ``"card_sort"``. The style of each module that
        takes part stands beside it, in the ``.css`` of the same name.
    """
    *shared, own = modules_of(STATIC / f"{name}.js")
    scripts = [_as_function(path) for path in shared] + [_source(own)]
    styles = [path.with_suffix(".css") for path in (*shared, own)]
    return "\n".join(scripts), "\n".join(path.read_text("utf-8") for path in styles if path.exists())


def modules_of(path: Path) -> list[Path]:
    """Return the modules that a module needs, each after those that it needs itself, and it last.

    Parameters
    ----------
    path
        The module's file.
    """
    needed: dict[Path, None] = {}
    for _, _, other in _IMPORT.findall(path.read_text("utf-8")):
        needed |= dict.fromkeys(modules_of(_beside(path, other)))
    return [*needed, path]


def _beside(path: Path, other: str) -> Path:
    return (path.parent / f"{other}.js").resolve()


@cache
def _as_function(path: Path) -> str:
    text = path.read_text("utf-8")
    exported = ", ".join(_EXPORT.findall(text))
    return f"const {_name(path)} = (() => {{\n{_source(path)}return {{ {exported} }};\n}})();\n"


@cache
def _source(path: Path) -> str:
    """Return a module's source with what it imports taken from the functions before it."""

    def taken(match: re.Match[str]) -> str:
        names, whole, other = match.groups()
        wanted = whole or "{" + re.sub(r" as ", ": ", names) + "}"
        return f"const {wanted} = {_name(_beside(path, other))};\n"

    text = _JSDOC.sub("", path.read_text("utf-8"))
    return _EXPORT.sub("", _IMPORT.sub(taken, text))


def _name(path: Path) -> str:
    return "_".join(("of", *path.relative_to(STATIC).with_suffix("").parts))

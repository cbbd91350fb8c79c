"""A lesson that was run from top to bottom, and what its cells made: what tests of its sentences read.

`execute` runs a notebook in a kernel of its own and writes down all that it made; `Executed` reads that, in
any process.
"""

import ast
import contextlib
import io
import pickle
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import nbformat
from nbclient import NotebookClient
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

DEFINING = (ast.Import, ast.ImportFrom, ast.FunctionDef)
COURSE = Path(__file__).parents[2] / "course"
HANDING_OVER = Path(__file__).with_name("handing_over.py")


class Made(Mapping[str, Any]):
    """What a lesson made, by name. Each reading makes it anew, so that no test changes what another sees."""

    def __init__(self, pickled: dict[str, bytes]) -> None:
        self._pickled = pickled

    def __getitem__(self, name: str) -> Any:
        if name not in self._pickled:
            raise KeyError(f"the lesson made no {name}, or nothing that another process can be given")
        return pickle.loads(self._pickled[name])

    def __iter__(self) -> Iterator[str]:
        return iter(self._pickled)

    def __len__(self) -> int:
        return len(self._pickled)


class Executed:
    """A lesson that was run before anybody answered anything.

    Attributes
    ----------
    notebook : nbformat.NotebookNode
        The notebook with its outputs.
    names : Made
        What each name stands for at the end; of an exercise only `content`, `value` and `score`.
    outputs : Made
        What each cell showed, by the cell's id: a table, a number, a chart, an exercise.
    printed : dict of str to str
        What each cell printed, by its id.
    text : dict of str to str
        The words of each Markdown cell, by its id.
    exercises : dict of str to types.SimpleNamespace
        What can be read of each exercise, by the id of the cell that shows it.
    """

    def __init__(self, path: Path) -> None:
        written = pickle.loads(path.read_bytes())
        self.notebook: NotebookNode = nbformat.reads(written["notebook"], as_version=4)
        self.names = Made(written["names"])
        code = [cell for cell in self.notebook.cells if cell.cell_type == "code"]
        shown = written["shown"]
        self.outputs = Made(
            {cell.id: shown[cell.execution_count] for cell in code if cell.execution_count in shown}
        )
        self.printed = {cell.id: _printed(cell) for cell in code}
        self.text = {cell.id: cell.source for cell in self.notebook.cells if cell.cell_type == "markdown"}
        self.exercises = {
            cell: value for cell, value in self.outputs.items() if isinstance(value, SimpleNamespace)
        }
        self._code = {cell.id: cell.source for cell in code}

    def changed(self, line: str, *cells: str) -> dict[str, Any]:
        """Run cells once more with a line changed, as a student does who was asked to.

        Parameters
        ----------
        line : str
            It takes the place of the line that gives a value to the same name.
        *cells : str
            The ids of the cells to run, the one with the line first.

        Returns
        -------
        dict
            What each name stands for then; `_` is what the last cell shows.
        """
        old = re.compile(rf"^{re.escape(line.partition(' = ')[0])} = .*$", re.MULTILINE)
        first, found = old.subn(lambda _: line, self._code[cells[0]])
        assert found == 1, f"{cells[0]} has not one line to change, but {found}"
        sources = [first, *(self._code[cell] for cell in cells[1:])]
        *before, last = [*self._defined(), *ast.parse("\n".join(sources)).body]
        names = dict(self.names)
        with contextlib.chdir(COURSE), contextlib.redirect_stdout(io.StringIO()):
            exec(compile(ast.Module(before, []), "<cells>", "exec"), names)
            if isinstance(last, ast.Expr):
                last = ast.Assign([ast.Name("_", ast.Store())], last.value)
            exec(compile(ast.fix_missing_locations(ast.Module([last], [])), "<last line>", "exec"), names)
        return names

    def _defined(self) -> list[ast.stmt]:
        """Return the imports and functions of all cells, which cannot be handed over."""
        written = (ast.parse(code).body for code in self._code.values())
        return [each for body in written for each in body if isinstance(each, DEFINING)]


def _printed(cell: NotebookNode) -> str:
    return "".join(output.text for output in cell.outputs if output.get("name") == "stdout")


def execute(lesson: Path, target: Path) -> None:
    """Run a lesson, on after errors as well, and write what it made."""
    notebook = nbformat.read(lesson, as_version=4)
    made = target.with_suffix(".made")
    last = f"__import__('runpy').run_path({str(HANDING_OVER)!r})['hand_over'](get_ipython(), {str(made)!r})"
    notebook.cells.append(new_code_cell(last))
    where = {"metadata": {"path": str(lesson.parent)}}
    client = NotebookClient(
        notebook, timeout=120, allow_errors=True, resources=where, store_widget_state=False
    )
    client.execute()
    handed = notebook.cells.pop()
    assert made.is_file(), f"{lesson.stem} handed nothing over: {handed.outputs}"
    whole = {"notebook": nbformat.writes(notebook), **pickle.loads(made.read_bytes())}
    made.write_bytes(pickle.dumps(whole))
    made.replace(target)

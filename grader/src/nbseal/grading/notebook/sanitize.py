"""Put back, in a notebook that was handed in, all that belongs to the instructor.

Tests, points, cell types, order and kernel become those of the release; what belongs to the student is left
as it is. No way of mangling a notebook stops a batch, and none costs points that its answers earn.
"""

from dataclasses import dataclass, field
from typing import Any

from nbformat import NotebookNode

from ...course import notebooks
from ...course.notebooks import grade_id
from ...course.reference import ReferenceCell, ReferenceNotebook
from ..flag import Flag
from .cells import make_cell, new_cell

_MOST_CELLS = 5000


@dataclass
class Sanitized:
    """A notebook ready to run.

    Attributes
    ----------
    notebook
        With every graded cell once, as released, and no outputs.
    repairs : list of str
        What was mended, one sentence each.
    flags : list of Flag
        What may have cost points, so that a person should look at it.
    elsewhere : set of str
        The grade ids of written answers that may stand in another cell, so that a person scores them.
    """

    notebook: NotebookNode
    repairs: list[str] = field(default_factory=list)
    flags: list[Flag] = field(default_factory=list)
    elsewhere: set[str] = field(default_factory=set)


def sanitize(
    found: dict[str, Any], reference: ReferenceNotebook, repairs: list[str] | None = None
) -> Sanitized:
    """Return a notebook with the student's answers and, for all else, what was released.

    Parameters
    ----------
    found
        What was handed in, as `read_notebook` returns it.
    reference
        The notebook as released.
    repairs
        Where to add what was mended; a new list if None.
    """
    notebook = notebooks.node(cells=[], metadata=notebooks.node(), nbformat=4, nbformat_minor=5)
    done = Sanitized(notebook, repairs if repairs is not None else [])
    made = (make_cell(raw, done.repairs) for raw in found["cells"][:_MOST_CELLS])
    cells = [cell for cell in made if cell is not None]
    if len(found["cells"]) > _MOST_CELLS:
        reason = f"the notebook has {len(found['cells'])} cells; the first {_MOST_CELLS} were read"
        done.flags.append(Flag(reason=reason))
    cells = _without_copies(cells, reference, done)
    for cell in cells:
        _restore(cell, reference, done)
    cells = _in_order(_with_missing(cells, reference, done), reference, done)
    _find_astray(cells, reference, done)
    _give_ids(cells)
    kernel = reference.kernelspec or {"name": "python3", "display_name": "Python 3", "language": "python"}
    metadata = found.get("metadata")
    theirs = metadata.get("kernelspec") if isinstance(metadata, dict) else None
    if isinstance(theirs, dict) and theirs.get("language", "python") != kernel.get("language", "python"):
        done.repairs.append(f"the kernel was {str(theirs.get('display_name', theirs.get('name')))[:50]!r}")
    done.notebook.cells = cells
    done.notebook.metadata["kernelspec"] = kernel
    return done


# ---------------------------------------------------------------------------------------------- mending


def _without_copies(
    cells: list[NotebookNode], reference: ReferenceNotebook, done: Sanitized
) -> list[NotebookNode]:
    """Keep one cell of each grade id: the last, or of an answer the last that differs from the release."""
    by_name: dict[str, list[int]] = {}
    for position, cell in enumerate(cells):
        name = grade_id(cell)
        if name is None:
            continue
        if reference.cell(name) is None:
            del cell.metadata["nbgrader"]
            done.repairs.append(f"an unknown task {name[:60]!r} was taken as an ordinary cell")
        else:
            by_name.setdefault(name, []).append(position)
    dropped = set()
    for name, positions in by_name.items():
        if len(positions) == 1:
            continue
        known = reference.cell(name)
        assert known is not None
        changed = [p for p in positions if cells[p].source.strip() != known.source.strip()]
        kept = changed[-1] if known.solution and changed else positions[-1]
        done.repairs.append(f"{name!r} was there {len(positions)} times")
        if known.solution and len(changed) > 1 and known.grade:
            done.flags.append(Flag(task=name, reason="there is more than one answer; the last was taken"))
        for position in positions:
            if position != kept:
                cells[position].metadata.pop("nbgrader", None)
                if not known.solution:
                    dropped.add(position)
    return [cell for position, cell in enumerate(cells) if position not in dropped]


def _restore(cell: NotebookNode, reference: ReferenceNotebook, done: Sanitized) -> None:
    """Give a cell of the assignment its released type and metadata, and its source unless it is an answer."""
    name = grade_id(cell)
    known = reference.cell(name)
    if known is None:
        return
    if cell.cell_type != known.cell_type:
        done.repairs.append(f"{name!r} was a {cell.cell_type} cell")
        _retype(cell, known.cell_type)
    if _is_fixed(known):
        cell.source = known.source
    cell.metadata = _metadata(known)


def _is_fixed(known: ReferenceCell) -> bool:
    return known.locked or known.is_check


def _metadata(known: ReferenceCell) -> NotebookNode:
    return notebooks.node(nbgrader=notebooks.node(**known.metadata()))


def _retype(cell: NotebookNode, cell_type: str) -> None:
    cell.cell_type = cell_type
    if cell_type == "code":
        cell.outputs, cell.execution_count = [], None
        cell.pop("attachments", None)
    else:
        cell.pop("outputs", None)
        cell.pop("execution_count", None)


def _new_cell(known: ReferenceCell) -> NotebookNode:
    cell = new_cell("code" if known.cell_type == "code" else "markdown", known.source)
    cell.metadata = _metadata(known)
    return cell


def _with_missing(
    cells: list[NotebookNode], reference: ReferenceNotebook, done: Sanitized
) -> list[NotebookNode]:
    """Put back cells that were deleted, each after the one it follows in the released notebook."""
    present = {grade_id(cell) for cell in cells}
    before: str | None = None
    for known in reference.cells:
        if known.name not in present:
            done.repairs.append(f"{known.name!r} was missing")
            if known.solution and known.grade:
                reason = "the cell for this answer was deleted; look for it elsewhere"
                done.flags.append(Flag(task=known.name, reason=reason))
                done.elsewhere.add(known.name)
            position = next((i + 1 for i, cell in enumerate(cells) if grade_id(cell) == before), 0)
            if before is None:
                position = len(cells) if known.is_check else 0
            cells.insert(position, _new_cell(known))
            if known.solution and not known.grade:
                # A stub would undo an answer that is still there in a cell without a name.
                cells[position].source = ""
        before = known.name
    return cells


def _in_order(cells: list[NotebookNode], reference: ReferenceNotebook, done: Sanitized) -> list[NotebookNode]:
    """Put checks that were moved behind all cells that come before them in the released notebook."""
    order = [known.name for known in reference.cells]
    present = [name for name in (grade_id(cell) for cell in cells) if name is not None]
    if present == [name for name in order if name in present]:
        return cells
    done.repairs.append("cells were in another order")
    checks = {known.name for known in reference.cells if known.is_check}
    moved = {grade_id(cell): cell for cell in cells if grade_id(cell) in checks}
    rest = [cell for cell in cells if grade_id(cell) not in checks]
    for number, name in enumerate(order):
        if name not in moved:
            continue
        earlier = set(order[:number])
        position = max((i + 1 for i, cell in enumerate(rest) if grade_id(cell) in earlier), default=len(rest))
        rest.insert(position, moved[name])
    return rest


def _find_astray(cells: list[NotebookNode], reference: ReferenceNotebook, done: Sanitized) -> None:
    """Note each written answer that is as released, and has a cell of the student's below it."""
    prompt: ReferenceCell | None = None
    for cell in cells:
        if (name := grade_id(cell)) is not None:
            known = reference.cell(name)
            asks = known is not None and known.solution and known.grade
            prompt = known if asks and known and cell.source.strip() == known.source.strip() else None
        elif prompt is not None and cell.source.strip() and cell.source.strip() not in reference.texts:
            if prompt.name not in done.elsewhere:  # else it was deleted
                reason = "the cell for this answer is as released; the answer may be in the cell below it"
                done.flags.append(Flag(task=prompt.name, reason=reason))
            done.elsewhere.add(prompt.name)
            prompt = None


def _give_ids(cells: list[NotebookNode]) -> None:
    """Give an id of its own to every cell that has none, or that of an earlier one."""
    taken: set[str] = set()
    for position, cell in enumerate(cells):
        if not cell["id"] or cell["id"] in taken:
            cell["id"] = f"cell-{position}"
            while cell["id"] in taken:
                cell["id"] += "x"
        taken.add(cell["id"])

"""Make of whatever was handed in a notebook that has every cell it should have, and say what was mended.

No way of mangling a notebook stops a batch, and none costs points that the answers in it earn: what belongs
to the instructor (tests, points, types, order, kernel) is put back as released; what belongs to the student
is left as it is.
"""

import json
import re
from dataclasses import dataclass, field
from typing import Any

import nbformat

from ...course.reference import ReferenceCell, ReferenceNotebook

# nbformat's functions carry no types.
NotebookNode = Any
_node: Any = nbformat.NotebookNode
_new: Any = nbformat.v4
_convert: Any = nbformat.convert
_from_dict: Any = nbformat.from_dict
_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_MAX_CELLS = 5000
_PICTURES = ("image/png", "image/jpeg", "image/gif")
_BASE64 = re.compile(r"[A-Za-z0-9+/=\s]*", re.ASCII)


class UnreadableError(ValueError):
    """The file is no notebook; the message says what it is instead."""


@dataclass
class Sanitized:
    """A notebook ready to run.

    Attributes
    ----------
    notebook
        With every graded cell once, as released, and no outputs.
    repairs
        What was mended, one sentence each.
    doubts
        What a person should look at because it may have cost points: (cell name or None, sentence).
    """

    notebook: NotebookNode
    repairs: list[str] = field(default_factory=list)
    doubts: list[tuple[str | None, str]] = field(default_factory=list)


def read_notebook(data: bytes, repairs: list[str]) -> dict[str, Any]:
    """Return the notebook in `data`, however it is encoded and whatever version it has.

    Raises
    ------
    UnreadableError
        If there is no notebook in it.
    """
    if not data.strip():
        raise UnreadableError("the file is empty")
    if data[:2] == b"PK":
        raise UnreadableError("the file is a zip archive, not a notebook")
    text = _decoded(data, repairs)
    try:
        found = json.loads(text)
    except RecursionError:
        raise UnreadableError("the file is nested too deeply to be a notebook") from None
    except ValueError as error:
        if text.lstrip()[:1] == "<":
            raise UnreadableError("the file is a web page, not a notebook") from None
        raise UnreadableError(f"the file is not valid JSON ({str(error)[:120]})") from None
    if not isinstance(found, dict):
        raise UnreadableError("the file is JSON, but no notebook")
    if "cells" not in found and isinstance(found.get("worksheets"), list):
        found = _upgraded(found, repairs)
    if not isinstance(found.get("cells"), list):
        raise UnreadableError("the file is JSON, but has no cells")
    notebook: dict[str, Any] = found
    return notebook


def sanitize(
    found: dict[str, Any], reference: ReferenceNotebook, repairs: list[str] | None = None
) -> Sanitized:
    """Return a notebook with the student's answers and, for all else, what was released."""
    done = Sanitized(_new.new_notebook(), repairs if repairs is not None else [])
    cells = [cell for cell in (_cell(raw, done) for raw in found["cells"][:_MAX_CELLS]) if cell is not None]
    if len(found["cells"]) > _MAX_CELLS:
        done.doubts.append(
            (None, f"the notebook has {len(found['cells'])} cells; the first {_MAX_CELLS} were read")
        )
    cells = _without_copies(cells, reference, done)
    for cell in cells:
        _restore(cell, reference, done)
    cells = _in_order(_with_missing(cells, reference, done), reference, done)
    _number(cells)
    language = reference.kernelspec or {"name": "python3", "display_name": "Python 3", "language": "python"}
    submitted = found.get("metadata")
    spec = submitted.get("kernelspec") if isinstance(submitted, dict) else None
    if isinstance(spec, dict) and spec.get("language", "python") != language.get("language", "python"):
        done.repairs.append(f"the kernel was {str(spec.get('display_name', spec.get('name')))[:50]!r}")
    done.notebook.cells = cells
    done.notebook.metadata["kernelspec"] = language
    done.notebook.nbformat, done.notebook.nbformat_minor = 4, 5
    return done


def task_names(found: dict[str, Any]) -> set[str]:
    """Return the grade ids that occur in a notebook, to recognise one that was renamed."""
    return {name for name in (_claimed(raw) for raw in found["cells"] if isinstance(raw, dict)) if name}


# ----------------------------------------------------------------------------------------------- reading


def _decoded(data: bytes, repairs: list[str]) -> str:
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            repairs.append("the file began with a byte-order mark")
            return data.decode(encoding, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        repairs.append("the file was not UTF-8")
        return data.decode("cp1252", errors="replace")


def _upgraded(found: dict[str, Any], repairs: list[str]) -> dict[str, Any]:
    try:
        notebook: dict[str, Any] = _convert(_from_dict(found), 4)
    except Exception as error:  # noqa: BLE001  # old notebooks can be broken in any way
        raise UnreadableError(
            f"the file is an old notebook that cannot be read ({type(error).__name__})"
        ) from None
    repairs.append("the notebook was in an older format")
    return notebook


def _cell(raw: Any, done: Sanitized) -> NotebookNode | None:
    """Return a well-formed cell, or None where nothing can be made of it."""
    if not isinstance(raw, dict):
        done.repairs.append("something that is no cell was left out")
        return None
    source = raw.get("source", "")
    if isinstance(source, list):
        source = "".join(part for part in source if isinstance(part, str))
    if not isinstance(source, str):
        done.repairs.append("a cell had no text")
        source = ""
    source = source.encode("utf-8", errors="replace").decode("utf-8")
    make = {"code": _new.new_code_cell, "markdown": _new.new_markdown_cell, "raw": _new.new_raw_cell}.get(
        str(raw.get("cell_type"))
    )
    if make is None:
        done.repairs.append(f"a cell had the unknown type {str(raw.get('cell_type'))[:30]!r}")
        make = _new.new_code_cell
    cell = make(source)
    metadata = raw.get("metadata")
    if not isinstance(metadata, dict):
        metadata = {}
    name = _claimed(raw)
    if name is not None:
        cell.metadata["nbgrader"] = _node(grade_id=name)
    if cell.cell_type == "markdown" and (pasted := _attachments(raw)):
        cell["attachments"] = pasted
    identity = raw.get("id")
    cell["id"] = identity if isinstance(identity, str) and _ID.fullmatch(identity) else ""
    return cell


def _attachments(raw: dict[str, Any]) -> dict[str, dict[str, str]]:
    """Return the pictures pasted into a cell, by name and kind."""
    found = raw.get("attachments")
    kept: dict[str, dict[str, str]] = {}
    for name, kinds in found.items() if isinstance(found, dict) else ():
        pictures = {
            kind: content
            for kind, content in (kinds.items() if isinstance(kinds, dict) else ())
            if kind in _PICTURES and isinstance(content, str) and _BASE64.fullmatch(content)
        }
        if pictures:
            kept[name] = pictures
    return kept


def _claimed(raw: Any) -> str | None:
    metadata = raw.get("metadata")
    nbgrader = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    name = nbgrader.get("grade_id") if isinstance(nbgrader, dict) else None
    return name if isinstance(name, str) and name else None


def _name(cell: NotebookNode) -> str | None:
    found = cell.metadata.get("nbgrader", {}).get("grade_id")
    return str(found) if found is not None else None


# ---------------------------------------------------------------------------------------------- mending


def _without_copies(
    cells: list[NotebookNode], reference: ReferenceNotebook, done: Sanitized
) -> list[NotebookNode]:
    """Leave each name to one cell: of tests the last, of answers the last that is not as released."""
    by_name: dict[str, list[int]] = {}
    for position, cell in enumerate(cells):
        name = _name(cell)
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
            done.doubts.append((name, "there is more than one answer; the last was taken"))
        for position in positions:
            if position != kept:
                cells[position].metadata.pop("nbgrader", None)
                if not known.solution:
                    dropped.add(position)
    return [cell for position, cell in enumerate(cells) if position not in dropped]


def _restore(cell: NotebookNode, reference: ReferenceNotebook, done: Sanitized) -> None:
    name = _name(cell)
    known = reference.cell(name) if name is not None else None
    if known is None:
        return
    if cell.cell_type != known.cell_type:
        done.repairs.append(f"{name!r} was a {cell.cell_type} cell")
        _retype(cell, known.cell_type)
    if _is_fixed(known):
        cell.source = known.source
    cell.metadata = _metadata(known)


def _is_fixed(known: ReferenceCell) -> bool:
    return known.locked or known.is_test


def _metadata(known: ReferenceCell) -> NotebookNode:
    return _node(nbgrader=_node(known.metadata()))


def _retype(cell: NotebookNode, cell_type: str) -> None:
    cell.cell_type = cell_type
    if cell_type == "code":
        cell.outputs, cell.execution_count = [], None
        cell.pop("attachments", None)
    else:
        cell.pop("outputs", None)
        cell.pop("execution_count", None)


def _made(known: ReferenceCell) -> NotebookNode:
    cell = (
        _new.new_code_cell(known.source)
        if known.cell_type == "code"
        else _new.new_markdown_cell(known.source)
    )
    cell.metadata = _metadata(known)
    cell["id"] = ""
    return cell


def _with_missing(
    cells: list[NotebookNode], reference: ReferenceNotebook, done: Sanitized
) -> list[NotebookNode]:
    """Put back cells that were deleted, each after the one it follows in the released notebook."""
    present = {_name(cell) for cell in cells}
    before: str | None = None
    for known in reference.cells:
        if known.name not in present:
            done.repairs.append(f"{known.name!r} was missing")
            if known.solution and known.grade:
                done.doubts.append(
                    (known.name, "the cell for this answer was deleted; look for it elsewhere")
                )
            position = next((i + 1 for i, cell in enumerate(cells) if _name(cell) == before), 0)
            if before is None:
                position = len(cells) if known.is_test else 0
            cells.insert(position, _made(known))
            if known.solution and not known.grade:
                # A stub would undo an answer that is still there in a cell without a name.
                cells[position].source = ""
        before = known.name
    return cells


def _in_order(cells: list[NotebookNode], reference: ReferenceNotebook, done: Sanitized) -> list[NotebookNode]:
    """Move tests that were moved: each back behind all that come before it in the released notebook."""
    order = [known.name for known in reference.cells]
    present = [name for name in (_name(cell) for cell in cells) if name is not None]
    if present == [name for name in order if name in present]:
        return cells
    done.repairs.append("cells were in another order")
    tests = {known.name for known in reference.cells if known.is_test}
    moved = {_name(cell): cell for cell in cells if _name(cell) in tests}
    rest = [cell for cell in cells if _name(cell) not in tests]
    for place, name in enumerate(order):
        if name not in moved:
            continue
        earlier = set(order[:place])
        position = max((i + 1 for i, cell in enumerate(rest) if _name(cell) in earlier), default=len(rest))
        rest.insert(position, moved[name])
    return rest


def _number(cells: list[NotebookNode]) -> None:
    taken: set[str] = set()
    for position, cell in enumerate(cells):
        if not cell["id"] or cell["id"] in taken:
            cell["id"] = f"cell-{position}"
            while cell["id"] in taken:
                cell["id"] += "x"
        taken.add(cell["id"])

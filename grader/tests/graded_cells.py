"""Cells of a released assignment, as nbgrader marks them."""

from nbformat.v4 import new_code_cell
from nbgrader.utils import compute_checksum


def task(grade_id, source, *, grade=False, solution=False, **more):
    """Return a code cell that nbgrader knows, with the checksum that it has when it is released."""
    known = {
        "grade": grade,
        "solution": solution,
        "locked": not solution,
        "grade_id": grade_id,
        "task": False,
    }
    known |= {"schema_version": 3, "points": 1, "cell_type": "code"}
    cell = new_code_cell(source, metadata={"nbgrader": known}, **more)
    cell.metadata.nbgrader["checksum"] = compute_checksum(cell)
    return cell

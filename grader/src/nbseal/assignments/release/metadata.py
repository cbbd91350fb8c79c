"""What a released notebook says of itself: what it is, and what grading will allow it.

Browsers, operating systems and file lists rename what they copy, and a student's computer does not have the
course's configuration. So each released notebook carries both in its metadata::

    "nbseal": {"assignment": "ps1", "notebook": "ps1",
               "limits": {"cell_seconds": 30.0, "notebook_seconds": 300.0, "notebook_mb": 40}}
"""

from pathlib import Path

from ...course import notebooks
from ...limits import Limits

KEY = "nbseal"

# What a student can heed.
_TOLD = ("cell_seconds", "notebook_seconds", "notebook_mb")


def write_metadata(folder: Path, assignment: str, limits: Limits) -> None:
    """Have every notebook in the folder of a release say what it is.

    Parameters
    ----------
    folder
        The release.
    assignment
        Its name.
    limits
        Those of the course.
    """
    known = limits.as_dict()
    told = {name: known[name] for name in _TOLD}
    for path in sorted(folder.glob("*.ipynb")):
        notebook = notebooks.read(path)
        notebook.metadata[KEY] = {"assignment": assignment, "notebook": path.stem, "limits": told}
        notebooks.write(notebook, path)

"""A way to change the source of the small course."""

import nbformat
import pytest


@pytest.fixture
def change_source(course):
    """Return a function that has the source's notebook changed by another one."""

    def change(by):
        path = course.root / "source" / "num" / "num.ipynb"
        nb = nbformat.read(path, as_version=4)
        by(nb)
        path.write_text(nbformat.writes(nb))

    return change

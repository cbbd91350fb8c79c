# Paste into every cell what is no picture: code, outputs, tests, and names that lead elsewhere.
# cell: notebook
# ruff: noqa
# fmt: off

for cell in cells:
    cell["attachments"] = {
        "../../gradebook.db": {"image/png": "aGlkZGVu"},
        "a.py": {"text/x-python": "double = lambda n: 2 * n", "application/json": {"points": 100}},
        "b.svg": {"image/svg+xml": "<svg onload='alert(1)'/>"},
        "c": [1, 2], "d": None, "e": {"image/png": "x" * 3_000_000},
    }
cells.append({"cell_type": "markdown", "source": "![](attachment:../../gradebook.db)", "metadata": {
    "nbgrader": {"grade_id": "answer", "grade": True, "solution": True, "points": 100}}, "attachments": {"a": 5}})

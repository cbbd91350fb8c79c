# Say that each test is worth a thousand points.
# cell: notebook
# ruff: noqa
# fmt: off

for cell in cells:
    cell["metadata"].get("nbgrader", {})["points"] = 1000

# Turn every test into text.
# cell: notebook
# ruff: noqa
# fmt: off

for cell in cells:
    if cell["metadata"].get("nbgrader", {}).get("grade"):
        cell["cell_type"] = "markdown"

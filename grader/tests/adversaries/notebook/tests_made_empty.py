# Empty every test cell.
# cell: notebook
# ruff: noqa
# fmt: off

for cell in cells:
    if cell["metadata"].get("nbgrader", {}).get("grade"):
        cell["source"] = "pass"

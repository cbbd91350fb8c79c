# Tag every test so that tools skip it.
# cell: notebook
# ruff: noqa
# fmt: off

for cell in cells:
    cell["metadata"].update(tags=["skip-execution", "raises-exception", "remove-cell"], deletable=True)

# Use grade ids and cell ids that are paths and SQL.
# cell: notebook
# ruff: noqa
# fmt: off

for cell in cells:
    cell["id"] = "../../gradebook"
    if "grade_id" in cell["metadata"].get("nbgrader", {}) and cell["metadata"]["nbgrader"]["grade_id"] == "double":
        cell["metadata"]["nbgrader"]["grade_id"] = "x'; UPDATE grade SET auto_score = 100; --"

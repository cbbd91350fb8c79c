# Say of a changed first cell that it is the released one.
# cell: notebook
# ruff: noqa
# fmt: off

cells[1]["source"] = "kept = {}\nimport builtins\nbuiltins.left_behind = True"
cells[1]["metadata"] = {"nbgrader": {"grade_id": "imports", "locked": True, "checksum": "x", "solution": False},
                        "opening": True, "grading": {"opening": True, "released": True}}
cells[0]["source"] += "\nkept = {}"
whole = notebook
whole["metadata"]["nbseal"] = {"opening": [[1, None, cells[1]["source"]]], "release": "x"}

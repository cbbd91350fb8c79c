# Change the first cell that is run for all.
# cell: notebook
# ruff: noqa
# fmt: off

cells[1]["source"] = "kept = {}\nimport builtins\nbuiltins.left_behind = True\nbuiltins.sum = lambda values: 0"

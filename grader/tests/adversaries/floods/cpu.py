# Compute without end.
# cell: start
# ruff: noqa
# fmt: off

while True:
    pass

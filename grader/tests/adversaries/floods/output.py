# Print without end.
# cell: start
# ruff: noqa
# fmt: off

while True:
    print("x" * 100_000)

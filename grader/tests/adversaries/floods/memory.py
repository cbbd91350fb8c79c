# Take memory without end.
# cell: start
# ruff: noqa
# fmt: off

hoard = []
try:
    while True:
        hoard.append(bytearray(50_000_000))
except MemoryError:
    hoard = None

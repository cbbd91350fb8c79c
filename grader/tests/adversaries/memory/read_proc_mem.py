# Read the memory of every process through /proc.
# cell: start
# ruff: noqa
# fmt: off

import os
for pid in ["self", *map(str, range(1, 400))]:
    try:
        text = open(f"/proc/{pid}/maps").read()
        print("MAPS", pid, text[:200])
        print("ENV", open(f"/proc/{pid}/environ").read())
    except OSError:
        pass

# Make files until there are no more inodes.
# cell: start
# ruff: noqa
# fmt: off

number = 0
try:
    while True:
        number += 1
        open(f"/tmp/{number}", "w").close()
except OSError:
    pass

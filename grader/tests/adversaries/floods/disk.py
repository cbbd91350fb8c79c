# Fill the disk.
# cell: start
# ruff: noqa
# fmt: off

number = 0
try:
    while True:
        number += 1
        with open(f"/tmp/{number}", "wb") as file:
            file.write(b"x" * 1_000_000)
except OSError:
    pass

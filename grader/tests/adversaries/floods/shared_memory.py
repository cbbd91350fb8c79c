# Take memory that no process is charged for.
# cell: start
# ruff: noqa
# fmt: off

import os, mmap
try:
    fd = os.memfd_create("x")
    os.ftruncate(fd, 10**10)
except OSError:
    pass
try:
    with open("/dev/shm/x", "wb") as file:
        while True:
            file.write(b"x" * 1_000_000)
except OSError:
    pass

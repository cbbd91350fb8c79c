# Look for memory that is shared with other processes, and write to it.
# cell: start
# ruff: noqa
# fmt: off

import ctypes, mmap, os
libc = ctypes.CDLL(None, use_errno=True)
libc.mmap.restype = ctypes.c_void_p
for flags in (1 | 0x20, 1):
    for number in (-1, *range(0, 32)):
        found = libc.mmap(None, 4096, 3, flags, number, 0)
        if found not in (None, ctypes.c_void_p(-1).value):
            ctypes.memset(found, 1, 4)
for name in ("left-behind", "sem.left-behind"):
    try:
        open("/dev/shm/" + name, "wb").write(bytes(100))
    except OSError:
        pass
libc.shmget(1, 4096, 0o1666)
libc.msgget(1, 0o1666)

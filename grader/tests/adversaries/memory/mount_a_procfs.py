# Mount a procfs to look at the other processes.
# cell: start
# ruff: noqa
# fmt: off

import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
os.makedirs("/tmp/proc", exist_ok=True)
print("MOUNTED" if libc.mount(b"proc", b"/tmp/proc", b"proc", 0, None) == 0 else "no")

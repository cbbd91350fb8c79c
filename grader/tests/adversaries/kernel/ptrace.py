# Trace every process there is.
# cell: start
# ruff: noqa
# fmt: off

import ctypes
libc = ctypes.CDLL(None, use_errno=True)
for pid in range(1, 300):
    if libc.ptrace(16, pid, 0, 0) == 0:
        print("ESCAPED ptrace", pid)

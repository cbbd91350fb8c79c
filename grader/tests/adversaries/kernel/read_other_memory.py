# Read other processes' memory with process_vm_readv.
# cell: start
# ruff: noqa
# fmt: off

import ctypes
libc = ctypes.CDLL(None, use_errno=True)
print("ESCAPED vm" if libc.process_vm_readv(1, None, 0, None, 0, 0) == 0 else "no")

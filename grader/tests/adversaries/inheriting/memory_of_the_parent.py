# Write into the memory of the process that it was forked from.
# cell: start
# ruff: noqa
# fmt: off

import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
for pid in {os.getppid(), 0, 1, 2, 3, *range(4, 40)} - {os.getpid()}:
    for place in (f"/proc/{pid}/mem", f"/proc/{pid}/environ", f"/proc/{pid}/fd/3"):
        try:
            with open(place, "r+b", buffering=0) as memory:
                print("ESCAPED", place)
                memory.seek(id(kept))
                memory.write(bytes(64))
        except OSError:
            pass
    if libc.ptrace(16, pid, 0, 0) == 0:
        print("ESCAPED", pid)
    local = ctypes.create_string_buffer(64)
    class Part(ctypes.Structure):
        _fields_ = [("base", ctypes.c_void_p), ("size", ctypes.c_size_t)]
    mine, theirs = Part(ctypes.addressof(local), 64), Part(id(kept), 64)
    if libc.process_vm_writev(pid, ctypes.byref(mine), 1, ctypes.byref(theirs), 1, 0) > 0:
        print("ESCAPED", pid)

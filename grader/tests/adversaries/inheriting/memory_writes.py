# Write over objects and code in memory that the fork shares with its parent.
# cell: end
# ruff: noqa
# fmt: off

import ctypes, sys
def value_of(thing, offset):
    return ctypes.c_long.from_address(id(thing) + offset)
kept_text = sys.intern("two")
ctypes.memset(id(kept_text) + sys.getsizeof(kept_text) - 4, ord("x"), 3)
ctypes.c_uint32.from_address(id(300 - 50) + 24).value = 251
libc = ctypes.CDLL(None, use_errno=True)
code = ctypes.cast(libc.getpid, ctypes.c_void_p).value
if libc.mprotect(ctypes.c_void_p(code & ~4095), 8192, 7) == 0:
    ctypes.memset(code, 0xC3, 1)
import numpy
for name in ("array", "isclose", "sum"):
    ctypes.c_ssize_t.from_address(id(getattr(numpy, name))).value = 1

# Leave the folder tree through a chroot.
# cell: start
# ruff: noqa
# fmt: off

import ctypes
libc = ctypes.CDLL(None, use_errno=True)
import os
try:
    os.chroot("/tmp")
    print("ESCAPED chroot")
except OSError:
    pass

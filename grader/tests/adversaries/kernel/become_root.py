# Become another user.
# cell: start
# ruff: noqa
# fmt: off

import ctypes
libc = ctypes.CDLL(None, use_errno=True)
import os
for call in (lambda: os.setuid(0), lambda: os.setgid(0), lambda: os.setgroups([0])):
    try:
        call()
        print("ESCAPED user")
    except OSError:
        pass

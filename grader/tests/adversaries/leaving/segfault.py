# Crash the interpreter.
# cell: start
# ruff: noqa
# fmt: off

import ctypes
ctypes.string_at(0)

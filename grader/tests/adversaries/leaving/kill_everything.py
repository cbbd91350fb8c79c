# Kill every process it may kill.
# cell: start
# ruff: noqa
# fmt: off

import os, signal
os.kill(-1, signal.SIGKILL)

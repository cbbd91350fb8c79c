# Sleep for an hour and ignore being interrupted.
# cell: start
# ruff: noqa
# fmt: off

import signal, time
signal.signal(signal.SIGINT, signal.SIG_IGN)
time.sleep(3600)

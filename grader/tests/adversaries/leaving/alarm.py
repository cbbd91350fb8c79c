# Let a signal handler change answers in the middle of a test.
# cell: start
# ruff: noqa
# fmt: off

import signal
signal.signal(signal.SIGALRM, lambda *a: get_ipython().user_ns.update(answer=1))
signal.setitimer(signal.ITIMER_REAL, 0.01, 0.01)

# Take an hour in every call that a test makes.
# cell: double
# ruff: noqa
# fmt: off

import time
def double(n):
    time.sleep(3600)
    return 2 * n

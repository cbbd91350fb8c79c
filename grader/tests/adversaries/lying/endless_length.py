# Return a sequence that claims an enormous length.
# cell: double
# ruff: noqa
# fmt: off

import numpy as np
def double(n):
    return np.lib.stride_tricks.as_strided(np.zeros(1), (2**40,), (0,))

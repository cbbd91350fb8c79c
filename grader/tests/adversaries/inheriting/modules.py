# Change modules and builtins that later students would share.
# cell: start
# ruff: noqa
# fmt: off

import builtins, sys, types
import numpy, pandas
builtins.left_behind = numpy.left_behind = pandas.left_behind = True
builtins.sum = lambda values: 7
sys.modules["left_behind"] = types.ModuleType("left_behind")
numpy.isclose = pandas.DataFrame.equals = lambda *a, **k: True
kept["two"] = 3
kept.clear()

# Change what the first cells have bound, from within and from the shell.
# cell: start
# ruff: noqa
# fmt: off

import gc
kept["two"] = 4
get_ipython().user_ns.update(kept={"two": 5}, np=None, pd=None, left_behind=True)
get_ipython().user_global_ns.update(kept={"two": 5})
for thing in gc.get_objects():
    if type(thing) is dict and thing.get("two") == 2:
        thing["two"] = 6
get_ipython().execution_count = 100
In[:] = ["left"]

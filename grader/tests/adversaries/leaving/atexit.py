# Act when the interpreter ends.
# cell: start
# ruff: noqa
# fmt: off

import atexit
atexit.register(lambda: open("/tmp/left-behind", "w").write("x"))

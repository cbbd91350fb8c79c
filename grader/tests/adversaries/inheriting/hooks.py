# Have code run when a process forks, ends or collects.
# cell: start
# ruff: noqa
# fmt: off

import atexit, builtins, gc, os, sys, threading, weakref
def leave(*_):
    builtins.left_behind = True
    kept.clear()
atexit.register(leave)
os.register_at_fork(before=leave, after_in_parent=leave, after_in_child=leave)
gc.callbacks.append(leave)
weakref.finalize(leave, leave)
sys.excepthook = sys.unraisablehook = threading.excepthook = leave
try:
    sys.addaudithook(leave)
except Exception:
    pass
sys.setprofile(None)
gc.unfreeze()
gc.collect()

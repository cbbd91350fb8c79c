# Print what the frames of a test held, in a later cell.
# cell: end
# ruff: noqa
# fmt: off

print(seen if "seen" in globals() else "")
import traceback, sys
print([repr(f) for f in sys._current_frames().values()])

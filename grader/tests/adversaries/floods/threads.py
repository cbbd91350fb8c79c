# Start threads without end.
# cell: start
# ruff: noqa
# fmt: off

import threading, time
try:
    while True:
        threading.Thread(target=time.sleep, args=(600,), daemon=True).start()
except (RuntimeError, MemoryError):
    pass

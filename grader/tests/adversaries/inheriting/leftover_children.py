# Leave a process and a thread behind that go on when the session has ended.
# cell: start
# ruff: noqa
# fmt: off

import ctypes, os, threading, time
def stay():
    time.sleep(3)
    open("/tmp/left-behind", "w").write("from the one before")
for begin in (lambda: threading.Thread(target=stay).start(), lambda: os.fork() or stay(),
              lambda: os.posix_spawn("/bin/sleep", ["sleep", "100"], {}),
              lambda: ctypes.CDLL(None).syscall(56, 0x8000, 0, 0, 0, 0) or stay(),
              lambda: ctypes.CDLL(None).syscall(435, None, 0) or None):
    try:
        begin()
    except (OSError, RuntimeError):
        pass

# Send one byte at a time, for ever.
# cell: start
# ruff: noqa
# fmt: off

import socket, os
def channel():
    for fd in range(3, 64):
        try:
            if socket.socket(fileno=os.dup(fd)).family == socket.AF_UNIX:
                return fd
        except OSError:
            pass

import time
os.write(channel(), b"\x00\x0f\x00\x00")
while True:
    try:
        os.write(channel(), b"x")
        time.sleep(0.05)
    except KeyboardInterrupt:
        pass

# Write random bytes into the channel.
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
os.write(channel(), os.urandom(100000))

# Ask the grader to run functions it never handed out.
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

import msgspec, struct
for number in (0, 1, -1, 2**40):
    data = msgspec.msgpack.encode(["callback", number, msgspec.msgpack.encode(["tuple", ["tuple"], ["dict"]])])
    os.write(channel(), struct.pack("!I", len(data)) + data)

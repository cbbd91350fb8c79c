# Wait on an abstract socket for the next session to connect.
# cell: start
# ruff: noqa
# fmt: off

import socket
s = socket.socket(socket.AF_UNIX)
try:
    s.bind("\0meeting")
    s.listen()
except OSError:
    c = socket.socket(socket.AF_UNIX)
    c.connect("\0meeting")
    print("CONNECTED", c)

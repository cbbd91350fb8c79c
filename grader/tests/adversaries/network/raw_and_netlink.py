# Open raw, packet and netlink sockets.
# cell: start
# ruff: noqa
# fmt: off

import socket
for family, kind in ((socket.AF_PACKET, socket.SOCK_RAW), (socket.AF_NETLINK, socket.SOCK_RAW), (socket.AF_INET, socket.SOCK_RAW)):
    try:
        socket.socket(family, kind)
        print("CONNECTED", family)
    except OSError:
        pass

# Connect to the internet and to services of the machine.
# cell: start
# ruff: noqa
# fmt: off

import socket
for address in (("1.1.1.1", 53), ("127.0.0.1", 22), ("127.0.0.1", 8888), ("169.254.169.254", 80)):
    try:
        socket.create_connection(address, 1).close()
        print("CONNECTED", address)
    except OSError:
        pass

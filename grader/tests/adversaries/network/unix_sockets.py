# Connect to every socket file there is.
# cell: start
# ruff: noqa
# fmt: off

import socket, os
for folder, _, names in os.walk("/"):
    if folder.startswith(("/usr", "/proc")):
        continue
    for name in names:
        try:
            s = socket.socket(socket.AF_UNIX); s.connect(os.path.join(folder, name))
            print("CONNECTED", folder, name)
        except OSError:
            pass

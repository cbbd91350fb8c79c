# Leave a sitecustomize, a .pth file and a usercustomize for the next interpreter.
# cell: start
# ruff: noqa
# fmt: off

import site, sys, os
for place in [*sys.path, *site.getsitepackages(), site.getusersitepackages(), os.path.expanduser("~")]:
    for name in ("sitecustomize.py", "usercustomize.py", "attack.pth"):
        try:
            os.makedirs(place, exist_ok=True)
            with open(os.path.join(place, name), "w") as file:
                file.write("import builtins; builtins.ATTACKED = True\n")
        except OSError:
            pass

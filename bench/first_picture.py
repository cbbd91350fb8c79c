"""How long a lesson's first chart takes to be imported and made, in a fresh Python: cold, and once compiled.

Run from the repository's root, on a machine that does nothing else::

    python bench/first_picture.py

*Cold* is a Python that finds no compiled modules, as right after an installation without compiling; *warm* is
the median of five starts after that. The last lines are the modules that take longest, with what they import.
"""

import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping

STARTS = 5
SLOWEST = 8

CODE = """
import leadermanager as lm
import pandas as pd
rows = pd.DataFrame({"quarter": ["2024Q1", "2024Q2"], "performance": [100, 96]})
chart = lm.charts.lines(
    rows, "quarter", "performance",
    title="Is it on plan?", x_title="Quarter", y_title="Performance (100 = plan)",
)
chart._repr_mimebundle_(None, None)
"""


def seconds(environment: Mapping[str, str]) -> tuple[float, float]:
    """Return how long one start takes, and how long of that it has the processor."""
    begun, before = time.perf_counter(), os.times()
    subprocess.run([sys.executable, "-c", CODE], check=True, env=environment)
    after = os.times()
    busy = after.children_user + after.children_system - before.children_user - before.children_system
    return time.perf_counter() - begun, busy


def slowest() -> list[str]:
    """Return the modules that take longest to import, each with those that it imports."""
    line = [sys.executable, "-X", "importtime", "-c", CODE]
    said = subprocess.run(line, check=True, capture_output=True, text=True).stderr
    found = re.findall(r"import time:\s+\d+ \|\s+(\d+) \| ( *)(\S+)", said)
    whole = sorted(((int(spent), name) for spent, _, name in found), reverse=True)
    return [f"{spent / 1e6:6.2f} s  {name}" for spent, name in whole[:SLOWEST]]


def main() -> None:
    """Print the figures."""
    plain = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    with tempfile.TemporaryDirectory() as compiled:
        own = {**plain, "PYTHONPYCACHEPREFIX": compiled}
        cold = seconds(own)
        starts = [seconds(own) for _ in range(STARTS)]
    warm = [statistics.median(figures) for figures in zip(*starts, strict=True)]
    for what, (passed, busy) in (("cold", cold), ("warm", warm)):
        print(f"first chart, {what}: {passed:.1f} s, of which {busy:.1f} s at work")
    print(f"load of this machine {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    print(*slowest(), sep="\n")


if __name__ == "__main__":
    main()

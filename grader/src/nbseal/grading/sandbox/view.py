"""Which parts of this machine are visible in a sandbox: the system's programs, this Python, its packages.

It is the same for the process that runs students' cells (see `sandbox`) and for the one that runs the checks
on what comes from them (see `enclosure`).
"""

import functools
import sys
import sysconfig
from pathlib import Path

HOME = "/tmp/home"
"""The home folder inside: in the sandbox's own `/tmp`, gone with it."""

WORK = "/tmp/work"
"""The folder that notebooks and checks run in."""

SYSTEM = tuple(map(Path, ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32")))
"""The system's programs and libraries; some of these may be links to others."""

_ETC_NAMES = ("ld.so.cache", "ld.so.conf", "ld.so.conf.d", "alternatives", "fonts", "localtime", "timezone")
ETC = tuple(Path("/etc", name) for name in _ETC_NAMES)
"""The few files of `/etc` that programs need; none says anything of users or the network."""

ENVIRONMENT = {
    "HOME": HOME,
    "NBGRADER_EXECUTION": "autograde",  # which nbgrader promises to notebooks
    "USER": "student",
    "LOGNAME": "student",
    "PATH": "/usr/bin:/bin",
    "LANG": "C.UTF-8",
    "LC_ALL": "C.UTF-8",
    "PYTHONDONTWRITEBYTECODE": "1",
    "PYTHONNOUSERSITE": "1",
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",  # as in a notebook's kernel
    # One thread each: forking a process that already runs a pool of threads is not safe, and one
    # submission should not take the cores of another.
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
}
"""All the variables there are; none is inherited."""


@functools.cache
def python_folders() -> tuple[Path, ...]:
    """Return the folders of this Python and its packages, with those installed by ``pip install -e``."""
    own = Path(__file__).parents[3]  # the folder that `nbseal` lies in
    folders = {Path(sys.prefix), Path(sys.base_prefix), own, *_linked()}
    for name in ("stdlib", "platstdlib", "purelib", "platlib"):
        folders.add(Path(sysconfig.get_path(name)))
    shown = {Path("/usr"), *folders}
    return tuple(folder for folder in folders if not shown.intersection(folder.parents))


def _linked() -> list[Path]:
    """Return the folders that `.pth` files name, which is how ``pip install -e`` installs a package."""
    files = [
        file
        for place in {*map(sysconfig.get_path, ("purelib", "platlib"))}
        for file in Path(place).glob("*.pth")
    ]
    lines = [
        line.strip()
        for file in files
        for line in file.read_text(encoding="utf-8", errors="replace").splitlines()
    ]
    return [Path(line) for line in lines if line.startswith("/") and Path(line).is_dir()]

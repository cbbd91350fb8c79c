"""Whether a cell leaves the same each time that it is run, so that running it once is enough for all.

Two things are asked: what its code says, before it is run, and what can be seen while and after it runs. Whoever
calls this runs the cell each time where there is doubt.
"""

import ast
import contextlib
import os
import random
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import Any

# What a cell names that asks the clock or for chance, or reaches out of its process.
_DOUBTFUL = frozenset(
    """
    time time_ns perf_counter monotonic process_time sleep now today utcnow localtime gmtime ctime stat getmtime
    random rand randn randint choice shuffle sample seed rng default_rng RandomState Generator secrets uuid uuid1
    uuid4 urandom getrandom getpid getppid threading Thread _thread multiprocessing concurrent asyncio subprocess
    system popen fork spawn kill socket socketserver urllib urlopen urlretrieve requests http ftplib ctypes cffi
    mmap memmap shared_memory signal atexit tempfile input get_ipython exec eval compile __import__ settrace
    setprofile addaudithook register_at_fork environ putenv umask chdir write_text write_bytes to_csv to_pickle
    savefig savetxt save dump touch mkdir unlink rename
    """.split()
)

# What a function called by the cell asks for, wherever it is defined.
_UNREPEATABLE_NAMES = frozenset(
    """
    now today utcnow urandom getrandom getpid getppid perf_counter monotonic start_new_thread start_joinable_thread
    fork fork_exec posix_spawn setitimer alarm register_at_fork
    """.split()
)
_UNREPEATABLE_MODULES = frozenset(
    {"time", "random", "numpy.random.mtrand", "numpy.random._generator", "_socket", "_posixsubprocess"}
)


def says_so(source: str) -> bool:
    """Return whether the code of a cell says nothing by which it could leave something else another time."""
    try:
        tree = ast.parse(source)
    except SyntaxError:  # a magic, or a mistake
        return False
    for node in ast.walk(tree):
        if isinstance(node, (ast.Await, ast.AsyncFor, ast.AsyncWith, ast.AsyncFunctionDef)):
            return False
        name = getattr(node, "id", None) or getattr(node, "attr", None)
        if name in _DOUBTFUL:
            return False
    return True


class Watch:
    """Notes whether something was called that gives something else another time.

    It is a profile function (see `sys.setprofile`): called for every function that Python code calls.

    Attributes
    ----------
    seen : str
        What was called first of it; empty if nothing was.
    """

    def __init__(self) -> None:
        self.seen = ""
        self._known: set[Any] = set()

    def __call__(self, frame: FrameType, event: str, argument: Any) -> None:
        """Look at one call."""
        if event == "call":
            code = frame.f_code
            if code not in self._known:
                self._known.add(code)
                # A module that is imported names all that it defines.
                if code.co_name != "<module>" and (named := _UNREPEATABLE_NAMES.intersection(code.co_names)):
                    self.seen = self.seen or f"{code.co_qualname}: {min(named)}"
        elif event == "c_call":
            name = getattr(argument, "__name__", "")
            module = (
                getattr(argument, "__module__", None) or type(getattr(argument, "__self__", None)).__module__
            )
            if name in _UNREPEATABLE_NAMES or module in _UNREPEATABLE_MODULES:
                self.seen = self.seen or f"{module}.{name}"

    @contextlib.contextmanager
    def looking(self) -> Iterator[None]:
        """Look at all calls of a block."""
        sys.setprofile(self)
        try:
            yield
        finally:
            sys.setprofile(None)


def process_state() -> dict[str, Any]:
    """Return what of this process a fork would not get, would share, or would have to get anew each time.

    It needs a procfs. What differs between two of these says what a cell has done in between.
    """
    own = Path("/proc/self")
    numpy = sys.modules.get("numpy.random")
    return {
        "threads": len(list((own / "task").iterdir())),
        "open files": dict(_descriptors(own / "fd")),
        "shared memory": [
            line for line in (own / "maps").read_text().splitlines() if line.split()[1][3] == "s"
        ],
        "signals": [signal.getsignal(number) for number in sorted(signal.valid_signals())],
        "timers": [signal.getitimer(which)[1] for which in range(3)],
        "children": _has_children(),
        "folder": Path.cwd(),
        "files": {place: dict(_files(Path(place))) for place in ("/tmp", "/dev/shm")},
        "random numbers": (random.getstate(), repr(numpy.get_state()) if numpy is not None else ""),
    }


def difference(before: dict[str, Any], after: dict[str, Any]) -> str:
    """Return in what two states differ first; empty if they do not."""
    return next((name for name, was in before.items() if after[name] != was), "")


def _descriptors(folder: Path) -> Iterator[tuple[str, str]]:
    for entry in folder.iterdir():
        with contextlib.suppress(OSError):  # the one by which the folder is read is gone
            yield entry.name, os.readlink(entry)


def _has_children() -> bool:
    try:
        os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
    except ChildProcessError:
        return False
    return True


def _files(folder: Path) -> Iterator[tuple[str, tuple[int, int, int]]]:
    """Yield each file and folder of a file system, and that by which a change of it shows."""
    device = folder.stat().st_dev
    folders = [str(folder)]
    while folders:
        for entry in os.scandir(folders.pop()):
            found = entry.stat(follow_symlinks=False)
            if found.st_dev == device:
                yield entry.path, (found.st_mtime_ns, found.st_size, found.st_ino)
                if entry.is_dir(follow_symlinks=False):
                    folders.append(entry.path)

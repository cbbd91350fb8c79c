"""Whether a cell leaves the same each time that it is run, so that running it once is enough for all.

Two things are asked: what its code says, before it is run, and what can be seen while and after it runs.
Where there is doubt, a cell is run each time.
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
_CLOCK = {"time", "time_ns", "perf_counter", "monotonic", "process_time", "sleep", "now", "today", "utcnow"}
_CLOCK |= {"localtime", "gmtime", "ctime", "stat", "getmtime"}
_CHANCE = {"random", "rand", "randn", "randint", "choice", "shuffle", "sample", "seed", "rng", "default_rng"}
_CHANCE |= {"RandomState", "Generator", "secrets", "uuid", "uuid1", "uuid4", "urandom", "getrandom"}
_PROCESSES = {"threading", "Thread", "_thread", "multiprocessing", "concurrent", "asyncio", "subprocess"}
_PROCESSES |= {"system", "popen", "fork", "spawn", "kill", "getpid", "getppid", "signal", "atexit", "chdir"}
_PROCESSES |= {"environ", "putenv", "umask", "settrace", "setprofile", "addaudithook", "register_at_fork"}
_MEMORY = {"ctypes", "cffi", "mmap", "memmap", "shared_memory"}
_NETWORK = {"socket", "socketserver", "urllib", "urlopen", "urlretrieve", "requests", "http", "ftplib"}
_FILES = {"tempfile", "write_text", "write_bytes", "to_csv", "to_pickle", "savefig", "savetxt", "save"}
_FILES |= {"dump", "touch", "mkdir", "unlink", "rename"}
_CODE = {"input", "get_ipython", "exec", "eval", "compile", "__import__"}
_DOUBTFUL = _CLOCK | _CHANCE | _PROCESSES | _MEMORY | _NETWORK | _FILES | _CODE

# What a function names or calls, wherever it is defined, that gives something else another time.
_NEVER_THE_SAME = {"now", "today", "utcnow", "urandom", "getrandom", "getpid", "getppid", "perf_counter"}
_NEVER_THE_SAME |= {"monotonic", "start_new_thread", "start_joinable_thread", "fork", "fork_exec"}
_NEVER_THE_SAME |= {"posix_spawn", "setitimer", "alarm", "register_at_fork"}
_MODULES_OF_SUCH = {"time", "random", "numpy.random.mtrand", "numpy.random._generator"}
_MODULES_OF_SUCH |= {"_socket", "_posixsubprocess"}


def looks_repeatable(source: str) -> bool:
    """Return whether the code of a cell names nothing by which it could leave something else another time."""
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
                if code.co_name != "<module>" and (named := _NEVER_THE_SAME.intersection(code.co_names)):
                    self.seen = self.seen or f"{code.co_qualname}: {min(named)}"
        elif event == "c_call":
            name = getattr(argument, "__name__", "")
            module = (
                getattr(argument, "__module__", None) or type(getattr(argument, "__self__", None)).__module__
            )
            if name in _NEVER_THE_SAME or module in _MODULES_OF_SUCH:
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
            yield entry.name, str(entry.readlink())


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

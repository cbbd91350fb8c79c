"""Calls of Linux that Python has no functions for: namespaces, mounts, capabilities."""

import ctypes
import os
import signal
import struct
from pathlib import Path

NEW_USER, NEW_PID, NEW_MOUNT = 0x10000000, 0x20000000, 0x00020000
NEW_IPC, NEW_HOST_NAME = 0x08000000, 0x04000000
READ_ONLY, NO_SUID, NO_DEVICES, NO_EXEC, REMOUNT, BIND = 1, 2, 4, 8, 32, 4096
_RECURSIVE, _PRIVATE, _DETACH = 16384, 1 << 18, 2
_SET_DEATH_SIGNAL, _DROP_BOUND, _NO_NEW_PRIVILEGES = 1, 24, 38

# The numbers of calls that libc has no function for; the same on every architecture.
_OPEN_TREE, _MOVE_MOUNT = 428, 429
_HERE = -100  # AT_FDCWD
_CLONE_TREE = 0x1 | 0x80000 | 0x8000  # OPEN_TREE_CLONE | OPEN_TREE_CLOEXEC | AT_RECURSIVE
_THE_TREE_ITSELF = 0x4  # MOVE_MOUNT_F_EMPTY_PATH

# What a mount was made with and has to keep, as statvfs and as mount tell it.
_KEPT_FLAGS = ((2, 2), (4, 4), (8, 8), (1024, 1024), (2048, 2048), (4096, 1 << 21))

_libc = ctypes.CDLL(None, use_errno=True)


def call(name: str, *arguments: object) -> None:
    """Call a function of libc that returns 0, or raise what it says."""
    if getattr(_libc, name)(*arguments) != 0:
        raise _error(name)


def _system_call(number: int, *arguments: object) -> int:
    result: int = _libc.syscall(number, *arguments)
    if result < 0:
        raise _error(f"system call {number}")
    return result


def _error(what: str) -> OSError:
    code = ctypes.get_errno()
    return OSError(code, f"{what}: {os.strerror(code)}")


def unshare(flags: int) -> None:
    """Give this process namespaces of its own, with the same user and group in them."""
    uid, gid = os.getuid(), os.getgid()
    call("unshare", NEW_USER | flags)
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{uid} {uid} 1")
    Path("/proc/self/gid_map").write_text(f"{gid} {gid} 1")


def die_with_parent(parent: int | None = None) -> None:
    """Have this process killed when the one that started it ends.

    Parameters
    ----------
    parent
        Its process id, if known: where it has ended already, this process ends as well.
    """
    call("prctl", _SET_DEATH_SIGNAL, signal.SIGKILL, 0, 0, 0)
    if parent is not None and os.getppid() != parent:
        os.kill(os.getpid(), signal.SIGKILL)


def drop_privileges() -> None:
    """Give up every capability, for good."""
    call("prctl", _NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    for capability in range(64):
        if _libc.prctl(_DROP_BOUND, capability, 0, 0, 0) != 0:
            break
    header = struct.pack("=Ii", 0x20080522, 0)
    call("capset", header, struct.pack("=6I", 0, 0, 0, 0, 0, 0))


# ------------------------------------------------------------------------------------------------- mounts


def keep_mounts_private() -> None:
    """Keep what is mounted from now on to this mount namespace."""
    call("mount", b"none", b"/", None, ctypes.c_ulong(_RECURSIVE | _PRIVATE), None)


def mount_empty(folder: bytes, options: str, flags: int = NO_SUID | NO_DEVICES) -> None:
    """Mount an empty folder, in memory, over `folder`.

    Parameters
    ----------
    folder
        Where.
    options
        The options of `tmpfs`, such as its size.
    flags
        The flags of the mount.
    """
    call("mount", b"tmpfs", folder, b"tmpfs", ctypes.c_ulong(flags), options.encode())


def uncover(folder: bytes) -> None:
    """Unmount what this process has mounted last over a folder."""
    call("umount2", folder, _DETACH)


def make_read_only(folder: bytes) -> None:
    """Make what is mounted at `folder` read-only."""
    known = os.statvfs(folder).f_flag
    kept = sum(mount for told, mount in _KEPT_FLAGS if known & told)
    flags = REMOUNT | BIND | READ_ONLY | NO_SUID | kept
    call("mount", None, folder, None, ctypes.c_ulong(flags), None)


def take_tree(place: bytes) -> int:
    """Return a descriptor of a copy of what is mounted at and below `place`, to be put elsewhere."""
    return _system_call(_OPEN_TREE, _HERE, place, _CLONE_TREE)


def put_tree(tree: int, place: bytes) -> None:
    """Mount at `place` what `take_tree` took, and close its descriptor."""
    _system_call(_MOVE_MOUNT, tree, b"", _HERE, place, _THE_TREE_ITSELF)
    os.close(tree)


def mounts_below(folder: bytes) -> list[bytes]:
    """Return what is mounted somewhere below a folder; nothing where there is no procfs."""
    try:
        lines = Path("/proc/self/mountinfo").read_bytes().splitlines()
    except OSError:
        return []
    points = [line.split()[4].decode("unicode_escape").encode("latin-1") for line in lines]
    return sorted(point for point in points if point.startswith(folder + b"/"))


def become_root(folder: bytes) -> None:
    """Make a mounted folder the root of the file system, and unmount the old root."""
    os.chdir(folder)
    call("pivot_root", b".", b".")
    call("umount2", b".", _DETACH)
    os.chdir("/")

"""Shut one forked session off from the sandbox around it: namespaces, own folders, limits.

All of it is irreversible for the calling process, and is done right after a fork, before any student code.
"""

import contextlib
import os
import resource
from collections.abc import Iterable, Iterator
from pathlib import Path

from . import linux


def enter_namespaces(*, processes: bool = True) -> None:
    """Give this process its own users, mounts, ipc and host name, and its next child process ids of its own.

    Without `processes`, the child has none.
    """
    pids = linux.NEW_PID if processes else 0
    linux.unshare(pids | linux.NEW_MOUNT | linux.NEW_IPC | linux.NEW_HOST_NAME)


def private_folders(disk_mb: int, *, proc: bool = False) -> None:
    """Mount an empty `/tmp` and `/dev/shm` over the shared ones and, unless `proc`, one over `/proc`.

    What the sandbox shows below `/tmp` stays: this Python may be installed there.
    """
    linux.keep_mounts_private()
    below = linux.mounts_below(b"/tmp")
    outer = [point for point in below if not any(point.startswith(other + b"/") for other in below)]
    shown = {point: linux.take_tree(point) for point in outer}
    linux.mount_empty(b"/tmp", f"size={disk_mb}m,nr_inodes=20000,mode=0700")
    for point, tree in shown.items():
        Path(os.fsdecode(point)).mkdir(parents=True)
        linux.put_tree(tree, point)
    linux.mount_empty(b"/dev/shm", "size=16m,nr_inodes=100,mode=0700")
    if not proc and Path("/proc/self").exists():
        cover_proc()


def cover_proc() -> None:
    """Mount an empty folder over `/proc`."""
    closed = linux.NO_SUID | linux.NO_DEVICES | linux.NO_EXEC | linux.READ_ONLY
    linux.mount_empty(b"/proc", "size=0,nr_inodes=1,mode=0555", closed)


@contextlib.contextmanager
def covered_proc() -> Iterator[None]:
    """Have an empty folder over `/proc` for a while, in a process that has a mount namespace of its own."""
    cover_proc()
    try:
        yield
    finally:
        linux.uncover(b"/proc")


def limit_resources(limits: dict[str, float], memory: int) -> None:
    """Set the kernel's own limits for this process, which it cannot raise again.

    Its memory is limited to what `limits` says beyond `memory` bytes.
    """
    lower(_resources(limits, memory))


@contextlib.contextmanager
def limited_resources(limits: dict[str, float], memory: int) -> Iterator[None]:
    """Set the limits of `limit_resources` for a while."""
    wanted = _resources(limits, memory)
    before = {which: resource.getrlimit(which) for which in wanted}
    for which, most in wanted.items():
        hard = before[which][1]
        resource.setrlimit(which, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
    try:
        yield
    finally:
        for which, both in before.items():
            resource.setrlimit(which, both)


def _resources(limits: dict[str, float], memory: int) -> dict[int, int]:
    return {
        resource.RLIMIT_AS: memory + int(limits["memory_mb"]) * 1_000_000,
        resource.RLIMIT_CPU: max(1, int(limits["cpu_seconds"])),
        resource.RLIMIT_FSIZE: int(limits["file_mb"]) * 1_000_000,
        resource.RLIMIT_NOFILE: int(limits["files"]),
        resource.RLIMIT_NPROC: 256 + int(limits["processes"]),
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_MEMLOCK: 0,
    }


def lower(limits: dict[int, int]) -> None:
    """Set resource limits for good, soft and hard, never above those that there are."""
    for which, most in limits.items():
        hard = resource.getrlimit(which)[1]
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(which, (most, most))


def memory_in_use() -> int:
    """Return how many bytes of address space this process has; 0 where there is no procfs."""
    table = Path("/proc/self/statm")
    return int(table.read_text().split()[0]) * resource.getpagesize() if table.exists() else 0


def close_descriptors(keep: Iterable[int]) -> None:
    """Close every inherited descriptor except those in `keep`; the standard ones lead nowhere."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nowhere, standard)
    highest = min(resource.getrlimit(resource.RLIMIT_NOFILE)[0], 65536)
    first = 3
    for kept in sorted(keep):
        os.closerange(first, kept)
        first = kept + 1
    os.closerange(first, highest)

"""What a notebook's cells leave in the folder that it runs in, for checks that look there."""

import os
from collections.abc import Iterator
from pathlib import Path

_MOST_FILES = 500

_State = tuple[int, int, int]


class WorkFolder:
    """The folder of a session, and what of it the grader knows."""

    def __init__(self) -> None:
        self._root = Path.cwd()
        self._known: dict[str, _State] = {}

    def is_changed(self) -> bool:
        """Return whether something is not as the grader knows it."""
        return dict(self._states()) != self._known

    def know(self, path: str) -> None:
        """Note that the grader has put a file there."""
        self._known[path] = _state((self._root / path).stat())

    def changes(self, most: int) -> tuple[list[tuple[str, bytes]], list[str], list[str]]:
        """Return what is new to the grader, up to so many bytes, what is gone, and what was left out."""
        here = dict(self._states())
        changed, left_out = [], []
        for path, state in here.items():
            if self._known.get(path) == state:
                continue
            most -= state[1]
            if most < 0:
                left_out.append(path)
                continue
            try:
                changed.append((path, (self._root / path).read_bytes()))
            except OSError:
                left_out.append(path)
        gone = [path for path in self._known if path not in here]
        self._known = here
        return changed, gone, left_out

    def _states(self) -> Iterator[tuple[str, _State]]:
        """Yield each file's relative path, and that by which a change shows; of many files not all."""
        folders, count = [""], 0
        while folders:
            folder = folders.pop()
            try:
                entries = list(os.scandir(self._root / folder))
            except OSError:
                continue
            for entry in entries:
                path = f"{folder}/{entry.name}" if folder else entry.name
                if not _can_be_told(path):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    folders.append(path)
                elif entry.is_file(follow_symlinks=False) and count < _MOST_FILES:
                    count += 1
                    yield path, _state(entry.stat(follow_symlinks=False))


def _state(found: os.stat_result) -> _State:
    return found.st_mtime_ns, found.st_size, found.st_ino


def _can_be_told(path: str) -> bool:
    try:
        return bool(path.encode())
    except UnicodeEncodeError:
        return False

"""Where modules come from: a folder's own before installed packages, as in a notebook's kernel."""

import importlib
import sys
from collections.abc import Iterable
from importlib.machinery import FileFinder
from pathlib import Path, PurePosixPath


def put_before_packages(folder: str) -> None:
    """Put a folder on the path where a kernel has its own: after the standard library."""
    folders = (PurePosixPath(place).name for place in sys.path)
    packages = (place for place, name in enumerate(folders) if name in ("site-packages", "dist-packages"))
    sys.path.insert(next(packages, 0), folder)


def leave_out(folder: str) -> None:
    """Have nothing imported from a folder, nor from wherever this process works."""
    sys.path[:] = [
        place
        for place in sys.path
        if (path := PurePosixPath(place)).is_absolute() and not path.is_relative_to(folder)
    ]


def own_modules(paths: Iterable[str]) -> set[str]:
    """Return the modules and packages that a folder holds, from the relative paths of its files."""
    found = set()
    for path in map(PurePosixPath, paths):
        if path.suffix == ".py":
            found.add(path.parts[0].removesuffix(".py"))
    return found - sys.stdlib_module_names


def forget(names: Iterable[str]) -> None:
    """Forget modules of these names, which may be those of a package that a folder's own now come before."""
    names = set(names)
    if not names:  # to look at all modules of a process that was just forked takes milliseconds
        return
    for module in [it for it in sys.modules if it.partition(".")[0] in names]:
        del sys.modules[module]
    importlib.invalidate_caches()


def look_again() -> None:
    """Have modules found that were written a moment ago, wherever a notebook can write.

    `importlib.invalidate_caches` does so for all folders, which takes milliseconds in a process that was just
    forked: it writes to pages that until then it shares.
    """
    places = ("/tmp", str(Path.cwd()))
    for place in [it for it in sys.path_importer_cache if it.startswith(places)]:
        finder = sys.path_importer_cache[place]
        if isinstance(finder, FileFinder):
            finder.invalidate_caches()

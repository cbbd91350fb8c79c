"""What Python consists of in the laboratory: Pyodide, the packages, and the list by which it finds them.

With an own ``pyodide-lock.json``, a cell that says ``import leadermanager`` has all that this needs loaded
first, and nothing is ever looked for in a package index.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from email.parser import BytesParser
from pathlib import PurePosixPath
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from leadermanager.catalogue import sha256
from leadermanager.errors import EditionError
from leadermanager_instructor.site.laboratory.archives import unzipped, wheel, with_record, zipped
from leadermanager_instructor.site.laboratory.downloads import PYODIDE, WHEELS, Downloads

FOLDER = "static/pyodide"
"""Where Pyodide and the packages are in the laboratory."""

STARTS = ("micropip", "piplite", "ipykernel", "comm", "pyodide_kernel", "jedi", "ipython", "sqlite3", "ssl")
"""What the kernel wants to be there when it starts, by the names that it uses."""

# The kernel wants two modules that only its history and downloads from elsewhere would use; three megabytes,
# and nobody has either here.
_EMPTY = ("sqlite3", "ssl")

# Wheels that are no packages of Python's here: the page itself is made of them.
_OF_THE_PAGE = ("jupyterlab-widgets", "jupyterlite-core", "jupyterlite-pyodide-kernel")
_DO_WITHOUT = (*_OF_THE_PAGE, "widgetsnbextension")

_KERNEL = re.compile(r"/static/pypi/((?:piplite|ipykernel|pyodide_kernel)-[^/]+\.whl)$")
_LIBRARY = "src/leadermanager/"
_TABLES = "data/"
_VERSION = re.compile(rb'^__version__ = "([^"]+)"', re.MULTILINE)

# Of a package: its own tests, types for editors, modules compiled for other machines, what it gives to the
# page, and what Jedi knows of Django.
_LEFT_OUT = re.compile(
    r"(^|/)tests?/|\.pyi$|\.c$|linux-gnu\.so$|\.data/|/labextension/|^jedi/third_party/django-stubs/"
)
_TYPES_OF_PYTHON = "jedi/third_party/typeshed/"
_ABI = f"cp{PYODIDE['python'].replace('.', '')}"
_MARKERS = {
    "sys_platform": "emscripten",
    "platform_system": "Emscripten",
    "os_name": "posix",
    "python_version": PYODIDE["python"],
    "python_full_version": PYODIDE["info"]["python"],
    "platform_python_implementation": "CPython",
    "implementation_name": "cpython",
    "extra": "",
}


def released_packages(downloads: Downloads) -> dict[str, bytes]:
    """Return the files of Pyodide and of the packages that others publish, under their paths."""
    files = {name: downloads.pyodide(name) for name in PYODIDE["files"]}
    for name, pin in WHEELS.items():
        if name not in _OF_THE_PAGE:
            trimmed = _trimmed(downloads.wheel(name))
            files[_file_name(name, pin["version"], trimmed)] = trimmed
    for name, content in unzipped(downloads.wheel("jupyterlite-pyodide-kernel")).items():
        if match := _KERNEL.search(name):
            files[match[1]] = content
    for name in _EMPTY:
        empty = wheel(name, "0", {})
        files[_file_name(name, "0", empty)] = empty
    return {f"{FOLDER}/{name}": content for name, content in files.items()}


def own_packages(released: Mapping[str, bytes], edition: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the library, and the list of all packages, under their paths.

    Parameters
    ----------
    released
        What others publish, from `released_packages`.
    edition
        The files of the student edition.

    Raises
    ------
    EditionError
        If a package needs one that is not pinned, or the edition has no library.
    """
    version, content = library(edition)
    own = f"{FOLDER}/{_file_name('leadermanager', version, content)}"
    wheels = {name: each for name, each in {**released, own: content}.items() if name.endswith(".whl")}
    listed = dict(sorted(_entry(PurePosixPath(name).name, each) for name, each in wheels.items()))
    listed["leadermanager"]["depends"] = sorted(_needed_by_students(edition))
    lacking = {name for entry in listed.values() for name in entry["depends"] if name not in listed}
    if lacking:
        raise EditionError(
            f"The laboratory's pins.toml lacks {', '.join(sorted(lacking))}, which a package needs."
        )
    lock = json.dumps({"info": PYODIDE["info"], "packages": listed}, indent=1).encode() + b"\n"
    return {own: content, f"{FOLDER}/pyodide-lock.json": lock}


def library(edition: Mapping[str, bytes]) -> tuple[str, bytes]:
    """Return the version and the wheel of the library as the edition has it, with the tables."""
    files = {
        f"leadermanager/{name.removeprefix(_LIBRARY)}": content
        for name, content in edition.items()
        if name.startswith(_LIBRARY)
    }
    version = _VERSION.search(files.get("leadermanager/__init__.py", b""))
    if version is None:
        raise EditionError("The edition has no library in it; publish it again.")
    files |= {f"leadermanager/{name}": edition[name] for name in edition if name.startswith(_TABLES)}
    said = version[1].decode()
    return said, wheel("leadermanager", said, files)


def _trimmed(content: bytes) -> bytes:
    """Return a wheel without what nobody uses here."""
    files = unzipped(content)
    record = next(name for name in files if re.fullmatch(r"[^/]+\.dist-info/RECORD", name))
    kept = {
        name: file
        for name, file in files.items()
        if name != record and (name.startswith(_TYPES_OF_PYTHON) or not _LEFT_OUT.search(name))
    }
    return zipped(with_record(kept, record))


def _file_name(name: str, version: str, content: bytes) -> str:
    """Return the name of a wheel's file, which says for what it is compiled."""
    compiled = any(each.endswith(".so") for each in unzipped(content))
    tags = f"{_ABI}-{_ABI}-{PYODIDE['platform']}" if compiled else "py3-none-any"
    return f"{name.replace('-', '_')}-{version}-{tags}.whl"


def _entry(file: str, content: bytes) -> tuple[str, dict[str, Any]]:
    """Return a package's name and its entry in Pyodide's list."""
    files = unzipped(content)
    metadata = next(name for name in files if re.fullmatch(r"[^/]+\.dist-info/METADATA", name))
    said = BytesParser().parsebytes(files[metadata], headersonly=True)
    needed = [Requirement(line) for line in said.get_all("Requires-Dist", [])]
    depends = {
        canonicalize_name(each.name) for each in needed if not each.marker or each.marker.evaluate(_MARKERS)
    }
    return canonicalize_name(str(said["Name"])), {
        "name": str(said["Name"]),
        "version": str(said["Version"]),
        "file_name": file,
        "install_dir": "site",
        "sha256": sha256(content),
        "package_type": "package",
        "imports": _imports(files),
        "depends": sorted(depends.difference(_DO_WITHOUT)),
    }


def _imports(files: Mapping[str, bytes]) -> list[str]:
    """Return the names under which a wheel is imported."""
    found = set()
    for name in files:
        top, _, below = name.partition("/")
        if not below and top.endswith(".py"):
            found.add(top.removesuffix(".py"))
        elif below.endswith((".py", ".so")) and top.isidentifier():
            found.add(top)
    return sorted(found)


def _needed_by_students(edition: Mapping[str, bytes]) -> set[str]:
    """Return what the library needs, as the edition's project file says."""
    project = tomllib.loads(edition["pyproject.toml"].decode())["project"]
    return {canonicalize_name(Requirement(line).name) for line in project["dependencies"]}

"""What the laboratory is made of, from where it is published: pinned, compared with its hash, and kept."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import tomllib
import urllib.error
import urllib.request
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import platformdirs

from leadermanager.catalogue import sha256
from leadermanager.errors import EditionError

_PINS: dict[str, Any] = tomllib.loads((Path(__file__).parent / "pins.toml").read_text("utf-8"))

PYODIDE: dict[str, Any] = _PINS["pyodide"]
"""The version of Pyodide, what its lock file says of itself, and the hashes of its files."""

WHEELS: dict[str, dict[str, str]] = _PINS["wheels"]
"""Version and hash of each wheel, under its name."""

_PATIENCE = 120.0  # seconds


class Downloads:
    """The pinned files, got when they are first asked for.

    Parameters
    ----------
    pyodide
        A folder with Pyodide's files; without it they are downloaded.
    cache
        Where to keep what was downloaded; by default the user's cache.
    """

    def __init__(self, pyodide: Path | None = None, cache: Path | None = None) -> None:
        self._pyodide = pyodide
        self._cache = cache or platformdirs.user_cache_path("leadermanager") / "laboratory"
        self._found: dict[str, bytes] = {}

    def pyodide(self, name: str) -> bytes:
        """Return one of Pyodide's files.

        Raises
        ------
        EditionError
            If it cannot be had, or is another one.
        """
        wanted = PYODIDE["files"][name]
        if self._pyodide is not None:
            content = _read(self._pyodide / name)
            if content is None or sha256(content) != wanted:
                raise EditionError(
                    f"{self._pyodide} does not have {name} of Pyodide {PYODIDE['version']}; name a "
                    "folder that has, or let it be downloaded."
                )
            return content
        content = self._kept(wanted)
        if content is None:
            content = self._keep(_downloaded(PYODIDE["address"] + name), wanted, name)
        return content

    def wheel(self, name: str) -> bytes:
        """Return a wheel.

        Raises
        ------
        EditionError
            If it cannot be had, or is another one.
        """
        wanted = WHEELS[name]["sha256"]
        content = self._kept(wanted)
        if content is None:
            self._get_wheels()
            content = self._kept(wanted)
        if content is None:
            raise EditionError(
                f"The package index has no {name} {WHEELS[name]['version']} with the pinned hash."
            )
        return content

    def _get_wheels(self) -> None:
        """Have pip download all wheels that are not kept yet."""
        missing = [name for name, pin in WHEELS.items() if self._kept(pin["sha256"]) is None]
        platforms = {name: WHEELS[name].get("platform", PYODIDE["platform"]) for name in missing}
        with tempfile.TemporaryDirectory() as scratch:
            for platform in sorted(set(platforms.values())):
                names = [name for name in missing if platforms[name] == platform]
                _pip_download(names, platform, Path(scratch))
            for path in sorted(Path(scratch).glob("*.whl")):
                content = path.read_bytes()
                self._keep(content, sha256(content), path.name)

    def _kept(self, digest: str) -> bytes | None:
        content = self._found.get(digest) or _read(self._cache / digest)
        if content is None or sha256(content) != digest:
            return None
        self._found[digest] = content
        return content

    def _keep(self, content: bytes, digest: str, name: str) -> bytes:
        if sha256(content) != digest:
            raise EditionError(f"{name} as it was downloaded is not the one that the laboratory is made of.")
        self._cache.mkdir(parents=True, exist_ok=True)
        part = self._cache / f"{digest}.part"
        part.write_bytes(content)
        part.replace(self._cache / digest)
        return content


def _read(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _downloaded(address: str) -> bytes:
    try:
        with urllib.request.urlopen(address, timeout=_PATIENCE) as answer:
            content: bytes = answer.read()
            return content
    except (urllib.error.URLError, TimeoutError) as problem:
        raise EditionError(
            f"{address} cannot be downloaded ({problem}); get Pyodide {PYODIDE['version']} elsewhere, and "
            "name its folder with --pyodide."
        ) from problem


def _pip_download(names: Iterable[str], platform: str, folder: Path) -> None:
    """Download wheels for a platform; pip knows from which package index this computer installs."""
    pins = folder / f"{platform}.txt"
    lines = [f"{name}=={WHEELS[name]['version']} --hash=sha256:{WHEELS[name]['sha256']}" for name in names]
    pins.write_text("\n".join(lines), "utf-8")
    version = PYODIDE["python"]
    abi = f"cp{version.replace('.', '')}"
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
    command += ["--only-binary", ":all:", "--require-hashes", "--platform", platform]
    command += ["--implementation", "cp", "--python-version", version, "--abi", abi]
    command += ["--dest", str(folder), "--requirement", str(pins)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        said = [line for line in done.stderr.splitlines() if line.strip()] or ["it said nothing"]
        raise EditionError(f"pip cannot download what the laboratory is made of: {said[-1].strip()}")

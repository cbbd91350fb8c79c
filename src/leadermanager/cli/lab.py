"""The command that opens the lessons in JupyterLab, with all of the course around them."""

import contextlib
import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from leadermanager.catalogue import LESSONS, Catalogue
from leadermanager.cli.terminal import stop


def lab(
    folder: Annotated[
        Path | None, typer.Argument(help="The course's folder. Default: the one that you are in.")
    ] = None,
) -> None:
    """Open the lessons in JupyterLab, with the assignments and the data beside them."""
    if folder is not None and not folder.is_dir():
        stop(f"There is no folder {folder}.")
    root, first = _course(folder)
    with tempfile.TemporaryDirectory(prefix="leadermanager-lab-") as settings:
        for name in _settings(root):
            shutil.copy(root / "binder" / name, settings)
        line = [
            sys.executable,
            "-m",
            "jupyterlab",
            f"--ServerApp.root_dir={root}",
            f"--LabApp.default_url=/lab/tree/{first.relative_to(root).as_posix()}",
            f"--LabApp.app_settings_dir={settings}",
            *_terminal(),
            *as_root(),
        ]
        with contextlib.suppress(KeyboardInterrupt):
            raise typer.Exit(subprocess.call(line, cwd=root, env=_environment()))


def as_root() -> list[str]:
    """Jupyter asks whoever is root, as in a container, to say that they mean it."""
    return ["--allow-root"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []


def _course(folder: Path | None) -> tuple[Path, Path]:
    """Return the folder that has the lessons, the assignments and the data, and the first lesson."""
    here = (folder or Path.cwd()).absolute()
    checkout = [] if folder else [Path(__file__).resolve().parents[3]]
    lessons = ((place, _lessons(place)) for place in (here, *here.parents, *checkout))
    found = next(((place, paths[0]) for place, paths in lessons if paths), None)
    if found is None:
        stop(f"There are no lessons in {here}; go to the course's folder, or name it: leadermanager lab DIR.")
    return found


def _lessons(place: Path) -> list[Path]:
    return sorted((place / LESSONS).glob("[0-9][0-9]-*.ipynb"))


def _settings(root: Path) -> Iterator[str]:
    """Yield the files with the course's settings, which hold for this session only."""
    names = ["overrides.json"]
    # These settings hide what only instructors use; whoever writes the course needs to see it.
    if Catalogue.near(root).id:
        names.append("page_config.json")
    return (name for name in names if (root / "binder" / name).is_file())


def _environment() -> dict[str, str]:
    """Return an environment in which a terminal finds the commands that are installed with this one."""
    return {
        **os.environ,
        "PATH": os.pathsep.join([sysconfig.get_path("scripts"), os.environ.get("PATH", os.defpath)]),
    }


def _terminal() -> list[str]:
    """Have terminals keep that environment: as a login shell, they would set up another one."""
    if os.name == "nt":
        return []
    shell = os.environ.get("SHELL") or shutil.which("sh") or "/bin/sh"
    return [f"--ServerApp.terminado_settings={{'shell_command': [{shell!r}]}}"]

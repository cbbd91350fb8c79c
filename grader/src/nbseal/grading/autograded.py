"""Write the graded files of a submission into `autograded/`: all of them, or none."""

import os
import shutil
import tempfile
from pathlib import Path

from ..errors import GradebookError


def replace_folder(folder: Path, files: dict[str, bytes], mode: int = 0o444) -> None:
    """Replace a folder by one that holds these files and nothing else, in one rename.

    Parameters
    ----------
    folder
        The folder.
    files
        Contents by relative path.
    mode
        The permissions of each file.

    Raises
    ------
    GradebookError
        If they cannot be written, for instance because the disk is full; nothing is changed then.
    """
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        for left in folder.parent.glob(f".{folder.name}-*"):  # by a run that was killed
            _remove(left)
        aside = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    except OSError as error:
        raise _unwritable(folder, error) from error
    try:
        new = aside / "new"
        for path, content in files.items():
            target = new / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
            target.chmod(mode)
        new.mkdir(exist_ok=True)
        if folder.exists():
            folder.rename(aside / "old")
        new.rename(folder)
    except OSError as error:
        if (aside / "old").exists() and not folder.exists():
            (aside / "old").rename(folder)
        raise _unwritable(folder, error) from error
    finally:
        _remove(aside)


def _unwritable(folder: Path, error: OSError) -> GradebookError:
    return GradebookError(
        f"{folder} cannot be written ({error.strerror or error}); what was graded before is kept: when this "
        "is mended, run the same command again."
    )


def _remove(folder: Path) -> None:
    """Remove a folder, even where its own folders may not be written."""
    for root, folders, _ in os.walk(folder):
        for name in folders:
            Path(root, name).chmod(0o755)
    shutil.rmtree(folder, ignore_errors=True)

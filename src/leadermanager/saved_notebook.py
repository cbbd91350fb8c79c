"""A notebook as it was saved last, even where it is read while it is being saved."""

import json
import time
from pathlib import Path

_PATIENCE = 5.0  # seconds
_PAUSE = 0.05


def read_saved(path: Path) -> bytes:
    """Return what is in a notebook's file, once all of it is there.

    A Jupyter server empties the file, looks through the notebook, and only then writes it. Who reads in
    between gets nothing or a part, which is never valid JSON; so a file that is not, and was written just
    now, is read again.

    Parameters
    ----------
    path
        The file. If it is no notebook at all, what is in it is returned in the end.

    Raises
    ------
    OSError
        If there is no such file, or it cannot be read.
    """
    end = time.monotonic() + _PATIENCE
    while True:
        content = path.read_bytes()
        old = time.time() - path.stat().st_mtime > _PATIENCE
        if old or _is_whole(content) or time.monotonic() > end:
            return content
        time.sleep(_PAUSE)


def _is_whole(content: bytes) -> bool:
    try:
        json.loads(content)
    except ValueError:
        return False
    except RecursionError:  # all of it is there, however strange
        return True
    return True

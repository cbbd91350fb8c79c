"""Open an archive in such a way that no more of it is read at once than an archive needs."""

from __future__ import annotations

import io
import os
from pathlib import Path

from ..errors import CollectError

_DIRECTORY_BYTES = 4_000_000  # an archive's table of contents


class BoundedFile(io.RawIOBase):
    """A file that is open only while it is read, and never read in one piece larger than a zip needs.

    `zipfile` reads a whole table of contents at once, as large as the file says it is.
    """

    def __init__(self, source: Path | bytes) -> None:
        self._source = source
        self._size = len(source) if isinstance(source, bytes) else source.stat().st_size
        self._at = 0

    def readable(self) -> bool:
        """Return True."""
        return True

    def seekable(self) -> bool:
        """Return True."""
        return True

    def tell(self) -> int:
        """Return where it stands."""
        return self._at

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Go to a place, as in any file."""
        at = offset + (0, self._at, self._size)[whence]
        if at < 0:
            raise OSError("before its beginning")
        self._at = at
        return at

    def read(self, size: int | None = -1) -> bytes:
        """Read on, as in any file, but not too much at once."""
        left = max(0, self._size - self._at)
        size = left if size is None or size < 0 else min(size, left)
        if size > _DIRECTORY_BYTES:
            raise CollectError(f"its table of contents is larger than {_DIRECTORY_BYTES // 10**6} MB")
        if isinstance(self._source, bytes):
            content = self._source[self._at : self._at + size]
        else:
            with self._source.open("rb") as file:
                file.seek(self._at)
                content = file.read(size)
        self._at += len(content)
        return content

"""The files that a check and a session have in common, as data.

A check finds in its folder what the student handed in and what cells have written. None of that replaces a
file of the assignment, and nothing is imported from there: modules come from a folder that holds only those
of the assignment. Where a check of the notebook could run what it reads (by `pickle` or `exec`), none sees a
file of the student's.

A session gets what a check has written if a call names it, or if it was there before. Else a file could tell
what a check expects.
"""

import os
import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath

from ...course.filenames import MOST_PATH_BYTES
from ...course.reference import ReferenceNotebook
from ..session import Session

_RUNS_WHAT_IT_READS = re.compile(
    r"\b(\w*pickle\w*|dill|joblib|shelve|marshal|read_hdf|HDFStore|torch|keras|tensorflow|load_model|yaml"
    r"|exec|execfile|eval|(?<!re\.)compile|runpy|run_path|importlib|import_ipynb|nbimporter|__import__"
    r"|import_module|SourceFileLoader|sys\.path|addsitedir|pytest|testfile|(?<!json\.)(?<!np\.)load(?=\s*\())\b"
)
_WRITES = re.compile(r"\b(open|write\w*|to_\w+|save\w*|dump|touch|mkdir|copy\w*|tempfile|Path)\b")

_State = tuple[int, int]


class SharedFiles:
    """What lies beside one notebook, where its checks look for it.

    Parameters
    ----------
    folder
        Where checks run; all that is in it now belongs to the assignment.
    files
        What was handed in and what belongs to the assignment, by relative path.
    reference
        The notebook as released.
    """

    def __init__(self, folder: Path, files: Mapping[str, bytes], reference: ReferenceNotebook) -> None:
        self._folder = folder
        self._official = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
        modules = [path for path in self._official & files.keys() if path.endswith(".py")]
        texts = [files[path].decode(errors="replace") for path in modules]
        texts += [cell.source for cell in reference.cells if cell.is_check]
        texts += reference.names.modules
        texts += [f"{module}.{name}" for module, name in reference.names.imports.values()]
        self._is_hidden = any(map(_RUNS_WHAT_IT_READS.search, texts))
        self._contents = {path: content for path, content in files.items() if path not in self._official}
        self._written: set[str] = set()  # of those, what is in the folder
        self._left_out: set[str] = set()
        self._may_write = False
        self._known: dict[str, _State] = {}

    def prepare(self, code: str, session: Session) -> None:
        """Have in the folder, for a check of this source, what it may see."""
        self._may_write = _WRITES.search(code) is not None
        if not self._is_hidden:
            self._write(self._contents.keys() - self._written)
            self.update(session)
        if self._may_write:
            tempfile.tempdir = str(self._folder)
            self._known = dict(self._states())

    def update(self, session: Session) -> None:
        """Take over what the session has written since."""
        if self._is_hidden or not session.has_new_files:
            return
        changed, gone, left_out = session.changed_files()
        new = {path: content for path, content in changed if self._may_be(path)}
        self._left_out |= set(left_out)
        self._remove(gone)
        self._contents |= new
        self._write(new)

    def hand_over(self, arguments: Iterable[object], session: Session) -> None:
        """Put in the session's folder what the check has written, if a call names it or it was there."""
        if not self._may_write:
            return
        now = dict(self._states())
        named = {self._inner(it) for it in arguments if isinstance(it, str | os.PathLike)} - {None}
        for path, state in now.items():
            above = {path, *(str(folder) for folder in PurePosixPath(path).parents)}
            known = path in self._official or path in self._contents or above & named
            if known and self._known.get(path) != state:
                session.put_file(path, (self._folder / path).read_bytes())
                self._known[path] = state

    def clear(self) -> None:
        """Leave in the folder what belongs to the assignment."""
        for path in self._written:
            (self._folder / path).unlink(missing_ok=True)
        self._written.clear()

    def explains(self, missing: str) -> bool:
        """Return whether a file that a check does not find may be there for the student's own code."""
        path = PurePosixPath(missing)
        return path.is_absolute() or ".." in path.parts or self._is_hidden or bool(self._left_out)

    def _states(self) -> Iterator[tuple[str, _State]]:
        for path in self._folder.rglob("*"):
            if path.is_file():
                found = path.stat()
                yield path.relative_to(self._folder).as_posix(), (found.st_mtime_ns, found.st_size)

    def _inner(self, given: str | os.PathLike[str]) -> str | None:
        """Return a path that a call names as one below the folder, or None."""
        text = os.path.normpath(os.fspath(given))
        inner = text.removeprefix(f"{self._folder}/")
        return None if inner.startswith(("/", "..")) or inner == "." else inner

    def _remove(self, gone: Iterable[str]) -> None:
        for path in gone:
            if self._contents.pop(path, None) is not None and path in self._written:
                (self._folder / path).unlink(missing_ok=True)
                self._written.discard(path)

    def _write(self, paths: Iterable[str]) -> None:
        for path in list(paths):
            target = self._folder / path
            try:
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(self._contents[path])
                self._written.add(path)
            except OSError:
                self._left_out.add(path)

    def _may_be(self, path: str) -> bool:
        """Return whether a path that the session tells may be written: within, and no official file."""
        parts = PurePosixPath(path).parts
        above = {"/".join(parts[: end + 1]) for end in range(len(parts))}
        return (
            bool(parts)
            and path == "/".join(parts)
            and not path.startswith("/")
            and ".." not in parts
            and "\0" not in path
            and len(os.fsencode(path)) <= MOST_PATH_BYTES
            and not above & self._official
        )

"""Find an assignment's own notebooks in what was handed in, under whatever names they have there."""

from __future__ import annotations

from ..course.filenames import is_notebook
from ..course.reading import UnreadableError, grade_ids, read_notebook
from .wanted import Wanted


class OwnNotebooks:
    """The assignment's own notebooks in one attempt.

    Parameters
    ----------
    wanted
        What is to be handed in.
    serials
        The LMS's own number of each file, where it has one.
    remarks
        Where to add what a person should know.
    left_out
        Where to add the files that are not taken, and why.
    """

    def __init__(
        self, wanted: Wanted, serials: dict[str, int], remarks: list[str], left_out: dict[str, str]
    ) -> None:
        self._wanted, self._serials = wanted, serials
        self._remarks, self._left_out = remarks, left_out

    def match(self, contents: dict[str, bytes], *, sure: bool) -> dict[str, str]:
        """Return the name that the assignment has for each notebook that is one of its own.

        A notebook is known by its name, whatever a browser, JupyterLab or an LMS has added to it; else by
        the grade ids in it; else, where one is asked for and there is one, it is that.

        Parameters
        ----------
        contents
            What is in the attempt.
        sure
            Whether it is for this assignment; if not, only the grade ids count.
        """
        ids = {
            name: self._grade_ids(name, content) for name, content in contents.items() if is_notebook(name)
        }
        there = {name: found for name, found in ids.items() if found is not None and "/" not in name}
        called = {name: self._wanted.notebook_called(name) for name in there}
        holds = {name: self._wanted.notebook_with(found) for name, found in there.items()}
        became: dict[str, str] = {}
        for notebook in self._wanted.notebooks:
            fitting = [name for name in called if sure and called[name] == notebook and name not in became]
            fitting = fitting or [name for name in holds if holds[name] == notebook and name not in became]
            if not fitting and sure and len(self._wanted.notebooks) == len(there) == 1:
                fitting = list(there)
            chosen = self._chosen(f"{notebook}.ipynb", fitting)
            if chosen is None:
                continue
            became[chosen] = f"{notebook}.ipynb"
            if called[chosen] != notebook:
                self._remarks.append(f"{chosen} was taken as {notebook}.ipynb")
            own = self._wanted.grade_ids[notebook]
            if own and there[chosen] and not own & there[chosen]:
                self._remarks.append(
                    f"{chosen} has none of the tasks of {notebook}.ipynb; it may be another notebook"
                )
        for name, found in ids.items():
            if (
                became
                and name not in became
                and (called.get(name) or self._wanted.notebook_with(found or set()))
            ):
                self._remarks.append(f"{name} was not taken, since {', '.join(became)} is there")
        for name in set(became.values()) & set(contents) - set(became):
            contents[f"other {name}"] = contents.pop(name)
        return became

    def _chosen(self, own: str, fitting: list[str]) -> str | None:
        """Return which of several files is a notebook: the LMS's newest, else the one of that very name."""
        numbers = [self._serials.get(name, 0) for name in fitting]
        if len(fitting) > 1 and numbers.count(max(numbers)) == 1:
            newest = fitting[numbers.index(max(numbers))]
            self._remarks.append(
                f"of {', '.join(sorted(fitting))}, {newest} counts: it is the newest by its number"
            )
            return newest
        if len(fitting) > 1 and own not in fitting:
            why = f"is one of several that could be {own} ({', '.join(sorted(fitting))})"
            self._left_out |= dict.fromkeys(fitting, why)
            return None
        return own if own in fitting else next(iter(fitting), None)

    def _grade_ids(self, name: str, content: bytes) -> set[str] | None:
        """Return the grade ids in a notebook; None, and note why, if it cannot be read."""
        try:
            return grade_ids(read_notebook(content, []))
        except UnreadableError as problem:
            self._left_out[name] = f"is not a notebook that can be read: {problem}"
            return None

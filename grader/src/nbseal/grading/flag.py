"""A flag: why a person should look at a score, a notebook or a whole submission."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Flag:
    """Something that a person should look at.

    Whoever finds it knows the reason, and perhaps the task. The notebook and the student are added further
    out, where they are known.

    Attributes
    ----------
    student : str
        Whose submission it is; empty until it is known.
    notebook : str or None
        In which notebook.
    task : str or None
        The grade id of the cell; None if it is about more than one cell.
    reason : str
        What happened, as the end of a sentence.
    """

    student: str = ""
    notebook: str | None = None
    task: str | None = None
    reason: str

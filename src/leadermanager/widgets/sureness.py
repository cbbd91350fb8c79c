"""How sure somebody is of an answer that is kept: asked before, and counted by the record."""

from typing import Any, Final

from leadermanager.widgets.content import Entry

LABELS: Final = {
    "per_cent": "{number}%",
    "sure_ends": "50%: as likely as not. 100%: beyond doubt.",
    "sure_first": "Say how sure you are.",
    "sure_kept": "You were {sure}% sure.",
}


def read_sure(entry: Entry, *, number: bool) -> dict[str, Any]:
    """Return whether an entry asks how sure one is and, of a number, how near it has to be to be right.

    Parameters
    ----------
    entry
        The question or the drawing, which has ``sure = true``, and with a number ``near``.
    number
        Whether its answer is a number.

    Raises
    ------
    ContentError
        If `near` is missing or not above 0.
    """
    if not entry.flag("sure"):
        return {}
    if not number:
        return {"sure": True}
    near = entry.number("near")
    if near <= 0:
        entry.refuse(f"'near' is {near:g}; write how far off still counts as right, a number above 0.")
    return {"sure": True, "near": near}

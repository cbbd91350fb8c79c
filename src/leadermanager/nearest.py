"""Which name was meant, where somebody typed one that there is not."""

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(name: object, known: Iterable[object]) -> str:
    """Return how a sentence about an unknown name ends.

    Parameters
    ----------
    name
        What was typed.
    known
        The names that there are.

    Returns
    -------
    str
        ``"did you mean 'Optics'?"``; or, where nothing is near, ``"there are Optics, Sensors."``
    """
    names = {str(each).casefold(): str(each) for each in known}
    close = get_close_matches(str(name).casefold(), names, n=1)
    return f"did you mean {names[close[0]]!r}?" if close else f"there are {', '.join(names.values())}."

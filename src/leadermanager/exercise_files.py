"""Where the contents of exercises are: beside the lessons or, in a student edition, in the library.

There a student meets notebooks, and not the right answers. A file beside the lessons comes before one of the
same name in the library.
"""

from pathlib import Path

SHIPPED = "exercises"
"""The folder of the library in which a student edition has them."""


def exercise_files(folder: Path) -> dict[str, Path]:
    """Return the file of each exercise under the exercise's name, in order.

    Parameters
    ----------
    folder
        The folder of exercises beside the lessons, where there is one.
    """
    places = (Path(__file__).parent / SHIPPED, folder)
    found = {path.stem: path for place in places for path in place.glob("*.toml")}
    return dict(sorted(found.items()))

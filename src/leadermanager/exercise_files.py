"""Where the contents of exercises are: beside the lessons or, in a student edition, in the library.

There a student meets notebooks, and not the right answers. A file beside the lessons comes before one of the
same name in the library.
"""

import tomllib
from pathlib import Path
from typing import Any

from leadermanager.errors import ContentError

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


def read_exercise(path: Path) -> dict[str, Any]:
    """Return the content of an exercise, as it stands in its file.

    Raises
    ------
    ContentError
        If there is no such file, or it is not TOML.
    """
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        raise ContentError(f"There is no exercise {path}.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ContentError(f"{path} cannot be read as TOML: {error}.") from None

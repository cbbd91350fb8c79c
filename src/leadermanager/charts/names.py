"""Where the names of points and lines are written, so that they can be read."""

from collections.abc import Collection

import numpy as np
import pandas as pd

# Room that a name needs, in pixels.
_LINE_OF_TEXT = 15
_LETTER = 6.6
_BESIDE = 9


def beside_points(
    rows: pd.DataFrame,
    x_domain: tuple[float, float],
    y_domain: tuple[float, float],
    width: int,
    height: int,
) -> pd.DataFrame:
    """Choose for each name the side of its point where it covers least.

    Parameters
    ----------
    rows
        Columns x, y (any unit) and label.
    x_domain, y_domain
        Lowest and highest value of the axes, in the units of x and y.
    width, height
        Of the plotting area, in pixels.

    Returns
    -------
    pandas.DataFrame
        The rows, with `side`: "right", "left", "above" or "below".
    """
    across = (rows["x"].to_numpy(float) - x_domain[0]) / (x_domain[1] - x_domain[0]) * width
    down = height - (rows["y"].to_numpy(float) - y_domain[0]) / (y_domain[1] - y_domain[0]) * height
    taken = [(x - 6, y - 6, x + 6, y + 6) for x, y in zip(across, down, strict=True)]
    sides = []
    for x, y, label in zip(across, down, rows["label"].astype(str), strict=True):
        long, half = len(label) * _LETTER, _LINE_OF_TEXT / 2
        boxes = {
            "right": (x + _BESIDE, y - half, x + _BESIDE + long, y + half),
            "left": (x - _BESIDE - long, y - half, x - _BESIDE, y + half),
            "above": (x - long / 2, y - _BESIDE - 2 * half, x + long / 2, y - _BESIDE),
            "below": (x - long / 2, y + _BESIDE, x + long / 2, y + _BESIDE + 2 * half),
        }
        side = min(boxes, key=lambda name: _covered(boxes[name], taken, width))
        taken.append(boxes[side])
        sides.append(side)
    return rows.assign(side=sides)


def at_line_ends(
    rows: pd.DataFrame, y_domain: tuple[float, float], height: int, bold: Collection[str]
) -> pd.DataFrame:
    """Add to the last row of each line its name and the height at which it does not touch another name.

    Parameters
    ----------
    rows
        Columns x, y and, with more than one line, by (and panel).
    y_domain
        Lowest and highest value of the y axis.
    height
        Of the plotting area, in pixels.
    bold
        The lines that get a name.

    Returns
    -------
    pandas.DataFrame
        The rows, with `name` (None except in a last row) and `name_y` (in the unit of y).
    """
    names = np.full(len(rows), None, dtype=object)
    heights = np.full(len(rows), np.nan)
    if "by" in rows:
        places = rows.assign(place=np.arange(len(rows)))
        for _, panel in places.groupby("panel", sort=False) if "panel" in rows else [(None, places)]:
            shown = panel[panel["by"].isin(list(bold)) & panel["y"].notna()]
            last = shown.groupby("by", sort=False).tail(1).sort_values("y")
            place = last["place"].to_numpy()
            names[place] = last["by"].to_numpy()
            heights[place] = apart(last["y"].to_numpy(dtype=float).clip(*y_domain), y_domain, height)
    return rows.assign(name=names, name_y=heights)


def apart(values: np.ndarray, y_domain: tuple[float, float], height: int) -> np.ndarray:
    """Move sorted heights as little as is needed for a name at each not to touch the one before.

    Parameters
    ----------
    values
        Heights in the unit of the y axis, lowest first.
    y_domain
        Lowest and highest value of the y axis.
    height
        Of the plotting area, in pixels.
    """
    gap = (y_domain[1] - y_domain[0]) * _LINE_OF_TEXT / height
    placed = values.copy()
    for i in range(1, len(placed)):
        placed[i] = max(placed[i], placed[i - 1] + gap)
    # What was pushed up is shared out, so that two that collide move up and down by half.
    moved: np.ndarray = placed - (placed - values).mean() if len(placed) else placed
    return moved


def _covered(
    box: tuple[float, float, float, float], taken: list[tuple[float, float, float, float]], width: int
) -> float:
    """Return how many square pixels of other things `box` covers; leaving the chart counts as well."""
    left, top, right, bottom = box
    area = 20.0 * (max(0.0, -left) + max(0.0, right - width))
    for a, b, c, d in taken:
        area += max(0.0, min(right, c) - max(left, a)) * max(0.0, min(bottom, d) - max(top, b))
    return area

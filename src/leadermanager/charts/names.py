"""Where the names of points and lines are written, so that they can be read."""

from collections.abc import Collection, Mapping

import numpy as np
import pandas as pd

# Room that a name needs, in pixels.
_LINE_OF_TEXT = 17
LETTER = 7.4
_POINT = 5
_SPARE = 30  # beside the plot, before the page makes it narrower

Box = tuple[float, float, float, float]
"""Left, top, right and bottom, in pixels."""

SIDES = {
    "right": (9, 0),
    "left": (-9, 0),
    "above": (0, -14),
    "below": (0, 14),
    "above right": (6, -11),
    "above left": (-6, -11),
    "below right": (6, 11),
    "below left": (-6, 11),
}
"""Where a name may stand beside its point, and how many pixels away: across and down."""


def beside_points(
    points: pd.DataFrame,
    named: pd.DataFrame,
    x_domain: tuple[float, float],
    y_domain: tuple[float, float],
    plots: Mapping[tuple[float, float], Collection[Box]],
) -> list[str]:
    """Choose for each name the side of its point where it covers least.

    Parameters
    ----------
    points
        Columns x and y (any unit), of all points.
    named
        Columns x, y and label, of those that get a name, the most important first.
    x_domain, y_domain
        Lowest and highest value of the axes, in the units of x and y.
    plots
        Width and height that the plotting area may have, in pixels -> where other words stand in it. There
        are more than one, since two names that point at each other meet only where it is wide.

    Returns
    -------
    list of str
        One of `SIDES` for each name; empty where it would meet another name on every side, and is left out.
    """
    taken = {plot: list(words) for plot, words in plots.items()}

    def placed(rows: pd.DataFrame, plot: tuple[float, float]) -> list[tuple[float, float]]:
        across = (rows["x"].to_numpy(float) - x_domain[0]) / (x_domain[1] - x_domain[0]) * plot[0]
        down = (y_domain[1] - rows["y"].to_numpy(float)) / (y_domain[1] - y_domain[0]) * plot[1]
        return list(zip(across.tolist(), down.tolist(), strict=True))

    marks = {
        plot: [(x - _POINT, y - _POINT, x + _POINT, y + _POINT) for x, y in placed(points, plot)]
        for plot in plots
    }
    places = {plot: placed(named, plot) for plot in plots}
    sides = []
    for number, label in enumerate(named["label"].astype(str)):
        boxes = {
            side: {plot: _box(*places[plot][number], side, len(label) * LETTER) for plot in plots}
            for side in SIDES
        }
        free = [side for side in SIDES if all(_fits(box, at, taken[at]) for at, box in boxes[side].items())]
        side = min(free, key=lambda side: _cost(boxes[side], marks), default="")
        if side:
            for plot in plots:
                taken[plot].append(boxes[side][plot])
        sides.append(side)
    return sides


def _box(x: float, y: float, side: str, long: float) -> Box:
    dx, dy = SIDES[side]
    left = x + dx if dx > 0 else x + dx - long if dx < 0 else x - long / 2
    return left, y + dy - _LINE_OF_TEXT / 2, left + long, y + dy + _LINE_OF_TEXT / 2


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


def _cost(boxes: Mapping[tuple[float, float], Box], marks: Mapping[tuple[float, float], list[Box]]) -> float:
    """Return how much a name covers of the points, and how far it sticks out of the plot."""
    return sum(_covered(box, marks[at]) + 50 * _sticks_out(box, at) for at, box in boxes.items())


def _fits(box: Box, plot: tuple[float, float], words: Collection[Box]) -> bool:
    return _sticks_out(box, plot) <= _SPARE and not _covered(box, words)


def _sticks_out(box: Box, plot: tuple[float, float]) -> float:
    """Return how many pixels of a box lie beside the plot."""
    return max(0.0, -box[0], box[2] - plot[0])


def _covered(box: Box, others: Collection[Box]) -> float:
    """Return how many square pixels of other boxes a box covers."""
    left, top, right, bottom = box
    across = [max(0.0, min(right, other[2]) - max(left, other[0])) for other in others]
    down = [max(0.0, min(bottom, other[3]) - max(top, other[1])) for other in others]
    return round(sum(wide * high for wide, high in zip(across, down, strict=True)), 6)

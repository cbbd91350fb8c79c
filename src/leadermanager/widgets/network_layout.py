"""Where the people of a network stand: by rank, as in a chart of reporting lines, and by whom they trust.

Both pictures are grids of cells with room for one person each, so that nobody hides another, whatever the
width of the page.
"""

from collections.abc import Mapping, Sequence
from math import ceil
from typing import TYPE_CHECKING

from leadermanager.widgets.network_people import Person

if TYPE_CHECKING:
    import numpy as np

Spots = dict[str, tuple[float, float]]  # id -> column and row, of the middle of the cell, from 0

COLUMNS = 7  # at most; on a telephone more would be too small to hit
STACK = 5  # people under one boss who stand below each other before they take a second column
_ROOM = 1.5  # cells for each person in the picture of trust


def by_rank(people: Sequence[Person]) -> tuple[Spots, int, int]:
    """Place each boss above his or her people; a boss comes before them.

    Returns
    -------
    tuple
        Where everybody stands, and how many columns and rows that takes.
    """
    reports = {person.id: [other.id for other in people if other.boss == person.id] for person in people}
    spots: Spots = {}
    rows = _in_bands([person.id for person in people if not person.boss], 0, reports, spots)
    return spots, ceil(max(column for column, _ in spots.values()) + 1), rows


def by_trust(people: Sequence[Person]) -> tuple[Spots, int, int]:
    """Place people near those they trust or are trusted by, and a little near those they work with."""
    import networkx as nx

    graph = nx.Graph()
    graph.add_nodes_from(person.id for person in people)
    for weight, key in ((0.15, "boss"), (0.1, "asks"), (1.0, "trusts")):
        for person in people:
            others = getattr(person, key)
            for other in filter(None, (others,) if isinstance(others, str) else others):
                before = graph.get_edge_data(person.id, other, {"weight": 0})["weight"]
                graph.add_edge(person.id, other, weight=before + weight)
    wanted = nx.spring_layout(graph, seed=1, iterations=200, k=1.6 / len(people) ** 0.5)
    few = len(people) <= 30
    columns = COLUMNS - 2 if few else COLUMNS - 1
    rows = ceil(_ROOM * len(people) / columns)
    spots = _on_grid(wanted, columns, rows)
    if few:  # among more, it would take many seconds
        ties = {tuple(sorted((person.id, other))) for person in people for other in person.trusts}
        spots = _cleared(spots, sorted(ties), _cells(columns, rows))
    return spots, columns + 1, rows


def _width(boss: str, reports: Mapping[str, Sequence[str]]) -> float:
    """Return how many columns a boss and everybody below take."""
    leads = [one for one in reports[boss] if reports[one]]
    alone = len(reports[boss]) - len(leads)
    return max(1.0, sum(_width(one, reports) for one in leads) + ceil(alone / STACK))


def _in_bands(heads: Sequence[str], top: int, reports: Mapping[str, Sequence[str]], spots: Spots) -> int:
    """Put heads with all their people beside each other, and below each other where the page is full.

    Returns the first row that is free.
    """
    left, below = 0.0, top
    for head in heads:
        wide = _width(head, reports)
        if left and left + wide > COLUMNS:
            left, top = 0.0, below
        if wide > COLUMNS:
            spots[head] = ((COLUMNS - 1) / 2, top)
            below = _in_bands(reports[head], top + 1, reports, spots)
            left = COLUMNS
        else:
            below = max(below, _place(head, left, top, reports, spots))
            left += wide
    return below


def _place(boss: str, left: float, top: int, reports: Mapping[str, Sequence[str]], spots: Spots) -> int:
    """Put a boss in the middle above the columns of his or her people, and return the first free row."""
    spots[boss] = (left + (_width(boss, reports) - 1) / 2, top)
    below = top + 1
    for one in reports[boss]:
        if reports[one]:
            below = max(below, _place(one, left, top + 1, reports, spots))
            left += _width(one, reports)
    alone = [one for one in reports[boss] if not reports[one]]
    for number, one in enumerate(alone):
        spots[one] = (left + number // STACK, top + 1 + number % STACK)
        below = max(below, top + 2 + number % STACK)
    return below


def _on_grid(wanted: Mapping[str, Sequence[float]], columns: int, rows: int) -> Spots:
    """Give everybody the nearest free cell; every second row is shifted, so that fewer lines cross a cell."""
    across = [float(x) for x, _ in wanted.values()]
    down = [float(y) for _, y in wanted.values()]

    def scaled(number: float, all_: list[float], cells: int) -> float:
        return (number - min(all_)) / ((max(all_) - min(all_)) or 1) * (cells - 1)

    free = set(_cells(columns, rows))
    middle = ((columns - 1) / 2, (rows - 1) / 2)
    points = {one: (scaled(x, across, columns), scaled(y, down, rows)) for one, (x, y) in wanted.items()}
    spots: Spots = {}
    # From the middle outwards, so that the dense part keeps its shape and the rim gives way.
    for one in sorted(points, key=lambda each: (_apart(points[each], middle), each)):
        cell = min(free, key=lambda each: (_apart(points[one], each), each))
        free.remove(cell)
        spots[one] = cell
    return spots


def _cells(columns: int, rows: int) -> list[tuple[float, float]]:
    return [(column + row % 2 / 2 + 0.25, float(row)) for row in range(rows) for column in range(columns)]


def _cleared(spots: Spots, ties: Sequence[tuple[str, ...]], cells: Sequence[tuple[float, float]]) -> Spots:
    """Move people, or let two change places, until no line runs behind somebody who is not tied by it.

    Shorter lines count as well, a little. It gives up where no move makes things better.
    """
    import numpy as np

    names = list(spots)
    ends = np.array([[names.index(one) for one in tie] for tie in ties]).reshape(-1, 2)
    row = np.arange(len(ends))

    def crossed(places: "np.ndarray") -> tuple[float, int]:
        scaled = places / 0.45  # so near to the middle of a cell a line meets the name
        start, way = scaled[ends[:, 0]], (scaled[ends[:, 1]] - scaled[ends[:, 0]])
        towards = scaled[None] - start[:, None]
        part = np.clip((towards * way[:, None]).sum(2) / (way**2).sum(1)[:, None], 0, 1)
        close = ((towards - part[..., None] * way[:, None]) ** 2).sum(2) < 1
        close[row, ends[:, 0]] = close[row, ends[:, 1]] = False
        return close.sum() + 0.05 * np.hypot(*way.T).sum(), int(close.sum())

    places = np.array([spots[name] for name in names])
    best, behind = crossed(places)
    before = np.inf
    while behind and best < before:
        before = best
        for one in range(len(names)):
            for cell in cells:
                tried = places.copy()
                tried[(places == cell).all(axis=1)] = places[one]
                tried[one] = cell
                cost, hidden = crossed(tried)
                if cost < best:
                    places, best, behind = tried, cost, hidden
    return {name: (float(x), float(y)) for name, (x, y) in zip(names, places, strict=True)}


def _apart(one: tuple[float, float], other: tuple[float, float]) -> float:
    return (one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2

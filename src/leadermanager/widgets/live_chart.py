"""The picture of an explorer: its specification, sent once, and its rows, sent after every move."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from leadermanager.models import Model, Result
from leadermanager.widgets.content import Entry

HEIGHT = 250  # pixels, of the plotting area


def _limit(column: str, word: str) -> list[dict[str, Any]]:
    """Return the layers of a limit: a dotted line across the picture where a row states it, and its word.

    The word stands on the left, since the names of the lines stand on the right.
    """
    stated: dict[str, Any] = {"transform": [{"filter": f"isValid(datum.{column})"}]}
    at = {"y": {"field": column, "type": "quantitative"}}
    rule = {"type": "rule", "clip": True, "strokeDash": [2, 3], "opacity": 0.8}
    text = {"type": "text", "clip": True, "align": "left", "dx": 4, "fontStyle": "italic"}
    side = {"baseline": "top", "dy": 4} if column == "low" else {"baseline": "bottom", "dy": -4}
    return [
        {**stated, "mark": rule, "encoding": at},
        {**stated, "mark": text | side, "encoding": {**at, "x": {"value": 0}, "text": {"value": word}}},
    ]


_MARK: dict[str, Any] = {
    "transform": [{"filter": "isValid(datum.at)"}],
    "mark": {"type": "rule", "clip": True, "strokeDash": [2, 3]},
    "encoding": {"x": {"field": "at", "type": "quantitative"}},
}


@dataclass(frozen=True)
class LiveChart:
    """What stays the same while the lines move.

    Attributes
    ----------
    title
        A question or a finding.
    low, high
        Ends of the y axis, in the unit of the model's y. Fixed, so that the picture does not jump.
    reference
        A value to mark with a dashed line, and its word; or None.
    note
        A smaller line under the title; may be empty.
    mark
        The number whose place across is marked by a dotted line; may be empty.
    """

    title: str
    low: float
    high: float
    reference: tuple[float, str] | None
    note: str
    mark: str

    @classmethod
    def read(cls, entry: Entry) -> "LiveChart":
        """Read the table ``[chart]`` of an exercise.

        Raises
        ------
        ContentError
            If a text or a number is missing, or the axis has no length.
        """
        low, high = entry.number("low"), entry.number("high")
        if not low < high:
            entry.refuse(f"the axis goes from {low} to {high}; make 'low' less than 'high'.")
        reference = None
        if entry.has("reference") or entry.has("reference_name"):
            reference = (entry.number("reference"), entry.text("reference_name"))
        note, mark = entry.text("note", default=""), entry.text("mark", default="")
        chart = cls(entry.text("title"), low, high, reference, note, mark)
        entry.done()
        return chart

    def spec(self, model: Model[Any], rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
        """Return the Vega-Lite specification, its rows named ``rows`` and left out.

        The title is left out as well: the page shows it as text, which wraps where the page is narrow.
        """
        import pandas as pd

        from leadermanager import charts
        from leadermanager.charts.look import SCHEMA

        table = pd.DataFrame(rows)
        chart = charts.lines(
            table,
            "x",
            "y",
            by="by",
            title=self.title,
            x_title=model.x_title,
            y_title=model.y_title,
            reference=self.reference,
            y_domain=(self.low, self.high),
            height=HEIGHT,
        )
        spec: dict[str, Any] = chart.to_dict(validate=False)
        kept = {name: data for name, data in spec["datasets"].items() if name != spec["data"]["name"]}
        if model.limits:
            spec["layer"] += [*_limit("low", "lower limit"), *_limit("high", "upper limit")]
        if self.mark:
            spec["layer"].append(_MARK)
        return {
            **{key: value for key, value in spec.items() if key not in ("title", "datasets", "data")},
            "$schema": SCHEMA,
            "data": {"name": "rows"},
            "datasets": kept,
            "params": [{"name": "narrow", "value": False}],
            # The page gives the picture its width and the room around it.
            "autosize": "none",
        }

    def rows(
        self, model: Model[Any], lines: Mapping[str, Result], numbers: Mapping[str, float]
    ) -> list[dict[str, Any]]:
        """Return what is drawn.

        Parameters
        ----------
        model
            What is explored.
        lines
            Name of each line -> what the model gives for it.
        numbers
            What the model was given; one of them may be marked.

        Returns
        -------
        list
            One dict for each line and x, plain data: `x`, `y`, `by`, `name`, `name_y`; the first also has the
            limits of the first line, `low` and `high`, where the model states them, and the place
            that is marked, `at`.
        """
        import numpy as np

        from leadermanager.charts.names import apart

        rows, ends = [], []
        for name, result in lines.items():
            run = result.run
            pairs = zip(run[model.x].tolist(), run[model.y].round(3).tolist(), strict=True)
            rows += [{"x": x, "y": y, "by": name, "name": None, "name_y": None} for x, y in pairs]
            ends.append(rows[-1])
            if model.limits and len(ends) == 1:
                rows[0] |= {
                    end: float(run[column].iloc[0])
                    for end, column in zip(("low", "high"), model.limits, strict=True)
                }
        if self.mark:
            rows[0]["at"] = numbers[self.mark]
        ends.sort(key=lambda row: row["y"])
        heights = np.array([row["y"] for row in ends]).clip(self.low, self.high)
        for row, height in zip(ends, apart(heights, (self.low, self.high), HEIGHT), strict=True):
            row |= {"name": row["by"], "name_y": round(float(height), 3)}
        return rows

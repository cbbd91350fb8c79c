"""What a chart must say in words: its title, its axes, what it shows, and the columns it was asked for."""

import textwrap
from collections.abc import Collection, Iterable, Mapping

import altair as alt
import pandas as pd

from leadermanager.errors import ArgumentError, DataError
from leadermanager.nearest import nearest


def columns(kind: str, data: pd.DataFrame, wanted: Mapping[str, str | None]) -> pd.DataFrame:
    """Take the wanted columns under the names that the chart uses.

    Parameters
    ----------
    kind
        The chart's function, for the message.
    data
        The table.
    wanted
        Name in the chart -> name in the table, or None for one that was not asked for.

    Raises
    ------
    DataError
        If the table lacks a column or has no rows.
    """
    asked = {inside: outside for inside, outside in wanted.items() if outside is not None}
    for inside, outside in asked.items():
        if outside not in data.columns:
            near = nearest(outside, data.columns)
            raise DataError(f"charts.{kind}: the table has no column {outside!r} for {inside}; {near}")
    if data.empty:
        raise DataError(
            f"charts.{kind}: the table has no rows; look at the line that chose them. "
            "Is a name misspelt in it? Capitals count."
        )
    return pd.DataFrame({inside: data[outside].to_numpy() for inside, outside in asked.items()})


def chosen(kind: str, wanted: Collection[str] | None, names: pd.Series, column: str) -> list[str]:
    """Return the names that were asked for; all that there are where `wanted` is None.

    Parameters
    ----------
    kind
        The chart's function, for the message.
    wanted
        The names; a single one may stand without a list.
    names
        The column, with the names that there are.
    column
        What it is called in the table.

    Raises
    ------
    ArgumentError
        If there is no such name in the column.
    """
    there = [str(name) for name in names.unique()]
    if wanted is None:
        return there
    asked = [wanted] if isinstance(wanted, str) else [str(name) for name in wanted]
    for name in asked:
        if name not in there:
            near = nearest(name, there)
            raise ArgumentError(f"charts.{kind}: there is no {name!r} in column {column!r}; {near}")
    return asked


def named(kind: str, **texts: str) -> None:
    """Refuse a chart that leaves a title out.

    Raises
    ------
    ArgumentError
        If one of the texts is blank.
    """
    for what, text in texts.items():
        if not text.strip():
            raise ArgumentError(
                f"charts.{kind}: {what} is blank; say it in words, with the unit if it has one."
            )


def heading(title: str, note: str | None, width: int) -> alt.TitleParams:
    """Set the title, wrapped to the chart's width in pixels, with the note under it."""
    lines = textwrap.wrap(title, max(24, width // 9))
    below = textwrap.wrap(note, max(28, width // 6)) if note else []
    return alt.TitleParams(text=lines, subtitle=below)


def spoken(kind: str, title: str, shows: Iterable[str], description: str | None) -> str:
    """Return the chart in words, for who cannot see it.

    Parameters
    ----------
    kind
        The chart's function, for the message.
    title
        The chart's title, with which the words begin.
    shows
        Sentences that say what is drawn; empty ones are left out.
    description
        The author's own words, which stand in place of all of these; None where there are none.

    Raises
    ------
    ArgumentError
        If the author's own words are blank.
    """
    if description is not None:
        named(kind, description=description)
        return description
    stop = "" if title.rstrip().endswith((".", "?", "!")) else "."
    return f"{title.rstrip()}{stop} " + " ".join(part for part in shows if part)

"""Charts as pictures in the page: drawn once, when the site is made, for columns of several widths.

A chart that is there with the page needs no program of a megabyte, and no right to run code made of texts; it
prints, and shows where scripts are off. Vega draws it, as in JupyterLab, by the same specification. What a
point says when it is pointed at becomes its title.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from html import escape
from typing import Any, Final

import vl_convert

from leadermanager.charts.look import MIME

WIDTHS: Final = (280, 420, 600, 800)
"""In pixels. A column shows the widest picture that fits; what is left over, the picture grows to fill."""

_VERSION = "5.8"  # what JupyterLab draws
_SAID = re.compile(r'<(path|rect|line) aria-label="([^"]*)" role="graphics-symbol"([^>]*)/>')
_LONG = re.compile(r"\d+\.\d{3,}")  # a number more exact than anybody sees
# The whole is one picture with a text; what its parts would say to a screen reader is never heard.
_UNHEARD = re.compile(r' (?:role="graphics-[a-z]+"|aria-[a-z]+="[^"]*"|opacity="1")')
_OWN_ID = re.compile(r'(?<=\bid=")[^"]+(?=")')


def drawn(bundle: Mapping[str, Any], metadata: Mapping[str, Any], name: str) -> str:
    """Return the pictures of a chart, one for each width, of which a page shows one.

    Parameters
    ----------
    bundle, metadata
        What the cell put out.
    name
        What ids in the pictures begin with, so that no two pictures of a page share one.
    """
    spec, options = bundle[MIME], metadata.get(MIME, {}).get("embed_options", {})
    spoken = str(spec.get("description") or "A chart.")
    vega = vl_convert.vegalite_to_vega(spec, vl_version=_VERSION)
    for change in options.get("patch", []):
        _replace(vega, change["path"].split("/")[1:], change["value"])
    pictures = "".join(_picture(vega, width, f"{name}-{width}") for width in WIDTHS)
    return f'<div class="chart" role="img" aria-label="{escape(spoken)}">{pictures}</div>'


def _picture(vega: dict[str, Any], width: int, name: str) -> str:
    # By this signal Vega asks how wide the column is, which nothing is here.
    told = json.loads(json.dumps(vega).replace("containerSize()[0]", str(width)))
    svg: str = vl_convert.vega_to_svg(told, allowed_base_urls=[])
    svg = _LONG.sub(lambda number: f"{float(number[0]):.2f}".rstrip("0").rstrip("."), svg)
    svg = _SAID.sub(r"<\1\3><title>\2</title></\1>", svg)
    svg = _UNHEARD.sub("", svg)
    for number, own in enumerate(dict.fromkeys(_OWN_ID.findall(svg))):
        svg = svg.replace(f'id="{own}"', f'id="{name}-{number}"').replace(
            f"url(#{own})", f"url(#{name}-{number})"
        )
    return svg.replace("<svg ", f'<svg aria-hidden="true" data-width="{width}" ', 1)


def _replace(part: Any, path: list[str], value: Any) -> None:
    """Replace what lies at the end of a path."""
    for step in path[:-1]:
        part = part[step]
    part[path[-1]] = value

"""Every chart of the course, in a wide and in a narrow column: no labels meet, none is cut off or small."""

from typing import Any

import pytest
import vl_convert
from playwright.sync_api import Browser, Page

from leadermanager.charts import look

from ..conftest import COURSE
from .conftest import errors_of

LESSONS = [path.stem[:2] for path in sorted(COURSE.glob("[0-9][0-9]-*.ipynb"))]
COLUMNS = {1280: 900, 400: 284}
"""How wide an output is in JupyterLab, by the width of the window; both in pixels."""

EMPTY = "<!doctype html><title>Charts</title><body style='margin: 0; font: 14px system-ui'></body>"
DRAW = """async ([charts, column]) => {
    const { vegaEmbed } = await import("/vega.js");
    for (const [name, spec, options] of charts) {
        const box = document.createElement("div");
        box.className = "chart";
        box.dataset.name = name;
        box.style.width = `${column}px`;
        box.append(document.createElement("div"));
        document.body.append(box);
        await vegaEmbed(box.firstChild, spec, { ...options, mode: "vega-lite", logLevel: 1 });
    }
}"""
FAULTS = """() => [...document.querySelectorAll(".chart")].flatMap((chart) => {
    const column = chart.getBoundingClientRect();
    const svg = chart.querySelector("svg");
    const page = svg.getBoundingClientRect();
    const scale = page.width / svg.viewBox.baseVal.width;
    const seen = [...svg.querySelectorAll("text")].filter(
        (text) => text.textContent.trim() && text.getAttribute("opacity") !== "0",
    );
    const labels = seen.map((text) => [text.textContent, text.getBoundingClientRect(), text]);
    const faults = [];
    for (const [index, [name, box, text]] of labels.entries()) {
        const sides = [column.left - box.left, box.right - column.right, page.top - box.top];
        sides.push(page.left - box.left, box.right - page.right, box.bottom - page.bottom);
        if (Math.max(...sides) > 1) faults.push(`“${name}” is cut off`);
        const size = scale * parseFloat(getComputedStyle(text).fontSize);
        if (size < 11.95) faults.push(`“${name}” has letters of ${size.toFixed(1)} px`);
        for (const [other, its] of labels.slice(index + 1)) {
            const across = Math.min(box.right, its.right) - Math.max(box.left, its.left);
            const down = Math.min(box.bottom, its.bottom) - Math.max(box.top, its.top);
            // A letter's box is a little taller than the letter.
            if (across > 1 && down > 2) faults.push(`“${name}” and “${other}” meet`);
        }
    }
    return faults.map((fault) => `${chart.dataset.name}: ${fault}`);
})"""


@pytest.fixture(params=COLUMNS)
def page(request: Any, chromium: Browser) -> Any:
    opened = chromium.new_page(viewport={"width": request.param, "height": 900})
    # Vega-Embed and what it needs, in the release of Vega-Lite that is nearest to JupyterLab's own.
    vega = vl_convert.javascript_bundle("export { vegaEmbed };", vl_version="5.8")
    script = {"body": vega, "content_type": "text/javascript"}
    opened.route("http://charts.test/", lambda route: route.fulfill(body=EMPTY, content_type="text/html"))
    opened.route("http://charts.test/vega.js", lambda route: route.fulfill(**script))
    errors = errors_of(opened)
    opened.goto("http://charts.test/")
    yield opened
    opened.close()
    assert errors == []


def drawn(page: Page, charts: list[Any]) -> list[str]:
    """Draw charts below each other, and return what is wrong with their labels."""
    assert page.viewport_size is not None
    page.evaluate(DRAW, [charts, COLUMNS[page.viewport_size["width"]]])
    found: list[str] = page.evaluate(FAULTS)
    return found


@pytest.mark.thorough("runs all lessons")
@pytest.mark.timeout(600)
def test_no_two_labels_of_a_chart_meet_and_none_is_cut_off_or_small(executed, page):
    charts = [
        (f"lesson {number}, {cell.id}", output.data[look.MIME], output.metadata[look.MIME]["embed_options"])
        for number in LESSONS
        for cell in executed(number).notebook.cells
        for output in cell.get("outputs", [])
        if look.MIME in output.get("data", {})
    ]
    assert len(charts) > 2 * len(LESSONS)
    assert drawn(page, charts) == []


def test_labels_that_meet_are_cut_off_or_are_small_are_found(page):
    words = {"x": {"field": "x", "type": "quantitative"}, "text": {"field": "word"}}
    rows = [{"x": x, "word": word} for x, word in ((10, "one two"), (10, "two three"), (40, "end"))]
    spec = {
        "$schema": look.SCHEMA,
        "width": 100,
        "autosize": "none",
        "data": {"values": rows},
        "mark": {"type": "text", "fontSize": 11},
        "encoding": words,
    }
    found = " ".join(drawn(page, [("made", spec, {"renderer": "svg", "actions": False})]))
    assert "made: “one two” and “two three” meet" in found
    assert "made: “end” is cut off" in found
    assert "made: “end” has letters of 11.0 px" in found

"""A chart in a real notebook: drawn by JupyterLab, with no network, in the colour of the page's text."""

from playwright.sync_api import expect

from . import hands

CODE = """
import pandas as pd
import leadermanager as lm
rows = pd.DataFrame({"x": [2, 8], "y": [7, 3], "kind": ["managing", "leading"], "unit": ["A", "B"]})
lm.charts.scatter(
    rows, "x", "y", group="kind", label="unit", split=(5, 5), corners={"top left": "order"},
    title="Who faces what?", x_title="Change (0 to 10)", y_title="Complexity (0 to 10)",
)
"""


def test_a_chart_is_drawn_offline_and_its_words_follow_the_theme(lab, open_notebook):
    notebook = open_notebook(lab.write("charts", CODE))
    notebook.run_all()
    chart = notebook.page.locator(".jp-OutputArea-output svg.marks")
    expect(chart).to_be_visible(timeout=60_000)
    title = chart.locator(".mark-text.role-title-text text").first
    expect(title).to_have_text("Who faces what?")
    expect(notebook.page.locator("[aria-label^='Who faces what? 2 points']")).to_be_attached()
    expect(notebook.page.locator(".vega-embed summary")).to_have_count(0)
    for width, smallest in ((1200, 600), (400, 250)):
        notebook.resize(width)
        room = chart.evaluate("(svg) => svg.closest('.jp-OutputArea-output').clientWidth")
        box = hands.box_of(chart)
        assert smallest < box["width"] <= min(900, room), f"in a window of {width} px, an output of {room} px"
        size = chart.evaluate("""(svg) => svg.getBoundingClientRect().width / svg.viewBox.baseVal.width
            * parseFloat(getComputedStyle(svg.querySelector('text')).fontSize)""")
        assert size >= 11.95
    for theme in ("Light", "Dark"):
        notebook.theme(theme)
        ink = title.evaluate("(text) => getComputedStyle(text).fill")
        page = chart.evaluate("(svg) => getComputedStyle(svg.closest('.jp-OutputArea')).color")
        assert ink == page
        assert notebook.axe(notebook.outputs()) == []

"""What lesson 05 has beyond the exercises that every lesson's students do: charts that fit a telephone."""

import pytest
from playwright.sync_api import expect

from . import hands


@pytest.fixture
def lesson(open_notebook):
    notebook = open_notebook("05-conflict-and-overlap.ipynb")
    notebook.run_all()
    return hands.Lesson(notebook)


def test_no_chart_has_to_be_scrolled_sideways_on_a_telephone(lesson):
    lesson.notebook.resize(320)
    for name in ["chart-last-year", "chart-ways", "chart-change", "chart-desks", "chart-pair"]:
        outputs = lesson.cell(name).locator(".jp-OutputArea-output")
        expect(outputs.first).to_be_visible()
        wide = outputs.evaluate_all(
            "(all) => all.filter((one) => one.scrollWidth > one.clientWidth + 1).length"
        )
        assert wide == 0, f"{name} has to be scrolled sideways"

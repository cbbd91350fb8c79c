"""Every lesson runs before a student has answered anything, and its charts need no network."""

import json
import re

import nbformat
import pytest
import vl_convert

CHART = "application/vnd.vegalite.v5+json"
LARGEST = 300_000  # bytes of the notebook with its outputs
OFFERED = re.compile(r"^- `(\w+ = .+?)`", re.MULTILINE)


@pytest.fixture(scope="module")
def lesson(executed, lesson_path):
    return executed(lesson_path.stem[:2])


@pytest.fixture(scope="module")
def ran(lesson):
    return lesson.notebook


@pytest.fixture(scope="module")
def charts(ran):
    outputs = [(cell.id, output) for cell in ran.cells for output in cell.get("outputs", [])]
    return {name: output.data[CHART] for name, output in outputs if CHART in output.get("data", {})}


def test_it_runs_without_an_error_or_a_warning(ran):
    for cell in ran.cells:
        for output in cell.get("outputs", []):
            assert output.output_type != "error", f"{cell.id} fails"
            assert output.get("name") != "stderr", f"{cell.id} warns: {output.text}"


def test_it_stays_small_with_its_outputs_saved(ran):
    size = len(nbformat.writes(ran).encode())
    assert size < LARGEST, f"{size} bytes"


def test_every_chart_cell_draws_a_chart_that_needs_no_network(ran, charts):
    drawing = {cell.id for cell in ran.cells if cell.cell_type == "code" and "lm.charts." in cell.source}
    assert set(charts) == drawing
    for name, chart in charts.items():
        assert "http" not in json.dumps({**chart, "$schema": ""}), f"{name} names an address"
        assert "<svg" in vl_convert.vegalite_to_svg(chart, vl_version="5.8")


def test_every_chart_says_in_words_what_it_shows(charts):
    for name, chart in charts.items():
        title = " ".join(chart["title"]["text"])
        assert len(title.split()) >= 4, f"the title of {name} states neither a finding nor a question"
        assert len(chart["description"]) > len(title), f"{name} has no description of its own"


def test_a_chart_says_when_its_data_are_simulated(charts):
    for name, chart in charts.items():
        note = " ".join(chart["title"].get("subtitle", []))
        assert note.startswith(("Simulated data", "A model, not data", "Real data")), f"{name}: {note!r}"


def test_every_line_that_a_text_offers_in_place_of_another_one_runs(lesson):
    if "your-change-text" in lesson.text:
        offered = OFFERED.findall(lesson.text["your-change-text"])
        assert offered
        for line in offered:
            lesson.changed(line, "your-change")

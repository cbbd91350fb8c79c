"""Charts as pictures that are there with the page."""

import re
from xml.etree import ElementTree

import altair as alt
import pandas as pd
import pytest

import leadermanager as lm
from leadermanager.charts.look import render
from leadermanager_instructor.site.pages.charts import WIDTHS, drawn

TITLE = "Some departments grow much faster than all others do, and nobody has said why until today"


def scatter():
    table = pd.DataFrame({"a": [1, 2, 3], "b": [3, 1, 2], "name": ["Optics", "Vacuum", "<Thermal>"]})
    words = {"title": TITLE, "x_title": "a (points)", "y_title": "b (points)", "note": "Simulated data"}
    return lm.charts.scatter(table, x="a", y="b", label="name", **words).to_dict()


def svgs(picture):
    return [ElementTree.fromstring(svg) for svg in re.findall(r"<svg .*?</svg>", picture, re.DOTALL)]


@pytest.fixture(scope="module")
def picture():
    return drawn(*render(scatter()), "one")


@pytest.fixture(scope="module")
def drawings(picture):
    return svgs(picture)


def test_there_is_one_for_each_width_and_it_is_as_wide(drawings):
    assert [int(svg.get("data-width")) for svg in drawings] == list(WIDTHS)
    assert [float(svg.get("width")) for svg in drawings] == pytest.approx(WIDTHS, abs=1)


def test_words_are_wrapped_in_a_narrow_column(drawings):
    def title(svg):
        words = (text.strip() for text in svg.itertext())
        return [text for text in words if len(text) > 6 and text in TITLE]

    assert len(title(drawings[0])) > len(title(drawings[-1])) == 1
    assert " ".join(title(drawings[0])) == TITLE


def test_it_says_in_words_what_it_shows(picture):
    assert picture.startswith(f'<div class="chart" role="img" aria-label="{TITLE}')


def test_a_point_says_what_it_is_when_it_is_pointed_at(drawings):
    titles = [title.text for title in drawings[0].findall(".//{*}title")]
    assert any("Optics" in title for title in titles)
    assert any("<Thermal>" in title for title in titles)


def test_no_two_pictures_of_a_page_share_an_id():
    clipped = alt.Chart(pd.DataFrame({"a": [1, 2], "b": [1, 2]})).mark_line(clip=True).encode(x="a", y="b")
    both = "".join(drawn(*render(clipped.to_dict()), name) for name in ("one", "two"))
    ids = [each.get("id") for svg in svgs(both) for each in svg.iter() if each.get("id")]
    assert len(ids) == len(set(ids)) == 2 * len(WIDTHS)
    assert re.findall(r"url\(#([^)]+)\)", both) == ids


def test_it_takes_its_ink_from_the_page_and_names_no_address(picture):
    assert "currentColor" in picture
    assert not re.search(r"https?://(?!www\.w3\.org/)", picture)


def test_it_is_the_same_every_time(picture):
    assert drawn(*render(scatter()), "one") == picture

"""Texts and code of a lesson as HTML."""

import pytest

from leadermanager_instructor.site.pages.markup import Page, code


@pytest.fixture
def page():
    return Page(lambda target: f"there/{target}")


def test_headings_are_noted_with_ids_that_no_two_share(page):
    text = page.text("# Two: a `plan`?\n\n## See\n\n## See\n\n## See")
    assert [(each.level, each.id, each.words) for each in page.headings] == [
        (1, "two-a-plan", "Two: a plan?"),
        (2, "see", "See"),
        (2, "see-again-1", "See"),
        (2, "see-again-2", "See"),
    ]
    assert '<h2 id="see-again-2">See</h2>' in text


def test_links_lead_to_where_they_hold(page):
    assert '<a href="there/a.ipynb">on</a>' in page.text("[on](a.ipynb)")


def test_a_wide_table_can_be_scrolled_by_itself(page):
    assert page.text("| a |\n|---|\n| 1 |").startswith('<div class="table"><table>')


def test_code_is_marked_and_says_what_it_says():
    marked = code('print("a < b")  # one\n')
    assert '<span class="nb">print</span>' in marked
    assert "a &lt; b" in marked

"""What a course says of itself is in one place, and what is missing there is said."""

from pathlib import Path

import pytest

from leadermanager.errors import EditionError
from leadermanager_instructor.edition.about import About, read_about
from leadermanager_instructor.edition.texts import readme

MINE = """
[tool.leadermanager]
title = "Queues"
about = "Why you wait."
tables = "All tables were counted at a bakery."
"""


def test_another_course_has_its_own_words_on_its_front_page():
    about = read_about(MINE)
    assert about == About("Queues", "Why you wait.", "All tables were counted at a bakery.")
    made = readme(about, {"course/00-wait.ipynb": "Wait"}, {}, None)
    assert made.startswith("# Queues\n\nWhy you wait.\n")
    assert "All tables were counted at a bakery." in made
    assert "leader" not in made.replace("leadermanager", "")


def test_this_course_says_what_it_is():
    project = (Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8")
    assert read_about(project).title == "What leaders and managers really do"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "has no 'title'"),
        (MINE.replace("tables", "data"), "has no 'tables'"),
        (MINE + 'colour = "red"\n', "it has 'colour'"),
        (MINE + "first = 3\n", "may have the texts title, about, tables, first, and nothing else"),
    ],
)
def test_what_is_missing_or_unknown_is_said(text, said):
    with pytest.raises(EditionError, match=said):
        read_about(text)

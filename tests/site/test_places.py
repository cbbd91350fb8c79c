"""Links of an edition's texts, as they hold on the site."""

import pytest

from leadermanager_instructor.site.pages.places import in_laboratory, on_site


@pytest.mark.parametrize(
    ("target", "origin", "there"),
    [
        ("02-plans.ipynb", "course/01-change.ipynb", "lessons/02-plans/index.html"),
        ("02-plans.ipynb#see", "course/01-change.ipynb", "lessons/02-plans/index.html#see"),
        (
            "../assignments/ps1/ps1.ipynb",
            "course/01-change.ipynb",
            "laboratory/lab/index.html?path=assignments/ps1/ps1.ipynb",
        ),
        ("../data/README.md", "course/00-start.ipynb", "data/index.html"),
        ("../data/README.md#rules", "course/00-start.ipynb", "data/index.html#rules"),
        ("#tables", "data/README.md", "#tables"),
        ("https://doi.org/10.1086/521848", "course/03.ipynb", "https://doi.org/10.1086/521848"),
    ],
)
def test_a_link_leads_to_where_that_is_on_the_site(target, origin, there):
    assert on_site(target, origin, laboratory=True) == there


def test_the_laboratory_opens_a_notebook_at_a_cell():
    assert in_laboratory("course/01 a.ipynb", "guess") == (
        "laboratory/lab/index.html?path=course/01%20a.ipynb#cell-id=guess"
    )

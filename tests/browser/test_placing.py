"""How many things are still to be placed is said, and how many of them are in sight."""

import pytest
from playwright.sync_api import expect


@pytest.mark.parametrize(("name", "of", "word"), [("01-acts", 12, "sort"), ("02-visions", 8, "place")])
def test_the_tray_says_how_many_are_left_and_how_many_it_shows(lab, open_notebook, name, of, word):
    notebook = open_notebook(lab.write("tray", f'import leadermanager as lm\nlm.exercise("{name}")'))
    notebook.run_all()
    tray = notebook.page.locator(".lm-tray")
    expect(tray.locator("li")).to_have_count(3)
    expect(tray.locator("h4")).to_have_text(f"Still to {word}: {of}, of which you see 3")

"""How many things are still to be placed is said, and how many of them are in sight."""

from playwright.sync_api import expect


def test_the_tray_says_how_many_are_left_and_how_many_it_shows(lab, open_notebook):
    notebook = open_notebook(lab.write("tray", 'import leadermanager as lm\nlm.exercise("01-acts")'))
    notebook.run_all()
    tray = notebook.page.locator(".lm-tray")
    expect(tray.locator("li")).to_have_count(3)
    expect(tray.locator("h4")).to_have_text("Still to sort: 12, of which you see 3")

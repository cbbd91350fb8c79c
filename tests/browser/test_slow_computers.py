"""A computer so slow that a widget takes longer to load than anywidget waits."""

import pytest
from playwright.sync_api import expect

# anywidget gives a widget two seconds. Here it gives none, whatever the computer.
NO_PATIENCE = """() => {
    const timeout = AbortSignal.timeout;
    AbortSignal.timeout = (ms) => timeout.call(AbortSignal, ms === 2000 ? 0 : ms);
    window.patient = () => { AbortSignal.timeout = timeout; };
}"""
GIVEN_UP = "[anywidget] Failed to initialize model."


@pytest.fixture
def notebook(lab, open_notebook):
    shown = [f'lm.exercise("{name}")' for name in ("05-year", "03-carriers")] + ["lm.my_progress()"]
    opened = open_notebook(lab.write("slow", "import leadermanager as lm", *shown), height=3000)
    opened.page.evaluate(NO_PATIENCE)
    yield opened
    opened.page.evaluate("window.patient()")
    opened.errors[:] = [error for error in opened.errors if GIVEN_UP not in error]


def test_widgets_that_were_slow_to_load_still_hear_python(notebook):
    page = notebook.page
    notebook.run_all()
    expect(page.locator(".lm-exercise")).to_have_count(3)
    assert any(GIVEN_UP in error for error in notebook.errors), "anywidget was patient: nothing is tried here"

    page.locator(".lm-network .lm-person").first.click()
    page.locator(".lm-network .lm-main").click()
    expect(page.locator(".lm-network [role=status]")).to_contain_text("At the start")

    with page.expect_download():
        page.get_by_role("button", name="Download my notebooks and progress").click()

"""How long moving pictures take from a key press to the new picture, and for one frame, in a real JupyterLab.

Run from the repository's root, on a machine that does nothing else::

    python -m pytest -s bench/frames.py

It prints medians and 95th percentiles. The goal is under 50 ms from a key, and under 16 ms for a frame.
"""

import os
import statistics
from pathlib import Path
from typing import Any

import pytest

pytest_plugins = ["tests.conftest", "tests.browser.conftest"]

COURSE = Path(__file__).parents[1] / "course"
PRESSES = 100

# Notes when a key goes down and when the picture changes after it, and how long each frame's work takes.
WATCH = """(stage) => {
    window.presses = [];
    window.frames = [];
    let pressed = null;
    window.addEventListener("keydown", () => (pressed = performance.now()), { capture: true });
    new MutationObserver(() => {
        if (pressed === null) return;
        window.presses.push(performance.now() - pressed);
        pressed = null;
    }).observe(stage, { subtree: true, childList: true, attributes: true, characterData: true });
    const ask = window.requestAnimationFrame.bind(window);
    window.requestAnimationFrame = (work) => ask((now) => {
        const begun = performance.now();
        work(now);
        window.frames.push(performance.now() - begun);
    });
}"""


def shown(what: str, times: list[float]) -> str:
    """Say how long something took."""
    return (
        f"{what}, {len(times)} times: median {statistics.median(times):.1f} ms, "
        f"95th percentile {statistics.quantiles(times, n=20)[-1]:.1f} ms"
    )


@pytest.mark.parametrize(
    ("name", "begin", "on", "keys"),
    [
        ("02-live", "Start: 104 weeks in 40 seconds", "New plan (Space)", ("ArrowRight", "Space")),
        ("04-hand", "Drop a marble (Space)", "Drop a marble (Space)", ("ArrowRight", "ArrowLeft")),
    ],
)
def test_moving_picture(
    lab: Any, open_notebook: Any, name: str, begin: str, on: str, keys: tuple[str, ...]
) -> None:
    notebook = open_notebook(lab.write("frames", f"import leadermanager as lm\nlm.exercise({name!r})"))
    notebook.run_all()
    page = notebook.page
    box = page.locator(".lm-exercise")
    stage = box.locator(".lm-stage").first
    stage.wait_for(timeout=60_000)
    stage.evaluate(WATCH)
    box.get_by_role("button", name=begin).click()
    page.wait_for_timeout(4_000)
    pause = box.get_by_role("button", name="Pause")
    if pause.count():
        # What a key does is seen before the next frame would show something else.
        pause.click()
    box.get_by_role("button", name=on).focus()
    for press in range(PRESSES):
        page.keyboard.press(keys[press % len(keys)])
        page.wait_for_timeout(60)
    presses, frames = page.evaluate("[window.presses, window.frames]")
    print(f"\n{name}, load of this machine {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    print(shown("key press to new picture", presses))
    if len(frames) > PRESSES:  # marbles glide by a transition of the browser's own
        print(shown("work of one frame", frames))
    assert len(presses) > PRESSES / 2

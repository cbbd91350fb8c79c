"""How many clicks, keys and seconds thirty written answers take, on our page for marking and on formgrader's.

Run from the repository's root, on a machine that does nothing else::

    python -m pytest -s bench/marking.py

The same answers get the same points, and every third the same comment. Each page is used in its quickest way:
formgrader's Ctrl+. goes on to the same box of the next submission. Nobody reads anything, so the seconds are
those that the page costs. The last lines are the ratios to quote.
"""

import re
import shutil
import subprocess
import sys
import time
from collections import Counter
from contextlib import contextmanager
from itertools import cycle

import pytest
from grader.tests.marking.conftest import graded_class
from grader.tests.marking.test_server import _wait_for, running
from playwright.sync_api import Page, expect

from nbseal.course import open_course

pytest_plugins = ["tests.conftest"]

ANSWERS = 30
COMMENT = "Which number says so?"


class Hand:
    """Uses a page, and counts."""

    def __init__(self, page: Page) -> None:
        self.page, self.did = page, Counter()

    def click(self, target) -> None:
        self.did["clicks"] += 1
        target.click()

    def press(self, key: str) -> None:
        self.did["keys"] += 1
        self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        for letter in text:
            self.press(letter)


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    written = {f"student{n:02}": f"Numbers, said student {n}, are short." for n in range(ANSWERS)}
    return graded_class(tmp_path_factory.mktemp("marking") / "course", written)


@contextmanager
def formgrader(course):
    command = [sys.executable, "-m", "jupyter", "server", "--no-browser", "--allow-root", "--port", "8970"]
    command += [
        "--ServerApp.token=",
        "--ServerApp.password=",
        "--ServerApp.disable_check_xsrf=True",
        f"--ServerApp.root_dir={course.root}",
    ]
    command += ["--ServerApp.jpserver_extensions={'nbgrader.server_extensions.formgrader': True}"]
    with subprocess.Popen(command, cwd=course.root, stderr=subprocess.DEVNULL) as server:
        try:
            _wait_for(8970)
            yield "http://127.0.0.1:8970/formgrader/gradebook/num/num"
        finally:
            server.terminate()


def in_formgrader(page: Page, address: str) -> Hand:
    # Its page loads MathJax from the network, and saves nothing where that fails.
    anything = "window.MathJax = new Proxy(() => {}, {get: () => MathJax, apply: () => MathJax});"
    page.route("**/mathjax/**", lambda route: route.fulfill(body=anything, content_type="text/javascript"))
    page.goto(address)
    page.locator("table a", has_text=re.compile("Submission #1$")).click()
    hand = Hand(page)
    for number, level in zip(range(ANSWERS), cycle("210"), strict=False):
        points = page.locator(".nbgrader_cell:has(.score)").last.locator("input.score")
        page.wait_for_function("window.formgrader?.loaded")
        expect(points).to_have_value("")
        page.wait_for_timeout(50)
        if not points.evaluate("(box) => box === document.activeElement"):
            hand.click(points)  # Tab goes there by way of all other boxes
        hand.type(level)
        if number % 3 == 0:
            hand.press("Tab")
            hand.press("Tab")
            hand.type(COMMENT)
            hand.press("Shift+Tab")
            hand.press("Shift+Tab")
        before = page.url
        hand.press("Control+.")
        if number < ANSWERS - 1:
            page.wait_for_function(
                "(before) => location.href !== before && window.formgrader?.loaded", arg=before
            )
    return hand


def on_our_page(page: Page, address: str) -> Hand:
    page.goto(address)
    expect(page.locator("#status")).to_contain_text("no points yet")
    hand = Hand(page)
    for number, level in zip(range(ANSWERS), cycle("210"), strict=False):
        if number == 0:
            hand.press("c")
            hand.type(COMMENT)
            hand.click(page.locator("#keep"))
            hand.press("Shift+Tab")
            hand.press("Escape")
        elif number % 3 == 0:
            hand.click(page.get_by_role("button", name=COMMENT))
        hand.press(level)
        expect(page.locator("#count")).to_contain_text(f"{number + 1} of {ANSWERS} in all")
    return hand


def test_thirty_answers(chromium, root):
    took, did = {}, {}
    copy = open_course(shutil.copytree(root.root, root.root.parent / "copy"))
    with running(root) as (address, token), formgrader(copy) as theirs:
        for name, use, where in [
            ("ours", on_our_page, f"{address}?token={token}"),
            ("theirs", in_formgrader, theirs),
        ]:
            page = chromium.new_page()
            begun = time.perf_counter()
            hand = use(page, where)
            took[name], did[name] = time.perf_counter() - begun, hand.did
            page.close()
            print(f"\n{name}: {hand.did['clicks']} clicks, {hand.did['keys']} keys, {took[name]:.1f} s")
    actions = {name: sum(counted.values()) for name, counted in did.items()}
    print(f"clicks and keys, ours to formgrader's: {actions['ours'] / actions['theirs']:.2f}")
    print(f"seconds, ours to formgrader's: {took['ours'] / took['theirs']:.2f}")

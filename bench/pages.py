"""How long a page of the site takes until it can be read and played, and what it costs to fetch.

    python bench/pages.py SITE

Each page is opened by a new visitor, once as it is and once over a connection of 1.5 megabits a second with
100 ms to answer, a slow telephone's. `python -m http.server` compresses nothing; most web servers do.
"""

import re
import subprocess
import sys
import time
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

SLOW = {"offline": False, "latency": 100, "downloadThroughput": 1.5e6 / 8, "uploadThroughput": 0.75e6 / 8}
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
PAINTED = """() => new Promise((done) => new PerformanceObserver((all) => {
    const first = all.getEntriesByName("first-contentful-paint")[0];
    if (first) done(first.startTime / 1000);
}).observe({ type: "paint", buffered: true }))"""


def visit(browser: Browser, address: str, *, slow: bool) -> tuple[float, float, float, float]:
    """Return the seconds to the first words, the first exercise and the last, and the megabytes fetched."""
    context = browser.new_context(service_workers="block")
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    if slow:
        session.send("Network.emulateNetworkConditions", SLOW)
    fetched: list[float] = []
    session.on("Network.loadingFinished", lambda event: fetched.append(event["encodedDataLength"]))
    begun = time.perf_counter()
    page.goto(address, wait_until="commit")
    words = page.evaluate(PAINTED)
    page.wait_for_selector(".lm-exercise")
    first = time.perf_counter() - begun
    page.wait_for_selector("html[data-ready=true]", state="attached")
    every = time.perf_counter() - begun
    context.close()
    return words, first, every, sum(fetched) / 1e6


def main() -> None:
    """Print a line for each page."""
    site = Path(sys.argv[1])
    places = ["", *(f"lessons/{path.parent.name}/" for path in sorted(site.glob("lessons/*/index.html")))]
    command = [
        sys.executable,
        "-u",
        "-m",
        "http.server",
        "0",
        "--bind",
        "127.0.0.1",
        "--directory",
        str(site),
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        found = re.search(r"port (\d+)", server.stdout.readline() if server.stdout else "")
        assert found is not None
        home = f"http://127.0.0.1:{found[1]}/"
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
            print("seconds to words, first exercise, every exercise; MB; and the same over a slow connection")
            for place in places:
                quick, slow = (visit(browser, home + place, slow=each) for each in (False, True))
                numbers = "  ".join(f"{number:6.2f}" for number in (*quick, *slow[:3]))
                print(f"{numbers}  {place or 'front page'}", flush=True)
            browser.close()
        server.terminate()


if __name__ == "__main__":
    main()

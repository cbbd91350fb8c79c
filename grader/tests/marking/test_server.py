"""The server shows answers without names, and saves a mark only over what its marker has seen."""

import json
import re
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from http.cookiejar import CookieJar

import pytest

from nbseal.course.gradebook import open_gradebook

from .conftest import WRITTEN, write_answers

STARTED = re.compile(r"http://127\.0\.0\.1:(\d+)(/nbseal/mark/num)\?token=(\w+)")


@contextmanager
def running(course, *line):
    """Run the command, and give the address it says and its token."""
    command = [sys.executable, "-m", "nbseal", "mark", "num", "--no-browser", "--course", str(course.root)]
    with subprocess.Popen([*command, *line], stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr is not None
        try:
            found = next(said for line in server.stderr if (said := STARTED.search(line)))
            threading.Thread(target=server.stderr.read, daemon=True).start()
            _wait_for(int(found[1]))
            yield f"http://127.0.0.1:{found[1]}{found[2]}", found[3]
        finally:
            server.terminate()


def _wait_for(port: int) -> None:
    end = time.monotonic() + 60  # it says its address before it listens
    while True:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
            return
        except ConnectionRefusedError:
            assert time.monotonic() < end
            time.sleep(0.05)


class Marker:
    """Somebody who marks: a browser's cookies, and no more."""

    def __init__(self, address: str, token: str) -> None:
        self.address, self.seen = address, ""
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        self.page = self.opener.open(f"{address}?token={token}").read().decode()
        [self.xsrf] = re.findall(r'data-token="([^"]+)"', self.page)

    def ask(self, path, method="GET", body=None, xsrf=True):
        request = urllib.request.Request(
            f"{self.address}/{path}", None if body is None else json.dumps(body).encode(), method=method
        )
        if xsrf:
            request.add_header("X-XSRFToken", self.xsrf)
        try:
            with self.opener.open(request) as reply:
                text, status = reply.read().decode(), reply.status
        except urllib.error.HTTPError as refused:
            text, status = refused.read().decode(), refused.code
        self.seen += text
        return status, json.loads(text)

    def first(self):
        return self.ask(f"answers/{self.ask('answers')[1][0]['id']}")[1]

    def mark(self, answer, points, comment=""):
        given = {"points": points, "comment": comment, "version": answer["version"]}
        return self.ask(f"answers/{answer['id']}", "PUT", given)


@pytest.fixture
def served(to_mark):
    with running(to_mark) as (address, token):
        yield to_mark, address, token


def points_in(course):
    with open_gradebook(course) as gradebook:
        return sorted(
            grade.manual_score
            for student in WRITTEN
            if (grade := gradebook.find_grade("reason", "num", "num", student)).manual_score is not None
        )


def test_every_answer_is_marked_and_nobody_is_named(served):
    course, address, token = served
    marker = Marker(address, token)
    (task,) = marker.ask("tasks")[1]
    assert [level["points"] for level in task["levels"]] == [2, 1, 0]
    assert task["levels"][0]["description"] == "Says why, and what numbers cannot do."
    states = marker.ask("answers")[1]
    assert [state["points"] for state in states] == [None] * 3
    for number, state in enumerate(states):
        assert marker.mark(marker.ask(f"answers/{state['id']}")[1], number)[0] == 200
    assert points_in(course) == [0, 1, 2]
    assert [state["points"] for state in marker.ask("answers")[1]] == [0, 1, 2]
    seen = marker.page + marker.seen
    assert not [part for student in WRITTEN for part in student.split("-") if part in seen]


def test_without_the_token_nothing_is_shown_and_nothing_is_saved(served):
    course, address, token = served
    for path in ("", "/tasks", "/answers", "/answers/0123"):
        try:
            with urllib.request.urlopen(address + path) as reply:
                text = reply.read().decode()
        except urllib.error.HTTPError as refused:
            text = refused.read().decode()
        assert "levels" not in text
        assert "Why numbers" not in text
    marker = Marker(address, token)
    answer = marker.first()
    given = {"points": 1, "comment": "", "version": answer["version"]}
    assert marker.ask(f"answers/{answer['id']}", "PUT", given, xsrf=False)[0] == 403
    assert points_in(course) == []


def test_a_mark_over_one_that_was_not_seen_is_refused_and_says_what_is_there(served):
    course, address, token = served
    one, other = Marker(address, token), Marker(address, token)
    answer = one.first()
    assert one.mark(answer, 2)[0] == 200
    status, said = other.mark(answer, 1)
    assert status == 409
    assert "(it has 2 now)" in said["error"]
    assert points_in(course) == [2]


@pytest.mark.thorough("two at once are tried in every run")
def test_of_many_marks_at_once_for_one_answer_one_is_saved(served):
    course, address, token = served
    markers = [Marker(address, token) for _ in range(6)]
    answer = markers[0].first()
    statuses = []

    def mark(number):
        statuses.append(markers[number].mark(answer, number % 3)[0])

    threads = [threading.Thread(target=mark, args=[number]) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(statuses) == [200, 409, 409, 409, 409, 409]
    assert len(points_in(course)) == 1


def test_an_answer_that_was_handed_in_anew_meanwhile_is_not_marked_by_what_it_was(served):
    from nbseal.grading.engine import grade

    from ..here import Here

    course, address, token = served
    marker = Marker(address, token)
    states = marker.ask("answers")[1]
    shown = {state["id"]: marker.ask(f"answers/{state['id']}")[1] for state in states}
    (mine,) = [answer for answer in shown.values() if "short" in answer["answer"]]
    write_answers(course, {"xia-autumn": "They are long, and lie as well."})
    grade(course, "num", ["xia-autumn"], pool=Here())
    status, said = marker.mark(mine, 0)
    assert status == 409
    assert "changed" in said["error"] or "any more" in said["error"]
    assert points_in(course) == []


def test_what_are_no_points_is_refused_in_a_sentence(served):
    course, address, token = served
    marker = Marker(address, token)
    for points in (3, -1, "2", True, float("nan"), [1]):
        status, said = marker.mark(marker.first(), points)
        assert status == 409
        assert "nothing was saved" in said["error"]
    assert points_in(course) == []


def test_an_assignment_with_nothing_to_mark_or_that_is_not_there_is_one_sentence(course):
    command = [sys.executable, "-m", "nbseal", "mark", "nmu", "--no-browser", "--course", str(course.root)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, len(done.stderr.strip().splitlines())) == (2, 1)
    assert "There is no assignment 'nmu'" in done.stderr

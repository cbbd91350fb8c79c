"""No attack gains a point, reads a hidden line, leaves anything behind or harms the next submission.

The attacks in the folders beside this file run in the grader's sandbox, and all of that runs in a wrapping of
its own (own processes, mounts and network; everything read-only but empty `/tmp`s), so that an attack that
works is a failed test and nothing worse.
"""

import functools
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from operator import attrgetter
from pathlib import Path

import pytest

from nbseal.grading import sandbox
from nbseal.grading.session import server

HERE = Path(__file__).parent
ATTACKS = sorted(str(path.relative_to(HERE)) for path in HERE.glob("*/*.py"))
# The plainest of each family, which take no time.
FIRST = [
    "files/read_the_source_notebook.py",
    "floods/fork_bomb.py",
    "inheriting/modules.py",
    "kernel/become_root.py",
    "leaving/segfault.py",
    "lying/equal_to_everything.py",
    "memory/read_proc_mem.py",
    "network/phone_home.py",
    "notebook/tests_made_empty.py",
    "patching/assert_never_fails.py",
    "wire/forged_outcome.py",
]
LATER = [
    pytest.param(name, marks=pytest.mark.thorough("another one of its family is tried anyway"))
    for name in ATTACKS
    if name not in FIRST
]
CANARY = "HIDDEN-CANARY-93"

# What the attacked grader runs from; all else that can be written is covered.
KEPT = {str(Path(path).resolve()) for path in (HERE.parents[1], sys.prefix, sys.base_prefix)}

WRAPPING = """
set -e
mount --make-rprivate /
cut -d' ' -f2 /proc/self/mounts | grep -v '^/proc' | while read place; do
    mount -o remount,ro,bind "$place" 2>/dev/null || true
done
mount -t tmpfs tmpfs /mnt
for kept in $KEPT; do mkdir -p "/mnt$kept"; mount --rbind "$kept" "/mnt$kept"; done
for place in /tmp /var/tmp /dev/shm "$HOME"/.[a-zA-Z]*; do
    if [ -d "$place" ]; then mount -t tmpfs tmpfs "$place"; fi
done
for kept in $KEPT; do
    if [ ! -e "$kept" ]; then
        mkdir -p "$kept"; mount --rbind "/mnt$kept" "$kept"; mount -o remount,ro,bind "$kept"
    fi
done
umount -l /mnt
exec "$@"
"""

pytestmark = [
    pytest.mark.skipif(sandbox.why_no_sandbox() is not None, reason="needs the sandbox"),
    pytest.mark.timeout(1800),
]


@functools.cache
def wrapped() -> list[str]:
    line = ["unshare", "--mount", "--pid", "--fork", "--kill-child", "--net", "--ipc", "--mount-proc"]
    if os.geteuid() != 0:
        line[1:1] = ["--user", "--map-root-user"]
    return [*line, "sh", "-c", f"KEPT='{' '.join(sorted(KEPT))}'{WRAPPING}", "sh"]


@pytest.fixture(scope="module")
def outcomes(request: pytest.FixtureRequest) -> dict:
    """Run the attacks that are to be tried, in one worker."""
    if shutil.which("unshare") is None:
        pytest.skip("needs unshare, of util-linux")
    here = [item for item in request.session.items if item.path == request.path]
    tried = [item.callspec.params["name"] for item in here if hasattr(item, "callspec")]
    command = [*wrapped(), sys.executable, str(HERE / "run_attacks.py"), *tried]
    run = subprocess.run(command, capture_output=True, text=True, timeout=1700, check=False)
    found = {line["name"]: line for line in map(json.loads, run.stdout.splitlines())}
    if len(found) < len(tried) + 1:
        missing = [name for name in tried if name not in found]
        pytest.fail(f"the batch stopped at {missing[:1]}: {run.stderr[-3000:]}")
    return found


def test_there_are_attacks_of_every_family_and_one_of_each_is_always_tried():
    assert len(ATTACKS) >= 60
    assert set(ATTACKS) >= set(FIRST)
    assert {Path(name).parts[0] for name in ATTACKS} == {Path(name).parts[0] for name in FIRST}
    assert len(FIRST) == 11


def test_what_an_attack_names_of_the_grader_is_there():
    """Else it would fail for want of a module, and seem to be kept out."""
    named = {name for path in ATTACKS for name in re.findall(r"nbseal(?:\.\w+)+", (HERE / path).read_text())}
    assert len(named) >= 3
    assert [name for name in named if importlib.util.find_spec(name) is None] == []
    answers = "server.SessionServer._answer"
    assert answers in (HERE / "patching" / "session_server_answers.py").read_text()
    assert callable(attrgetter(answers.partition(".")[2])(server))


def test_the_honest_notebook_earns_what_it_should(outcomes):
    assert outcomes["honest"]["scores"] == {
        "double_tests": 0.0,
        "fit_tests": 1.0,
        "answer_tests": 0.0,
        "made_tests": 1.0,
    }


def test_every_session_is_forked_from_a_process_in_which_the_first_cells_have_run(outcomes):
    assert outcomes["honest"]["opened"] == {"hw": 2}


@pytest.mark.parametrize("name", [*FIRST, *LATER])
def test_it_gains_nothing_learns_nothing_and_harms_nobody(outcomes, name):
    outcome, honest = outcomes[name], outcomes["honest"]["scores"]
    for cell, points in outcome["scores"].items():
        assert points <= honest[cell], f"{cell} gained"
    assert set(outcome["scores"]) == set(honest)
    for secret in (CANARY, "7919", "ESCAPED", "CONNECTED", "MOUNTED", "MAPS", "from the one before"):
        assert secret not in outcome["shown"], f"it saw {secret}"
    assert outcome["left"] == []
    assert outcome["after"] == honest, "the next submission was graded otherwise"
    assert outcome["after_flags"] == []

"""The documents' console blocks: each command, and what it prints.

In a block, a command begins with `$ `, and what it prints stands below it; `…` stands for anything. Where
nothing stands below, what is printed is not compared. A command whose comment begins with `by hand` needs
somebody's browser, account or network, and is not run; if it is one of ours, its options are looked at.
"""

import os
import re
import shlex
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Step:
    """A command of a document, and what it prints."""

    line: str
    expected: str

    @property
    def by_hand(self) -> bool:
        return re.search(r" # by hand\b", self.line) is not None


def sections(path: Path, heading: str = "##") -> dict[str, list[Step]]:
    """Return the commands of each section that has any; sections begin with such a heading."""
    found = {}
    for part in re.split(rf"^{heading} ", path.read_text(encoding="utf-8"), flags=re.M)[1:]:
        title, _, body = part.partition("\n")
        blocks = re.findall(r"^```console\n(.*?)^```", body, flags=re.M | re.S)
        lines = [line for block in blocks for line in re.split(r"^\$ ", block, flags=re.M)[1:]]
        if lines:
            found[title] = [Step(*line.partition("\n")[::2]) for line in lines]
    return found


def run(step: Step, place: Path, shown: str = "/home/grader/course", ours: str = "nbseal") -> str:
    """Run a command as it is written and return what it prints, the folder under the name it is shown by."""
    command = shlex.split(step.line, comments=True)
    if step.by_hand:
        if command[0] != ours:
            return step.expected
        command.append("--help")
    if command[0] == ours:
        command[0] = str(Path(sys.executable).with_name(ours))
    who = {
        f"GIT_{who}_{what}": "ada@example.org"
        for who in ("AUTHOR", "COMMITTER")
        for what in ("NAME", "EMAIL")
    }
    environment = {**os.environ, **who, "TZ": "UTC", "COLUMNS": "100"}
    done = subprocess.run(command, cwd=place, capture_output=True, text=True, env=environment, check=False)
    assert done.returncode in (0, 1), f"{step.line}\n{done.stdout}{done.stderr}"
    return step.expected if step.by_hand else done.stdout.replace(str(place), shown)


def agrees(step: Step, said: str) -> bool:
    """Say whether a command printed what the document shows, where it shows anything."""
    if not step.expected:
        return True
    # Nobody sees spaces at the end of a line, and editors remove them.
    shown, said = ("\n".join(map(str.rstrip, text.split("\n"))) for text in (step.expected, said))
    return re.fullmatch(".*".join(map(re.escape, shown.split("…"))), said) is not None

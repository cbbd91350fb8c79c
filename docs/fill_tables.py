"""Write what the documents say of code and data: `make fix` runs it, and a test sees that nothing is left.

    python docs/fill_tables.py

A table stands between `<!-- table: NAME -->` and `<!-- end of table -->`; the function of that name makes it.
"""

import dataclasses
import inspect
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

from leadermanager import datasets
from leadermanager_instructor.company import PUBLISHED_SEED, simulate
from leadermanager_instructor.company.rules import RULES
from leadermanager_instructor.company.truths import TRUTHS
from nbseal import open_course
from nbseal.assignments.release import read_source
from nbseal.assignments.soundness.answer_files import read_folder
from nbseal.assignments.soundness.mutants import mutants
from nbseal.assignments.soundness.trials import tasks_of

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = ("data/README.md", "docs/mutants.md")
ASSIGNMENTS = open_course(ROOT / "assignments")


def main() -> None:
    for name in DOCUMENTS:
        path = ROOT / name
        before = path.read_text(encoding="utf-8")
        after = filled(before)
        if after != before:
            path.write_text(after, encoding="utf-8")
            print(f"{name} was brought up to date.")


def filled(text: str) -> str:
    """Return a document with every table in it made anew."""

    def one(match: re.Match[str]) -> str:
        return match[1] + "\n".join(TABLES[match[2]]()) + "\n" + match[3]

    return re.sub(r"(<!-- table: (\w+) -->\n).*?(<!-- end of table -->)", one, text, flags=re.S)


def truths() -> Iterator[str]:
    """Yield each truth of the company, its interval, and its value in the published tables."""
    company = simulate(PUBLISHED_SEED)
    yield "| truth | what is estimated | from | to | here |"
    yield "|---|---|---|---|---|"
    for name, truth in TRUTHS.items():
        said = (inspect.getdoc(truth.estimate) or "").splitlines()[0]
        yield f"| `{name}` | {said} | {truth.low:g} | {truth.high:g} | {truth.estimate(company):.3g} |"


def sizes() -> Iterator[str]:
    """Yield each size in the rules of the company."""
    yield "| size | value |"
    yield "|---|---|"
    for name, value in dataclasses.asdict(RULES).items():
        yield f"| `{name}` | {value:g} |"


def tables() -> Iterator[str]:
    """Yield each table: what a row is, how many there are, and its columns."""
    yield "| table | a row is | rows | columns |"
    yield "|---|---|---|---|"
    for name, resource in datasets._package().items():
        columns = ", ".join(f"`{field['name']}`" for field in resource["schema"]["fields"])
        row = resource["description"].split(".")[0].removeprefix("A row is ")
        yield f"| `{name}` | {row} | {len(datasets.load(name)):,} | {columns} |"


def mutants_of_tasks() -> Iterator[str]:
    """Yield each task of each assignment: its tests, points, mutants, and how many cannot lose a point."""
    yield "| assignment | task | tests | points | mutants made | lose a point | cannot lose one |"
    yield "|---|---|---:|---:|---:|---:|---:|"
    for name in ASSIGNMENTS.assignments():
        (path,) = ASSIGNMENTS.source_notebooks(name)
        equivalent = Counter(
            entry.task for entry in read_folder(ASSIGNMENTS.root / "answers" / name).equivalent
        )
        for task in tasks_of(name, read_source(path)):
            made, same = len(mutants(task.source)), equivalent[task.cell[1]]
            yield (
                f"| {name} | `{task.cell[1]}` | {len(task.checks)} | {task.points:g} | "
                f"{made} | {made - same} | {same} |"
            )


def reasons() -> Iterator[str]:
    """Yield, for each task, why some of its mutants cannot lose a point."""
    for name in ASSIGNMENTS.assignments():
        found: dict[str, Counter[str]] = defaultdict(Counter)
        for entry in read_folder(ASSIGNMENTS.root / "answers" / name).equivalent:
            found[entry.task][entry.because.rstrip(".")] += 1
        for task, whys in found.items():
            said = "; ".join(f"{why} ({count})" if count > 1 else why for why, count in whys.items())
            yield f"- {name}, `{task}`: {said}."


TABLES: dict[str, Callable[[], Iterator[str]]] = {
    made.__name__: made for made in (truths, sizes, tables, mutants_of_tasks, reasons)
}


if __name__ == "__main__":
    main()

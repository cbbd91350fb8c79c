"""How long each lesson takes to run, how large it is with its outputs, and what memory its kernel needs.

    python bench/lessons.py                   # all of them; a minute or two
    python bench/lessons.py 01 05             # those whose names begin so

Each is run once, in a new kernel; the seconds include its start.
"""

import asyncio
import sys
import time
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from rich.console import Console
from rich.table import Table

COURSE = Path(__file__).parents[1] / "course"
PEAK = "import resource; print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)  # kB, on Linux"


def main() -> None:
    wanted = tuple(sys.argv[1:]) or ("",)
    table = Table("Lesson", "Seconds", "to start", "kB with outputs", "peak MB")
    for path in sorted(COURSE.glob("*.ipynb")):
        if path.name.startswith(wanted):
            table.add_row(path.stem, *asyncio.run(measured(path)))
    Console().print(table)


async def measured(path: Path) -> list[str]:
    """Run a lesson as a student's "run all" does, and return its figures in words."""
    notebook = nbformat.read(path, as_version=4)
    where = {"metadata": {"path": str(path.parent)}}
    client = NotebookClient(notebook, timeout=120, resources=where, store_widget_state=False)
    began = time.perf_counter()
    async with client.async_setup_kernel():
        ready = time.perf_counter()
        for number, cell in enumerate(notebook.cells):
            await client.async_execute_cell(cell, number)
        done = time.perf_counter()
        size = len(nbformat.writes(notebook).encode())
        notebook.cells.append(nbformat.v4.new_code_cell(PEAK))
        await client.async_execute_cell(notebook.cells[-1], len(notebook.cells) - 1)
    [output] = notebook.cells[-1].outputs
    return [
        f"{done - began:.1f}",
        f"{ready - began:.1f}",
        f"{size / 1000:.0f}",
        f"{int(output.text) / 1000:.0f}",
    ]


if __name__ == "__main__":
    main()

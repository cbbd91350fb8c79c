"""Write into grader.md what the code knows better: the table of limits, with their defaults and meanings.

python docs/fill_tables.py    # `make fix` runs it; a test refuses a table that it would change
"""

import re
from pathlib import Path

from nbseal.limits import Limits

DOCUMENT = Path(__file__).with_name("grader.md")


def limits_table() -> str:
    """Return the table of limits, as Markdown."""
    traits = sorted(Limits.class_traits(config=True).items())
    rows = [f"| `{name}` | {trait.default_value:.10g} | {trait.help.rstrip('.')} |" for name, trait in traits]
    return "\n".join(["| trait of `c.Limits` | default | |", "|---|---:|---|", *rows])


def filled(text: str) -> str:
    """Return a document with its tables as they should be."""
    between = re.compile(r"(?<=<!-- limits -->\n\n).*?(?=\n\n<!-- end of limits -->)", re.DOTALL)
    made, times = between.subn(lambda _: limits_table(), text)
    if times != 1:
        raise ValueError("The document has no one place between <!-- limits --> and <!-- end of limits -->.")
    return made


if __name__ == "__main__":
    DOCUMENT.write_text(filled(DOCUMENT.read_text(encoding="utf-8")), encoding="utf-8")

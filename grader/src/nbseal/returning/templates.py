"""Templates of pages: whatever goes into one is text, unless it was made harmless before."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, Template


@cache
def page_template(path: Path) -> Template:
    """Return the template in a file."""
    loader = FileSystemLoader(path.parent)
    made = Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    return made.get_template(path.name)

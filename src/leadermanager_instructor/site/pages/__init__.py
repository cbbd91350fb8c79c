"""The pages of a site: a front page, each lesson to read and to play at once, and the rules of the tables.

They are made from an edition and from nothing else. What they need at run time stands beside them.
"""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Any

import nbformat
from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from leadermanager.catalogue import ASSIGNMENTS, LESSONS
from leadermanager.errors import EditionError
from leadermanager.exercise_files import SHIPPED, exercise_files, read_exercise
from leadermanager.progress import FORMAT, VERSION
from leadermanager.widgets.front_end import STATIC as WIDGETS
from leadermanager.widgets.front_end import modules_of
from leadermanager.widgets.kinds import state_shapes
from leadermanager_instructor.edition.about import read_about
from leadermanager_instructor.edition.contents import title_of
from leadermanager_instructor.edition.texts import Address
from leadermanager_instructor.site.pages.lesson_page import LessonPage
from leadermanager_instructor.site.pages.markup import Page
from leadermanager_instructor.site.pages.places import DATA, in_laboratory, lesson_place, on_site
from leadermanager_instructor.site.pages.running import WIDGET, Ran, code_notebook, run
from leadermanager_instructor.site.pages.widgets import Widgets, in_script

_HERE = Path(__file__).parent
_STATIC = _HERE / "static"
_TEMPLATES = Environment(
    loader=FileSystemLoader(_HERE / "templates"), autoescape=True, trim_blocks=True, lstrip_blocks=True
)
_WORKER = "worker.js"
_SHARED = re.compile(r'from "\./widgets/static/([./\w]+)\.js"')


def build_pages(
    edition: Path, address: Address | None = None, *, laboratory: bool = False
) -> dict[str, bytes]:
    """Return the pages of an edition and all that they need, under their places on the site.

    Parameters
    ----------
    edition
        The folder of a student edition.
    address
        Where the edition is opened on Binder, if it is.
    laboratory
        Whether the site has one, to which pages lead.

    Raises
    ------
    EditionError
        If the edition has no lessons, or a cell of one fails.
    """
    return _Site(edition, address, laboratory=laboratory).all()


class _Site:
    def __init__(self, edition: Path, address: Address | None, *, laboratory: bool) -> None:
        self._edition = edition
        self._laboratory = laboratory
        self._address = address
        self._about = read_about((edition / "pyproject.toml").read_text("utf-8"))
        self._files: dict[str, bytes] = {}
        self._lessons = sorted((edition / LESSONS).glob("*.ipynb"))
        self._titles = {path.stem: title_of(path.read_bytes()) for path in self._lessons}
        self._exercises: dict[str, dict[str, str]] = {}
        if not self._lessons:
            raise EditionError(f"{edition} holds no lessons; name the folder of a student edition.")
        contents = edition / "src" / "leadermanager" / SHIPPED
        titles = {name: read_exercise(path)["title"] for name, path in exercise_files(contents).items()}
        shapes = state_shapes(contents)
        self._known = {"format": FORMAT, "version": VERSION, "shapes": shapes, "titles": titles}

    def all(self) -> dict[str, bytes]:
        self._static()
        for at, path in enumerate(self._lessons):
            self._lesson(at, path)
        self._data()
        self._front()
        self._keep_for_later()
        return dict(sorted(self._files.items()))

    def _static(self) -> None:
        for path in sorted(_STATIC.iterdir()):
            if path.name != _WORKER:
                self._files[f"static/{path.name}"] = path.read_bytes()
                for name in _SHARED.findall(path.read_text("utf-8")):
                    for module in modules_of(WIDGETS / f"{name}.js"):
                        place = module.relative_to(WIDGETS).as_posix()
                        self._files[f"static/widgets/static/{place}"] = module.read_bytes()

    def _lesson(self, at: int, path: Path) -> None:
        root, notebook = "../../", f"{LESSONS}/{path.name}"
        ran = run(_read(path), notebook, self._edition, path.parent)
        _fit_to_pages(ran, self._titles)
        page, widgets = self._page(notebook, root), Widgets(self._files, root)
        cells = LessonPage(ran, path.stem, page, widgets, root, laboratory=self._laboratory).cells()
        self._exercises[path.stem] = cells.exercises
        stems = [other.stem for other in self._lessons]
        place = lesson_place(path.stem)
        self._files[f"{place}/{path.name}"] = path.read_bytes()
        self._write(
            f"{place}/index.html",
            "lesson.html",
            root,
            widgets,
            title=self._titles[path.stem],
            head=Markup(cells.head),
            body=Markup(cells.body),
            parts=[heading for heading in page.headings if heading.level == 2],
            exercises=cells.exercises,
            laboratory=root + in_laboratory(notebook) if self._laboratory else None,
            binder=self._address.link(notebook) if self._address else None,
            notebook=path.name,
            before=self._neighbour(stems, at - 1),
            after=self._neighbour(stems, at + 1),
        )

    def _neighbour(self, stems: list[str], at: int) -> dict[str, str] | None:
        if not 0 <= at < len(stems):
            return None
        return {"place": f"../{stems[at]}/index.html", "title": self._titles[stems[at]]}

    def _data(self) -> None:
        root, origin = "../", f"{DATA}/README.md"
        page = self._page(origin, root)
        text = page.text((self._edition / origin).read_text("utf-8"))
        parts = [heading for heading in page.headings if heading.level == 2]
        words = {"title": "The data", "body": Markup(text), "parts": parts}
        self._write(f"{DATA}/index.html", "text.html", root, Widgets(self._files, root), **words)

    def _front(self) -> None:
        root = ""
        sources = [
            "import leadermanager as lm\nlm.my_progress()",
        ]
        first = self._about.first
        if first:
            sources.append(f"import leadermanager as lm\nlm.exercise({first!r})")
        ran = run(code_notebook(sources), "the front page", self._edition, self._edition / LESSONS)
        _fit_to_pages(ran, self._titles)
        widgets = Widgets(self._files, root)
        progress, *touch = (
            widgets.add(ran.widgets[cell.outputs[0].data[WIDGET]["model_id"]]) for cell in ran.notebook.cells
        )
        tasks = sorted((self._edition / ASSIGNMENTS).glob("*/*.ipynb"))
        stem = next((path.stem for path in self._lessons if first and path.name[:2] == first[:2]), None)
        self._write(
            "index.html",
            "front.html",
            root,
            widgets,
            about=self._about,
            lessons=[
                {
                    "place": f"{lesson_place(stem)}/index.html",
                    "title": title,
                    "exercises": " ".join(self._exercises[stem]),
                }
                for stem, title in self._titles.items()
            ],
            assignments=[
                {
                    "name": path.parent.name,
                    "title": title_of(path.read_bytes()),
                    "place": self._notebook(path),
                }
                for path in tasks
            ],
            progress=progress,
            touch=touch[0] if touch else None,
            touch_lesson=(
                {"place": f"{lesson_place(stem)}/index.html", "title": self._titles[stem]} if stem else None
            ),
            laboratory=in_laboratory(f"{LESSONS}/{self._lessons[0].name}") if self._laboratory else None,
            binder=self._address.link(f"{LESSONS}/{self._lessons[0].name}") if self._address else None,
            source=f"https://github.com/{self._address.repository}" if self._address else None,
        )

    def _notebook(self, path: Path) -> str:
        """Return where an assignment's notebook is opened; without a laboratory it is downloaded."""
        place = path.relative_to(self._edition).as_posix()
        if self._laboratory:
            return in_laboratory(place)
        self._files[place] = path.read_bytes()
        return place

    def _page(self, origin: str, root: str) -> Page:
        def link(target: str) -> str:
            there = on_site(target, origin, laboratory=self._laboratory)
            return there if there == target else root + there

        return Page(link)

    def _write(self, place: str, template: str, root: str, widgets: Widgets, **words: Any) -> None:
        text = _TEMPLATES.get_template(template).render(
            root=root,
            course=self._about.title,
            kinds=widgets.kinds,
            widgets=Markup(widgets.data),
            known=Markup(in_script(self._known if widgets.restore else None)),
            **words,
        )
        self._files[place] = "\n".join(line.rstrip() for line in text.splitlines()).encode() + b"\n"

    def _keep_for_later(self) -> None:
        """Write the worker that keeps the pages for reading offline, with the list of what it keeps."""
        names = sorted(name for name in self._files if not name.endswith(".ipynb"))
        mark = hashlib.sha256()
        for name in names:
            mark.update(name.encode() + hashlib.sha256(self._files[name]).digest())
        site = json.dumps({"mark": mark.hexdigest()[:12], "files": names}, separators=(",", ":"))
        source = (_STATIC / _WORKER).read_text("utf-8")
        empty = 'SITE = { mark: "", files: [] }'
        self._files[_WORKER] = source.replace(empty, f"SITE = {site}").encode()


def _read(path: Path) -> nbformat.NotebookNode:
    notebook: nbformat.NotebookNode = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
    return notebook


def _fit_to_pages(ran: Ran, titles: dict[str, str]) -> None:
    """Tell the widgets that list lessons where their pages are, and that there are no notebooks to keep."""
    for state in ran.widgets.values():
        content = state.get("content", {})
        for lesson in content.get("lessons", []):
            stem = lesson["notebook"].removesuffix(".ipynb")
            lesson["page"] = f"../{stem}/index.html" if stem in titles else ""
        if "format" in content:
            content["notebooks"] = False
            state["labels"] = {
                **state["labels"],
                "why": (
                    "The file has your progress in the exercises, and not your name. It can be put back "
                    "here, on Binder or at home. Notebooks are not in it."
                ),
            }

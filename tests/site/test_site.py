"""The folder of a site: what is in it, what it refuses, and that it is the same every time."""

import io
import json
import zipfile
from pathlib import Path

import pytest

from leadermanager.catalogue import sha256
from leadermanager.errors import EditionError
from leadermanager_instructor.site import build_site
from leadermanager_instructor.site.pages import build_pages
from nbseal.assignments.release.exposure import Secrets
from nbseal.course import open_course

from ..edition.conftest import HIDDEN, SOLUTION


@pytest.fixture
def build(released_project, edition, tmp_path, monkeypatch):
    """Return a function that makes a site of these pages and this laboratory, and gives its folder."""
    look = Secrets(open_course(released_project / "assignments")).find

    def build(pages, laboratory, folder=tmp_path / "site", others=()):
        def build_laboratory(_edition, into, **_):
            for name, content in laboratory.items():
                (into / name).parent.mkdir(parents=True, exist_ok=True)
                (into / name).write_bytes(content)

        monkeypatch.setattr("leadermanager_instructor.site.build_pages", lambda *_, **__: dict(pages))
        monkeypatch.setattr("leadermanager_instructor.site.build_laboratory", build_laboratory)
        monkeypatch.setattr(
            "leadermanager_instructor.site.digests_of_releases", lambda **_: set(map(sha256, others))
        )
        return build_site(edition, folder, look, released_project, laboratory=True)

    return build


PAGES = {"index.html": b"<h1>One</h1>", "static/page.js": b"// two"}
LABORATORY = {"lab/index.html": b"<h1>Three</h1>"}


def test_it_has_the_pages_the_laboratory_and_a_list_of_both(build):
    made = build(PAGES, LABORATORY)
    listed = json.loads((made.folder / "site.json").read_text())["files"]
    found = {path.relative_to(made.folder).as_posix() for path in made.folder.rglob("*") if path.is_file()}
    assert found == {*listed, "site.json"}
    assert {*PAGES, "laboratory/lab/index.html", "LICENSE-CONTENT", ".nojekyll"} == {*listed}
    assert listed["index.html"] == sha256(PAGES["index.html"])
    assert made.files == len(found)


def test_over_an_earlier_site_only_what_changed_is_written_and_ones_own_files_stay(build):
    first = build({**PAGES, "gone.html": b"old"}, LABORATORY)
    (first.folder / "syllabus.html").write_text("mine")
    again = build({**PAGES, "index.html": b"new"}, LABORATORY)
    assert again.changed == ["index.html", "site.json"]
    assert again.removed == ["gone.html"]
    assert (first.folder / "syllabus.html").read_text() == "mine"
    assert build({**PAGES, "index.html": b"new"}, LABORATORY).changed == []


def test_a_folder_with_something_else_in_it_is_refused(build, tmp_path):
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "thesis.txt").write_text("mine")
    with pytest.raises(EditionError, match=r"holds thesis\.txt, but no earlier edition"):
        build(PAGES, LABORATORY)


def wheel(text):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("leadermanager/answers.py", text)
    return stream.getvalue()


@pytest.mark.parametrize("line", [SOLUTION, HIDDEN], ids=["solution", "hidden test"])
@pytest.mark.parametrize(
    ("page", "laboratory"),
    [
        ("lessons/00/index.html", ""),
        ("lessons/00/00.ipynb", ""),
        ("", "files/course/00.ipynb"),
        ("", "pypi/leadermanager-1-py3-none-any.whl"),
    ],
)
def test_what_students_must_not_see_is_found_wherever_it_is(build, tmp_path, page, laboratory, line):
    notebook = json.dumps({"cells": [{"cell_type": "code", "outputs": [{"text": [line]}], "source": []}]})
    content = {"whl": wheel(line), "ipynb": notebook.encode()}.get(
        (page or laboratory).rpartition(".")[2], f"<pre>{line}</pre>".encode()
    )
    with pytest.raises(EditionError, match="students would see what they must not"):
        build(PAGES | ({page: content} if page else {}), {laboratory: content} if laboratory else LABORATORY)
    assert not (tmp_path / "site").exists()


def test_what_nobody_can_look_into_is_refused_unless_it_is_as_others_published_it(build):
    compiled = b"\x00asm\x01\x00\x00\x00" + bytes(range(256))
    with pytest.raises(EditionError, match=r"laboratory/python\.wasm"):
        build(PAGES, {"python.wasm": compiled})
    made = build(PAGES, {"python.wasm": compiled}, others=[compiled])
    assert (made.folder / "laboratory/python.wasm").read_bytes() == compiled


@pytest.mark.thorough("half a minute: makes two lessons' pages once more")
def test_pages_made_twice_are_the_same_to_the_byte(site, small_edition):
    again = build_pages(small_edition, laboratory=True)
    before = {
        path.relative_to(site.folder).as_posix(): path.read_bytes()
        for path in site.folder.rglob("*")
        if path.is_file()
    }
    assert again.keys() == before.keys()
    assert [name for name in again if again[name] != before[name]] == []


def test_making_pages_leaves_the_edition_as_it_was(site, small_edition):
    assert site.folder.is_dir()
    assert [path for path in Path(small_edition).rglob("*") if path.name == "__pycache__"] == []

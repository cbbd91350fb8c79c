"""Try assignments that others wrote: bring public nbgrader courses in, release each of their assignments.

    python bench/public_courses.py                        # clones from GitHub, at the commits below
    python bench/public_courses.py --from DIR             # git directories that are there, as DIR/OWNER+NAME
    python bench/public_courses.py --only ccha23 -v       # with every sentence

Each assignment becomes a course of its own, in a temporary folder or in `--into`: its notebooks with the
files beside them, and of the course's configuration what makes a release another one. Nothing of theirs is
run.
"""

import argparse
import ast
import logging
import shutil
import subprocess
import sys
import tempfile
import warnings
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

COURSES = {
    "DS4Earth/sp2020": "a288deb16d849f7f442c347ad3fb0a333e523146",
    "JHU-Data-Science/assignments": "9780d44d08ec80cfa99d2c59c55db2002cad7c64",
    "MLSysBook/TinyTorch": "02364f800abce3507cedbe9b5053078abd92b6d3",
    "Purrity1/skriptsprachen": "d51f53a7a4c4b0e118dae23475ecd6f0738b884c",
    "SamLau95/python-workshops": "8ec885fc7ceaead7fd02b28d74796fa7af9fc809",
    "Wojtas1411/BigData": "1ed93060834d5c3e796e21a596b5a2617b347584",
    "abbasidaniyalorg/ids-assignment-hub-sample": "a82e1453ae5f0ab808f024c32ca4fcd306cd2790",
    "alexshunyaev/nbgrader_inf2": "5e8416e0c0888e3fae48b0a0151d9a856ac65a8a",
    "bacross/python_assessments": "cdc1f3be5a53f43376fa8abddc23ba841a2ccc55",
    "bartdevylder/bikecity-tutorial": "65a4964dce7252cb71e1a6837e611954556b6177",
    "brpuneet898/msc-maths-python-programming-lab": "14315ea07dc58fa91b78ac45b90116a089eb1a8b",
    "ccha23/cs1302i21a": "52ad875cc49cf51f805d3c7797ff0a2f808fb7a6",
    "davis68/test101": "f8ba538246f8c02e47873f53424f4315ea2134e2",
    "dkalacheva/sqt-skoltech": "244b8c209e62d5f09efa61d4016b25f0854c810c",
    "earthlab/nbgrader-test-course": "0d446e9e9a1a4abf9b90e1e3391b22a47eba73ec",
    "evgenytsydenov/python_course": "cb265bdd2437b0c14d758109694960577ad3523e",
    "feldlime/nbgrader-itmo-recsys-2025-spring": "959381fbd5742922cf0b5e9c6b7355c6d23eb694",
    "gt-ospo/ospo-training-platform": "cc2f98cdc55c5e5cf5def3d08f022384bd15ac9a",
    "havardei/nbgrader-exercises": "be0606cb1dbfffd3310048f7df2d5d9400a4d7e8",
    "iluvatar1/ML4Sci-lectures": "af95fa71e5e624fdfe6662f05ad442fc0fc2a87f",
    "jedbrown/nbgrader-test": "4c5cfb15141bba1b0ffb9b5302aa4d165ee0069d",
    "jhamrick/nbgrader-demo": "05a5c90582fc3a575e70f94a0cc214c275311264",
    "lcdm-uiuc/info490-sp17": "513151e58d29f06ec89ce6faa4ab4c55c0ce927a",
    "lukassnoek/introPy": "3df98e53810a96bbdd6ac91d0aa35ef2fb3295ef",
    "madclam/info113": "a36cc6bf5e378d9a4d35899e8b9be52c21badd17",
    "miyazaki-ryoichi/2023DSP": "030eb4133f69f0d9b899c4ed3c863c098bfc9b2d",
    "mpvanderschelling/test_nbgrader": "de4bf0ac8068c14120ddcf8a32c5e185011b86cd",
    "phaustin/eoas_nbgrader": "0d4282a30a29290cb965e2b65e8a913fed677943",
    "rameshsrinivasanuci/COGS14P_F25_Assignments": "df9f673b13149b4776fdff689fefe0893f9200f9",
    "samarthpuri/TEALS": "b119102cf990259b2b4606a6420612e82e4afc9d",
    "spanto/2021WNPhys260": "26c72724c31253d16ac3644c12f0f453d2f16a47",
    "tud-phi/ics-pa-sv": "860ab1758938e68441de1a3267d7af6230e19635",
    "uhd-pap/course-deploy": "5c7ae5d38a1e1fc6b66a9370bf8f829e6ae1aa31",
    "vladimiracunadev-create/neural-network-training-labs": "99413a663ec8fae50e92fa149a5124bb21e659d8",
    "wwaldron/PH306-Assignment-Template": "71afde5183bac3c1de1412b1cf9e6138a0a1763a",
    "zackives/gradescope-nbgrader": "1cda137c28441615f326a1f4529f6a92ad3060a6",
}


# Bringing in


@dataclass(frozen=True)
class Brought:
    """An assignment of a public course, as a course of its own.

    Attributes
    ----------
    repository : str
        Where it comes from, as OWNER/NAME.
    place : str
        Its folder in the repository.
    root : pathlib.Path
        The course's folder.
    assignment : str
        What it is called there.
    """

    repository: str
    place: str
    root: Path
    assignment: str


_MADE = {"release", "submitted", "autograded", "feedback", "student"}  # by nbgrader, from a source
_LEFT_OUT = (".ipynb_checkpoints", "__pycache__", ".git")
# Settings that make another release, and that are plain values. The rest of a configuration is not run.
_SETTINGS = ("ClearSolutions", "ClearHiddenTests", "ClearMarkScheme", "IncludeHeaderFooter")


class Repository:
    """One commit of a repository, read without a work tree."""

    def __init__(self, git_directory: Path, commit: str) -> None:
        self._git_directory, self._commit = git_directory, commit
        listed = self._git("ls-tree", "-r", "-z", "--full-tree", commit).decode(errors="replace")
        rows = [row.partition("\t") for row in listed.split("\0") if row]
        kinds = {name: head.split() for head, _, name in rows}
        self.blobs = {name: head[2] for name, head in kinds.items() if head[0].startswith("100")}

    def read(self, name: str) -> bytes | None:
        """Return a file's content, or None if this copy of the repository lacks it."""
        try:
            return self._git("cat-file", "blob", self.blobs[name])
        except subprocess.CalledProcessError:
            return None

    def _git(self, *line: str) -> bytes:
        command = ["git", "--git-dir", str(self._git_directory), *line]
        return subprocess.run(command, capture_output=True, check=True).stdout


def open_repository(name: str, commit: str, origin: Path | None, aside: Path) -> Repository:
    """Return a repository from a folder of git directories, or from GitHub."""
    if origin is None:
        made = aside / name.replace("/", "+")
        git = ["git", "--git-dir", str(made)]
        subprocess.run([*git, "init", "--quiet", "--bare"], check=True)
        subprocess.run(
            [*git, "fetch", "--quiet", "--depth=1", f"https://github.com/{name}", commit], check=True
        )
        return Repository(made, commit)
    folder = origin / name.replace("/", "+")
    places = (folder, folder / ".git", *sorted(folder.glob("*")), *sorted(folder.glob("*/.git")))
    found = next((place for place in places if (place / "objects").is_dir()), None)
    if found is None:
        sys.exit(f"There is no git directory in {folder}.")
    return Repository(found, commit)


def sources(repository: Repository) -> dict[str, list[str]]:
    """Return the instructor's notebooks, by their folder; where there are none, the students' ones."""
    marked: dict[str, list[str]] = {}
    others: dict[str, list[str]] = {}
    for name in repository.blobs:
        path = PurePosixPath(name)
        left_out = path.suffix != ".ipynb" or any(part in _LEFT_OUT for part in path.parts)
        if left_out or _MADE.intersection(path.parts):
            continue
        content = repository.read(name) or b""
        if b'"nbgrader"' in content:
            is_source = b"BEGIN SOLUTION" in content or b"BEGIN HIDDEN" in content or "source" in path.parts
            is_source = is_source or path.stem.endswith("_solution")
            (marked if is_source else others).setdefault(str(path.parent), []).append(name)
    return marked or others


def bring_in(name: str, repository: Repository, into: Path) -> Iterator[Brought]:
    """Make a course of each assignment of a repository."""
    for place, notebooks in sources(repository).items():
        folder = PurePosixPath(place)
        assignment = folder.name.replace("+", "-") or name.partition("/")[2]
        root = into / name.replace("/", "+") / (place.replace("/", "+") if place != "." else assignment)
        target = root / "source" / assignment
        whole = folder.parent.name == "source"  # all in it belongs to the assignment
        for file in repository.blobs:
            path = PurePosixPath(file)
            if not path.is_relative_to(folder) or any(part in _LEFT_OUT for part in path.parts):
                continue
            inner = path.relative_to(folder)
            if (
                file in notebooks
                or whole
                or (path.suffix != ".ipynb" and len(inner.parts) == 1 and place != ".")
            ):
                content = repository.read(file)
                if content is not None:
                    (target / inner).parent.mkdir(parents=True, exist_ok=True)
                    (target / inner).write_bytes(content)
        write_configuration(repository, folder, root)
        yield Brought(name, place, root, assignment)


def write_configuration(repository: Repository, folder: PurePosixPath, root: Path) -> None:
    """Write what the nearest configuration upward sets of a release, and bring the header it names."""
    above = next(
        (up for up in (folder, *folder.parents) if str(up / "nbgrader_config.py") in repository.blobs), None
    )
    lines = []
    if above is not None:
        text = (repository.read(str(above / "nbgrader_config.py")) or b"").decode(errors="replace")
        for names, value in settings(text):
            if names[0] == "IncludeHeaderFooter":
                header = str(above / str(value))
                if header not in repository.blobs:
                    continue
                (root / str(value)).parent.mkdir(parents=True, exist_ok=True)
                (root / str(value)).write_bytes(repository.read(header) or b"")
            lines.append(f"c.{'.'.join(names)} = {value!r}\n")
    (root / "nbgrader_config.py").write_text("c = get_config()\n" + "".join(lines))


def settings(text: str) -> Iterator[tuple[list[str], object]]:
    """Yield the settings of a configuration that are plain values: their names, and the value."""
    try:
        statements = ast.parse(text).body
    except SyntaxError:
        return
    for statement in statements:
        if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Attribute):
            names = ast.unparse(statement.targets[0]).split(".")[1:]
            if names[0] in _SETTINGS or names == ["CourseDirectory", "ignore"]:
                try:
                    yield names, ast.literal_eval(statement.value)
                except ValueError:
                    continue


# Trying


@dataclass
class Verdict:
    """What a release of one assignment came to: the sentences of a refusal, or its warnings."""

    refused: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        if self.refused:
            more = f" (and {len(self.refused) - 1} more)" if len(self.refused) > 1 else ""
            return f"refused: {self.refused[0]}{more}"
        count = len(self.warnings)
        return "released" + (f" with {count} warning{'s' if count > 1 else ''}" if count else "")


def release_stock(brought: Brought) -> Verdict:
    """Release an assignment with nbgrader as it is."""
    from nbgrader.converters import GenerateAssignment
    from nbgrader.converters.base import NbGraderException

    from nbseal.course import open_course

    course = open_course(brought.root)
    log = logging.getLogger("stock")
    log.handlers, log.propagate = [logging.NullHandler()], False
    with tempfile.TemporaryDirectory() as aside:
        directory = course.nbgrader_directory(
            assignment_id=brought.assignment, notebook_id="*", release_directory=aside
        )
        converter = GenerateAssignment(coursedir=directory, config=course.config, log=log)
        converter.no_database = True
        converter.preprocessors = [each for each in converter.preprocessors if each.__name__ != "SaveCells"]
        problems: list[Exception] = []
        convert = converter.convert_single_notebook

        def remember(notebook: str) -> None:
            try:
                convert(notebook)
            except Exception as problem:
                problems.append(problem)
                raise

        converter.convert_single_notebook = remember
        try:
            converter.start()
        except NbGraderException as problem:
            return Verdict([" ".join(str((problems or [problem])[0]).split())[:120]])
    return Verdict()


def release_ours(brought: Brought) -> Verdict:
    """Release an assignment with this grader."""
    from nbseal import open_course, release
    from nbseal.errors import GradingError

    try:
        made = release(open_course(brought.root), brought.assignment)
    except GradingError as problem:
        return Verdict(list(getattr(problem, "faults", None) or [str(problem)]))
    return Verdict(warnings=list(getattr(made, "warnings", [])))


def row(brought: Brought, stock: Verdict, ours: Verdict) -> str:
    """Return a row of the table."""
    cells = (brought.repository, brought.place, str(stock), str(ours))
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--from", dest="origin", type=Path, help="a folder of git directories, OWNER+NAME")
    parser.add_argument("--into", type=Path, help="where to keep the courses; default: a temporary folder")
    parser.add_argument("--only", default="", help="only repositories with this in their name")
    parser.add_argument("-v", "--verbose", action="store_true", help="every sentence, below its row")
    given = parser.parse_args()
    warnings.simplefilter("ignore")
    counts: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as aside:
        into = given.into or Path(aside) / "courses"
        print("| course | assignment | stock nbgrader | this grader |\n|---|---|---|---|")
        for name, commit in COURSES.items():
            if given.only.casefold() not in name.casefold():
                continue
            repository = open_repository(name, commit, given.origin, Path(aside))
            shutil.rmtree(into / name.replace("/", "+"), ignore_errors=True)
            for brought in bring_in(name, repository, into):
                stock, ours = release_stock(brought), release_ours(brought)
                counts["assignments"] += 1
                counts["refused by stock"] += bool(stock.refused)
                counts["refused here"] += bool(ours.refused)
                counts["warnings"] += len(ours.warnings)
                print(row(brought, stock, ours), flush=True)
                if given.verbose:
                    print(
                        "".join(f"    {line}\n" for line in ours.refused + ours.warnings), end="", flush=True
                    )
    print(", ".join(f"{what}: {count}" for what, count in counts.items()))


if __name__ == "__main__":
    main()

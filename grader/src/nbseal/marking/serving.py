"""A Jupyter server with the page for marking and nothing else."""

from __future__ import annotations

from jupyter_server.serverapp import ServerApp
from traitlets.config import Config

from ..course import Course
from ..errors import AssignmentError
from .answers import points_of


class _Server(ServerApp):
    """A Jupyter server that runs no kernels and shows no files."""

    default_services = ("auth", "security", "shutdown")  # type: ignore[assignment]


def serve(course: Course, assignment: str, *, port: int, browser: bool) -> None:
    """Serve the page until Ctrl-C, at an address of this machine with a token.

    Parameters
    ----------
    course, assignment
        What is marked.
    port
        Where to begin to look for a free port.
    browser
        Whether to open a browser.

    Raises
    ------
    AssignmentError
        If there is no such assignment, or nothing in it is for a person to mark.
    """
    if not points_of(course, assignment):
        raise AssignmentError(f"In {assignment!r} there is no written answer for a person to mark.")
    settings = Config()
    settings.ServerApp.jpserver_extensions = {"nbseal.marking": True}
    settings.ServerApp.answer_yes = True  # Ctrl-C is meant
    app = _Server(
        config=settings,
        root_dir=str(course.root),
        default_url=f"/nbseal/mark/{assignment}",
        ip="127.0.0.1",
        port=port,
        open_browser=browser,
        allow_root=True,  # nothing is run here but these pages
    )
    app.initialize(argv=[], find_extensions=False)
    app.start()

"""Mark written answers: one page, one answer after the other, without names, in nbgrader's own gradebook.

`nbseal mark NAME` starts a Jupyter server with this extension alone. A server that runs already in
the course's folder has the page at ``nbseal/mark/NAME`` once it is told `jupyter server extension enable
nbseal.marking`.
"""

from __future__ import annotations

from typing import Any


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": "nbseal.marking"}]


def _load_jupyter_server_extension(server: Any) -> None:
    from .server import handlers

    server.web_app.add_handlers(".*$", handlers(server.web_app.settings["base_url"], server.root_dir))

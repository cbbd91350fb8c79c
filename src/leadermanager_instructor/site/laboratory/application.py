"""The page of the laboratory: JupyterLite with the extensions that the course needs, and its settings."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from leadermanager_instructor.site.laboratory.archives import untarred, unzipped
from leadermanager_instructor.site.laboratory.downloads import WHEELS, Downloads
from leadermanager_instructor.site.laboratory.packages import FOLDER, STARTS

_STATIC = Path(__file__).parent / "static"

# The wheels that have extensions of JupyterLab: the kernel, and what shows widgets.
_EXTENSIONS = ("anywidget", "jupyterlab-widgets", "jupyterlite-pyodide-kernel")

_EXTENSION = re.compile(r"\.data/data/share/jupyter/labextensions/((?:@[^/]+/)?[^/]+)/(.+)$")
_SCHEMA = re.compile(r"extensions/((?:@[^/]+/)?[^/]+)/schemas/(?:@[^/]+/)?[^/]+/([^/]+)\.json")
_APPLICATION = re.compile(r"^jupyterlite_core/jupyterlite-app-[^/]+\.tgz$")
_LICENCE = re.compile(r"\.dist-info/(?:licenses/)?([^/]*(?:LICENSE|COPYING)[^/]*)$")

# Of JupyterLite's own files: the laboratory is its application `lab` alone, and written without these.
_TAKEN = re.compile(
    r"^package/(build/.+|lab/favicon\.ico|(?:lab/)?jupyter-lite\.ipynb|lab/jupyter-lite\.json|config-utils\.js)$"
)
_LEFT_OUT = re.compile(r"\.map$|/build/(?:consoles|edit|notebooks|repl|tree)/|/build/service-worker\.js$")
_BUNDLE = re.compile(rb'href="(\.\./build/lab/bundle\.js[^"]*)"')

_KERNEL = "@jupyterlite/pyodide-kernel-extension"
_NAME = "What leaders and managers really do"

# What the page may do. Settings are checked and charts are drawn by functions that the page makes of texts,
# and a widget's code comes as a text; all else is a file of the laboratory. Nothing comes from elsewhere.
_POLICY = {
    "default-src": "'self'",
    "script-src": "'self' 'unsafe-eval' blob:",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "connect-src": "'self' data: blob:",
    "worker-src": "'self' blob:",
    "frame-src": "'self' blob:",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
}


def released_page(downloads: Downloads) -> dict[str, bytes]:
    """Return what others publish of the page, under its paths: JupyterLite, extensions and their licences."""
    made = {
        match[1]: content
        for name, content in _packed(downloads).items()
        if (match := _TAKEN.search(name)) and not _LEFT_OUT.search(name)
    }
    made |= _extensions(downloads)
    for name in ("jupyterlite-core", *_EXTENSIONS):
        for path, content in unzipped(downloads.wheel(name)).items():
            if match := _LICENCE.search(path):
                made[f"licenses/{name}/{match[1]}"] = content
    return made


def own_page(
    downloads: Downloads, released: Mapping[str, bytes], edition: Mapping[str, bytes], mark: str
) -> dict[str, bytes]:
    """Return the page itself and its settings, under their paths.

    Parameters
    ----------
    downloads
        Gives the pinned releases.
    released
        What others publish of it, from `released_page`.
    edition
        The files of the student edition, with the settings for JupyterLab.
    mark
        Tells this laboratory from others, so that a browser keeps files of one only.
    """
    packed = _packed(downloads)
    bundle = _BUNDLE.search(packed["package/lab/index.html"])
    assert bundle is not None  # the release is pinned
    configuration = json.loads(packed["package/jupyter-lite.json"])
    configuration["jupyter-config-data"] |= _configuration(released, edition)
    filled = {
        "NAME": _NAME,
        "POLICY": "; ".join(f"{what} {where}" for what, where in _POLICY.items()),
        "BUNDLE": bundle[1].decode(),
        "VERSION": WHEELS["jupyterlite-core"]["version"],
        "MARK": mark,
    }
    return {
        "build/schemas/all_federated.json": _json(_settings(released)),
        "index.html": _filled("door.html", filled),
        "jupyter-lite.json": _json(configuration),
        "lab/index.html": _filled("lab.html", filled),
        "service-worker.js": _filled("service-worker.js", filled),
        "start.js": _filled("start.js", filled),
    }


def _packed(downloads: Downloads) -> dict[str, bytes]:
    """Return JupyterLite's own files."""
    core = unzipped(downloads.wheel("jupyterlite-core"))
    return untarred(next(content for name, content in core.items() if _APPLICATION.search(name)))


def _extensions(downloads: Downloads) -> dict[str, bytes]:
    files = {}
    for wheel in _EXTENSIONS:
        for path, content in unzipped(downloads.wheel(wheel)).items():
            match = _EXTENSION.search(path)
            if match and not path.endswith((".map", ".whl", ".orig")):
                files[f"extensions/{match[1]}/{match[2]}"] = content
    # The packages are where Pyodide is, and no other is ever installed.
    files[f"extensions/{_KERNEL}/static/pypi/all.json"] = _json({})
    return files


def _settings(released: Mapping[str, bytes]) -> list[dict[str, Any]]:
    """Return the settings of the extensions, as JupyterLite reads them."""
    found = []
    for path, content in sorted(released.items()):
        if match := _SCHEMA.fullmatch(path):
            name, setting = match.groups()
            version = json.loads(released[f"extensions/{name}/package.json"])["version"]
            said = {"version": version, "schema": json.loads(content)}
            found.append({"id": f"{name}:{setting}", "raw": "{}", "settings": {}, **said})
    return found


def _configuration(extensions: Mapping[str, bytes], edition: Mapping[str, bytes]) -> dict[str, Any]:
    loaded = []
    for path, content in sorted(extensions.items()):
        if re.fullmatch(r"extensions/(?:@[^/]+/)?[^/]+/package\.json", path):
            said = json.loads(content)
            loaded.append({"name": said["name"], **said["jupyterlab"]["_build"]})
    return {
        "appName": _NAME,
        "federated_extensions": loaded,
        "settingsOverrides": json.loads(edition["binder/overrides.json"]),
        "litePluginSettings": {
            f"{_KERNEL}:kernel": {
                "pyodideUrl": f"./{FOLDER}/pyodide.js",
                "disablePyPIFallback": True,
                "loadPyodideOptions": {"packages": list(STARTS)},
            }
        },
    }


def _filled(name: str, values: Mapping[str, str]) -> bytes:
    """Return a file of `static/` with the values where it has their names."""
    text = (_STATIC / name).read_text("utf-8")
    for key, value in values.items():
        text = text.replace(f"__{key}__", value)
    return text.encode()


def _json(data: object) -> bytes:
    return json.dumps(data, indent=1, sort_keys=True).encode() + b"\n"

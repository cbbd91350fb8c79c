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
_SCHEMA = re.compile(r"schemas/(?:@[^/]+/)?[^/]+/([^/]+)\.json$")
_APPLICATION = re.compile(r"^jupyterlite_core/jupyterlite-app-[^/]+\.tgz$")
_LICENCE = re.compile(r"\.dist-info/(?:licenses/)?([^/]*(?:LICENSE|COPYING)[^/]*)$")

# Of JupyterLite's own files: the laboratory is its application `lab` alone, and written without these.
_TAKEN = re.compile(r"^package/(build/.+|lab/favicon\.ico|lab/jupyter-lite\.\w+|config-utils\.js)$")
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


def application_files(downloads: Downloads, edition: Mapping[str, bytes], mark: str) -> dict[str, bytes]:
    """Return the files of the page, under their paths in the laboratory.

    Parameters
    ----------
    downloads
        Gives the pinned releases.
    edition
        The files of the student edition, with the settings for JupyterLab.
    mark
        Tells this laboratory from others, so that a browser keeps files of one only.
    """
    core = unzipped(downloads.wheel("jupyterlite-core"))
    packed = untarred(next(content for name, content in core.items() if _APPLICATION.search(name)))
    made = {
        match[1]: content
        for name, content in packed.items()
        if (match := _TAKEN.search(name)) and not _LEFT_OUT.search(name)
    }
    bundle = _BUNDLE.search(packed["package/lab/index.html"])
    assert bundle is not None  # the release is pinned
    version = WHEELS["jupyterlite-core"]["version"]
    found, settings = _extensions(downloads)
    made |= found
    made["build/schemas/all_federated.json"] = _json([each for _, each in sorted(settings.items())])
    configuration = json.loads(packed["package/jupyter-lite.json"])
    configuration["jupyter-config-data"] |= _configuration(found, edition)
    made["jupyter-lite.json"] = _json(configuration)
    made["jupyter-lite.ipynb"] = packed["package/jupyter-lite.ipynb"]
    policy = "; ".join(f"{what} {where}" for what, where in _POLICY.items())
    filled = {"NAME": _NAME, "POLICY": policy, "BUNDLE": bundle[1].decode(), "VERSION": version, "MARK": mark}
    made["index.html"] = _filled("door.html", filled)
    made["lab/index.html"] = _filled("lab.html", filled)
    made["start.js"] = _filled("start.js", filled)
    made["service-worker.js"] = _filled("service-worker.js", filled)
    for name in ("jupyterlite-core", *_EXTENSIONS):
        for path, content in unzipped(downloads.wheel(name)).items():
            if match := _LICENCE.search(path):
                made[f"licenses/{name}/{match[1]}"] = content
    return made


def _extensions(downloads: Downloads) -> tuple[dict[str, bytes], dict[str, Any]]:
    """Return the files of the extensions, and their settings as JupyterLite reads them, by their ids."""
    files: dict[str, bytes] = {}
    settings: dict[str, Any] = {}
    for wheel in _EXTENSIONS:
        for path, content in unzipped(downloads.wheel(wheel)).items():
            match = _EXTENSION.search(path)
            if match is None or path.endswith((".map", ".whl", ".orig")):
                continue
            name, below = match.groups()
            files[f"extensions/{name}/{below}"] = content
            if schema := _SCHEMA.search(below):
                setting = f"{name}:{schema[1]}"
                said = {"version": WHEELS[wheel]["version"], "schema": json.loads(content)}
                settings[setting] = {"id": setting, "raw": "{}", "settings": {}, **said}
    # The packages are where Pyodide is, and no other is ever installed.
    files[f"extensions/{_KERNEL}/static/pypi/all.json"] = _json({})
    return files, settings


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

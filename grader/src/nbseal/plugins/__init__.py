"""Classes for `nbgrader_config.py`, by which nbgrader's own commands and formgrader use this grader.

::

    c.Autograde.sanitize_preprocessors = ["nbseal.plugins.RestoreReleased"]
    c.Autograde.autograde_preprocessors = [
        "nbseal.plugins.GradeSealed",
        "nbgrader.preprocessors.AssignLatePenalties",
        "nbgrader.preprocessors.CheckCellMetadata",
    ]
    c.AssignLatePenalties.plugin_class = "nbseal.plugins.CourseRule"
    c.GenerateFeedback.exporter_class = "nbseal.plugins.FeedbackExporter"
    c.GenerateFeedback.preprocessors = []
    c.HTMLExporter.preprocessors = ["nbseal.plugins.Harmless"]
"""

from importlib import import_module
from typing import Any

_HOME = {
    "CourseRule": "nbseal.plugins.course_rule",
    "FeedbackExporter": "nbseal.returning.feedback",
    "GradeSealed": "nbseal.plugins.preprocessors",
    "Harmless": "nbseal.plugins.formgrader",
    "RestoreReleased": "nbseal.plugins.preprocessors",
}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"nbseal.plugins has no {name!r}; it has {', '.join(_HOME)}")
    return getattr(import_module(_HOME[name]), name)

"""How nbgrader works in this folder: for ``leadermanager`` and for every ``nbgrader`` command alike."""

import os
import sys
from pathlib import Path

import leadermanager

c = get_config()  # noqa: F821 (given by traitlets)

HERE = Path(__file__).resolve().parent

c.CourseDirectory.root = str(HERE)
c.CourseDirectory.course_id = "leadermanager"

# `nbgrader autograde` and formgrader's button grade as `leadermanager grade` does: in a sandbox, with the
# tests outside of it.
c.Autograde.sanitize_preprocessors = ["nbseal.plugins.RestoreReleased"]
c.Autograde.autograde_preprocessors = [
    "nbseal.plugins.GradeSealed",
    "nbgrader.preprocessors.AssignLatePenalties",
    "nbgrader.preprocessors.CheckCellMetadata",
]
# Due dates and what lateness costs are those of a course.toml beside this file, if there is one.
c.AssignLatePenalties.plugin_class = "nbseal.plugins.CourseRule"
# Its feedback is ours, without the hidden tests; and formgrader shows nothing of a student's that could act.
c.GenerateFeedback.exporter_class = "nbseal.plugins.FeedbackExporter"
c.GenerateFeedback.preprocessors = []
c.HTMLExporter.preprocessors = ["nbseal.plugins.Harmless"]
c.Sessions.preload.append("leadermanager.datasets")
# In a checkout the package reads its tables from beside src/; an installed one brings its own.
c.Sessions.read_only = [str(Path(leadermanager.__file__).resolve().parents[2] / "data")]

c.ClearSolutions.code_stub = {
    "python": "# YOUR CODE HERE\n"
    "raise NotImplementedError('this task has no answer yet: write your code in place of this line')"
}
c.OverwriteCells.add_missing_cells = True

# nbgrader creates its gradebook with the `alembic` program, which a virtual environment that is not activated
# does not have on its PATH.
os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])

"""How nbgrader and nbseal work in this folder."""

c = get_config()  # noqa: F821 (given by traitlets)

c.CourseDirectory.course_id = "NAME"

# What stands in an answer cell that nobody has changed.
c.ClearSolutions.code_stub = {
    "python": "# YOUR CODE HERE\n"
    "raise NotImplementedError('this task has no answer yet: write your code in place of this line')"
}

# `nbgrader autograde` and formgrader's button grade as `nbseal grade` does: in a sandbox, tests outside it.
c.Autograde.sanitize_preprocessors = ["nbseal.plugins.RestoreReleased"]
c.Autograde.autograde_preprocessors = [
    "nbseal.plugins.GradeSealed",
    "nbgrader.preprocessors.AssignLatePenalties",
    "nbgrader.preprocessors.CheckCellMetadata",
]
c.AssignLatePenalties.plugin_class = "nbseal.plugins.CourseRule"  # by course.toml, if there is one
c.GenerateFeedback.exporter_class = "nbseal.plugins.FeedbackExporter"
c.GenerateFeedback.preprocessors = []
c.HTMLExporter.preprocessors = ["nbseal.plugins.Harmless"]

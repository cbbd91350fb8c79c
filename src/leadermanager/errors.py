"""What can go wrong, as one tree.

Every message is one sentence for the person who can mend it: what, where, what to do::

    CourseError
    ├── ArgumentError     a number, a name or a text that a function of the course does not take
    ├── UnknownNameError  something that the package does not have
    ├── DataError         a table or a column that is missing, unknown or not as described
    ├── ContentError      an exercise that is not there, or whose content is wrong; names the entry
    ├── HandinError       a notebook that cannot be handed in
    ├── ProgressError     a file of saved work that cannot be made or put back
    └── EditionError      a student edition that cannot be made, or would show what students must not see

The grader has its own tree (`nbseal.errors`), since it knows nothing of this package.
"""


class CourseError(Exception):
    """Base class of the errors that are meant for the reader; a notebook shows the sentence alone."""

    def _render_traceback_(self) -> list[str]:
        """Return what IPython prints, which is otherwise a page of our own code."""
        return [str(self)]


class ArgumentError(CourseError, ValueError):
    """A number, a name or a text that a function of the course does not take."""


class UnknownNameError(CourseError, AttributeError):
    """Something that the package does not have."""


class DataError(CourseError):
    """A table or a column that is missing, unknown or not as `datapackage.json` describes it."""


class ContentError(CourseError):
    """An exercise that is not there, or whose content is wrong; the message names the entry."""


class HandinError(CourseError):
    """A notebook that cannot be handed in."""


class ProgressError(CourseError):
    """A file of saved work that cannot be made or put back."""


class EditionError(CourseError):
    """A student edition that cannot be made, or would show what students must not see."""

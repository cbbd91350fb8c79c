"""What can go wrong, as one tree.

Every message is one sentence for the person who can mend it: what, where, what to do::

    CourseError
    ├── DataError        a table that is missing, unknown or not as described
    ├── ContentError     an exercise whose content is wrong; names the entry
    ├── AssignmentError  an assignment or notebook that is missing, broken or would leak
    ├── HandinError      a notebook or bundle that cannot be handed in or collected
    ├── ProgressError    a file of saved work that cannot be made or put back
    ├── EditionError     a student edition that cannot be made, or would show what students must not see
    └── SetupError       the machine or the folder lacks something; says what to install or where to go

The grader has its own tree (`nbseal.errors`), since it knows nothing of this package.
"""


class CourseError(Exception):
    """Base class of every error that this package raises on purpose."""


class DataError(CourseError):
    """A table that is missing, unknown or not as `datapackage.json` describes it."""


class ContentError(CourseError):
    """An exercise whose content is wrong; the message names the entry."""


class AssignmentError(CourseError):
    """An assignment or notebook that is missing, broken or would leak."""


class HandinError(CourseError):
    """A notebook or bundle that cannot be handed in or collected."""


class ProgressError(CourseError):
    """A file of saved work that cannot be made or put back."""


class EditionError(CourseError):
    """A student edition that cannot be made, or would show what students must not see."""


class SetupError(CourseError):
    """The machine or the folder lacks something; the message says what to do."""

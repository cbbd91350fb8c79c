"""What can go wrong, as one tree.

Every message is one sentence for the person who can mend it::

    GradingError
    ├── CourseFolderError   the folder is not a course, or its configuration cannot be read
    ├── AssignmentError     no such assignment, or its source is missing or broken
    ├── AnswerFileError     a file of answers to check an assignment by cannot be understood
    ├── ReleaseError        the release would show what students must not see, or could not be graded
    ├── CollectError        a file or archive that cannot be taken as a submission
    ├── LmsFileError        a gradebook file of an LMS that cannot be read, or does not fit
    ├── GradebookError      the gradebook cannot be opened or written
    ├── SandboxError        student code cannot be run safely on this machine
    └── ClusterError        the cluster does not answer, or its workers are not like this machine
"""


class GradingError(Exception):
    """Base class of every error that says what a person can mend."""


class CourseFolderError(GradingError):
    """The folder is not a course, or its configuration cannot be read."""


class AssignmentError(GradingError):
    """No such assignment, or its source is missing or broken."""


class AnswerFileError(GradingError):
    """A file of answers to check an assignment by cannot be understood."""


class ReleaseError(GradingError):
    """The release would show what students must not see, or could not be graded; `faults` has all reasons."""

    def __init__(self, *faults: str) -> None:
        super().__init__(" ".join(faults))
        self.faults = faults


class CollectError(GradingError):
    """A file or archive that cannot be taken as a submission."""


class LmsFileError(GradingError):
    """A gradebook file of a learning management system that cannot be read, or does not fit."""


class GradebookError(GradingError):
    """The gradebook cannot be opened or written."""


class SandboxError(GradingError):
    """Student code cannot be run safely on this machine."""


class ClusterError(GradingError):
    """The cluster does not answer, or its workers are not like this machine."""


class MarkingError(GradingError):
    """An answer cannot be given these points, or somebody else has just given it others."""

"""What one submission may use, and what its sessions find; a limit that is hit is a flag and stops no run."""

from traitlets import Float, Integer, List, Unicode
from traitlets.config import Configurable


class Limits(Configurable):
    """What one submission may use; set it in `nbgrader_config.py` as ``c.Limits.memory_mb = 2048``."""

    cell_seconds = Float(30.0, help="Wall clock for one cell or one check, in seconds.").tag(config=True)
    notebook_seconds = Float(300.0, help="Wall clock for a whole notebook, in seconds.").tag(config=True)
    cpu_seconds = Float(120.0, help="Processor time of one session, in seconds.").tag(config=True)
    memory_mb = Integer(1024, help="Memory beyond what the imported libraries use, in megabytes.").tag(
        config=True
    )
    disk_mb = Integer(128, help="What all files together may hold, in megabytes.").tag(config=True)
    file_mb = Integer(64, help="What one file may hold, in megabytes.").tag(config=True)
    files = Integer(128, help="Files open at once.").tag(config=True)
    processes = Integer(0, help="Processes a notebook may start (0: none, not even a shell command).").tag(
        config=True
    )
    output_kb = Integer(1000, help="What one cell may print, in kilobytes.").tag(config=True)
    notebook_output_kb = Integer(20_000, help="What all cells together may print, in kilobytes.").tag(
        config=True
    )
    notebook_mb = Integer(
        40, help="The largest notebook that is read, without its outputs, in megabytes."
    ).tag(config=True)
    submission_mb = Integer(200, help="What is read of one student's folder, in megabytes.").tag(config=True)
    submission_files = Integer(500, help="How many files are read of one student's folder.").tag(config=True)
    value_mb = Integer(
        32, help="What one value may hold that goes from a notebook to a check or back, in megabytes."
    ).tag(config=True)
    check_memory_mb = Integer(2048, help="Memory for the tests that run outside, in megabytes.").tag(
        config=True
    )
    restarts = Integer(3, help="How often a notebook whose cell died goes on without that cell.").tag(
        config=True
    )

    def as_dict(self) -> dict[str, float]:
        """Return the limits by name, as plain numbers."""
        return {name: getattr(self, name) for name in self.trait_names(config=True)}

    def hit(self, kind: str, text: str) -> str:
        """Return which limit, or which bound of the sandbox, an error of the student's code comes from.

        Parameters
        ----------
        kind, text
            The error's class and its message.

        Returns
        -------
        str
            What is said after "it", such as "needed more than 1024 MB of memory"; empty for any other error.
        """
        if kind.rpartition(".")[2] in ("MemoryError", "_ArrayMemoryError"):
            text = "[Errno 12]"
        found = next((sentence for sign, sentence in _SIGNS.items() if sign in text[:500]), "")
        return found.format(**self.as_dict())


# What Linux or Python says when a limit or a bound of the sandbox is hit, and what that means here.
_SIGNS = {
    "[Errno 12]": "needed more than {memory_mb} MB of memory",
    "[Errno 28]": "wrote more than {disk_mb} MB, or too many files",
    "[Errno 27]": "wrote a file of more than {file_mb} MB",
    "[Errno 24]": "had more than {files} files open",
    "[Errno 11]": "started more than {processes} processes, or too many threads",
    "can't start new thread": "started too many threads",
    "[Errno 1]": "did what is not allowed here, such as starting a process",
    "[Errno 30]": "wrote outside its own folder",
    "[Errno 97]": "asked for the network, and there is none",
    "[Errno -3]": "asked for the network, and there is none",
    "No such file or directory: '/": "asked for a file outside its own folder",
    "No such file or directory: '..": "asked for a file outside its own folder",
    "No module named ": "imported a module that is not installed here",
    "EOF when reading a line": "asked for input, and there is nobody to type it",
}


class Sessions(Configurable):
    """What a session finds; set it in `nbgrader_config.py` as ``c.Sessions.read_only = ["/srv/data"]``."""

    preload = List(
        Unicode(), help="Modules imported once, before the first session, beside those that notebooks import."
    ).tag(config=True)
    read_only = List(Unicode(), help="Files and folders a notebook may read, at the same path.").tag(
        config=True
    )

"""An IPython shell that runs cells as a notebook does and keeps their outputs as plain data."""

import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from IPython.core.compilerop import CachingCompiler
from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.text import LSString, SList
from traitlets import Type
from traitlets.config import Config

from ..sandbox import import_path
from . import commands
from .answers import TRUNCATED

Output = dict[str, Any]


class Outputs:
    """What the running cell has shown so far, up to a budget of characters."""

    def __init__(self) -> None:
        self.shown: list[Output] = []
        self.left = 1_000_000

    def begin(self, budget: int) -> None:
        """Forget what was shown and allow `budget` characters more."""
        self.shown = []
        self.left = budget

    def add(self, output: Output, size: int) -> None:
        """Keep one output, or a note in its place where the budget is used up."""
        if self.left <= 0:
            return
        self.left -= size
        if self.left <= 0:
            output = {"output_type": "stream", "name": "stdout", "text": f"\n{TRUNCATED}\n"}
        self.shown.append(output)

    def write(self, name: str, text: str) -> None:
        """Keep what was printed, joined to what was printed just before."""
        if self.left <= 0:
            return
        kept = text[: self.left]
        last = self.shown[-1] if self.shown else None
        if last is not None and last["output_type"] == "stream" and last["name"] == name:
            last["text"] += kept
        else:
            self.shown.append({"output_type": "stream", "name": name, "text": kept})
        self.left -= len(text)
        if self.left <= 0:
            self.shown[-1]["text"] += f"\n{TRUNCATED}\n"


OUTPUTS = Outputs()


class _Stream:
    """Standard output or error of a session, which puts text into the outputs."""

    encoding = "utf-8"
    errors = "replace"
    closed = False

    def __init__(self, name: str) -> None:
        self.name = f"<{name}>"
        self._name = name

    def write(self, text: str) -> int:
        """Keep `text`."""
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        OUTPUTS.write(self._name, text)
        return len(text)

    def writelines(self, lines: list[str]) -> None:
        """Keep each of `lines`."""
        for line in lines:
            self.write(line)

    def flush(self) -> None:
        """Do nothing: all has been kept."""

    def isatty(self) -> bool:
        """Return False: no person is watching."""
        return False

    def writable(self) -> bool:
        """Return True."""
        return True

    def readable(self) -> bool:
        """Return False."""
        return False

    def fileno(self) -> int:
        """Raise an error: there is no file behind this."""
        raise OSError("this output is not a file")


class _DisplayHook(DisplayHook):
    def start_displayhook(self) -> None:
        pass

    def write_output_prompt(self) -> None:
        pass

    def write_format_data(self, format_dict: dict[str, Any], md_dict: dict[str, Any] | None = None) -> None:
        output = {"output_type": "execute_result", "data": dict(format_dict), "metadata": md_dict or {}}
        OUTPUTS.add({**output, "execution_count": self.prompt_count}, _size(format_dict))

    def finish_displayhook(self) -> None:
        pass

    def log_output(self, format_dict: dict[str, Any]) -> None:
        pass


class _DisplayPublisher(DisplayPublisher):
    def publish(self, data: Any, metadata: Any = None, source: Any = None, **_: Any) -> None:
        OUTPUTS.add(
            {"output_type": "display_data", "data": dict(data), "metadata": metadata or {}}, _size(data)
        )

    def clear_output(self, wait: bool = False) -> None:
        OUTPUTS.shown = []


class _Compiler(CachingCompiler):
    label = "cell"

    def get_code_name(self, raw_code: str, transformed_code: str, number: int) -> str:
        return f"<{self.label}>"


class Shell(InteractiveShell):
    """The shell that student cells run in.

    Attributes
    ----------
    may_start_processes : bool
        Whether its shell commands are run by a shell.
    preloaded : frozenset of str
        The packages that were imported for notebooks; modules in the folder of a notebook come before them.
    """

    displayhook_class = Type(_DisplayHook)
    display_pub_class = Type(_DisplayPublisher)
    compiler_class = Type(_Compiler)
    failure: tuple[str, str, list[str]] | None = None
    may_start_processes = False
    preloaded: frozenset[str] = frozenset()

    def showtraceback(self, exc_tuple: Any = None, *_: Any, **__: Any) -> None:
        """Keep the error and the lines of the student's own cells that led to it."""
        etype, evalue, trace = exc_tuple or sys.exc_info()
        if etype is not None:
            self.failure = (etype.__name__, _text(evalue), _lines(etype, evalue, trace))

    def showsyntaxerror(self, *_: Any, **__: Any) -> None:
        """Keep a syntax error."""
        etype, evalue, _trace = sys.exc_info()
        if etype is not None:
            self.failure = (etype.__name__, _text(evalue), traceback.format_exception_only(etype, evalue))

    showindentationerror = showsyntaxerror

    def _format_exception_for_storage(self, *_: Any, **__: Any) -> dict[str, Any]:
        """Keep no error for the history, which nobody reads.

        Since https://github.com/ipython/ipython/pull/14780 IPython formats every error for it, which takes
        longer than most cells run. This can go once IPython does so only where a history is kept.
        """
        return {}

    def enable_gui(self, gui: str | None = None) -> None:
        """Do nothing: there is no screen."""

    def enable_matplotlib(self, gui: str | None = None) -> Any:
        """Put pictures into the notebook, whatever screen or widget is asked for."""
        ipython: Any = super()
        return ipython.enable_matplotlib("inline" if gui is not None else None)

    def system(self, cmd: str) -> None:
        """Run a shell command, where processes may be started; else see `commands`."""
        ipython: Any = self
        if self.may_start_processes:
            ipython.system_piped(cmd)
            return
        shown, errors, code = commands.run(ipython.var_expand(cmd, depth=1))
        OUTPUTS.write("stdout", shown)
        OUTPUTS.write("stderr", errors)
        ipython.user_ns["_exit_code"] = code

    def getoutput(self, cmd: str, split: bool = True, depth: int = 0) -> Any:
        """Return what a shell command shows.

        Parameters
        ----------
        cmd
            The command.
        split
            Whether as a list of lines, or as one text.
        depth
            How many frames up the names are that it uses.
        """
        ipython: Any = super()
        if self.may_start_processes:
            return ipython.getoutput(cmd, split=split, depth=depth + 1)
        shown, errors, _ = commands.run(ipython.var_expand(cmd, depth=depth + 1))
        OUTPUTS.write("stderr", errors)
        made: Any = SList(shown.splitlines()) if split else LSString(shown)
        return made

    def ask_exit(self) -> None:
        """Do nothing: `exit()` in a cell ends nothing but the cell."""

    def run(self, code: str, label: str, budget: int, skipped: int = 0) -> list[Output]:
        """Run one cell and return what it showed, with its error, if any, at the end.

        Parameters
        ----------
        code
            The cell's source.
        label
            What to call it in tracebacks.
        budget
            How many characters it may show.
        skipped
            How many checks stand before it that ran elsewhere; they count in the notebook's history, empty.
        """
        OUTPUTS.begin(budget)
        self.failure = None
        shell: Any = self  # IPython's methods carry no types
        for _ in range(skipped):
            shell.history_manager.store_inputs(shell.execution_count, "")
            shell.execution_count += 1
        import_path.look_again()  # a module may have been written a moment ago
        shell.compile.label = label
        result = shell.run_cell(code, store_history=True)
        shown = list(OUTPUTS.shown)
        problem = result.error_before_exec or result.error_in_exec
        if problem is not None or self.failure is not None:
            name, value, lines = self.failure or (type(problem).__name__, _text(problem), [_text(problem)])
            shown.append(
                {"output_type": "error", "ename": name, "evalue": value[:10_000], "traceback": lines}
            )
        return shown


def make_shell() -> Shell:
    """Return the shell, with standard output and error of this process led into its outputs."""
    config = Config()
    config.HistoryManager.enabled = False
    config.InteractiveShell.colors = "nocolor"
    config.InteractiveShell.xmode = "Context"
    shell: Shell = Shell.instance(config=config)
    sys.stdout, sys.stderr = _Stream("stdout"), _Stream("stderr")
    quiet: Callable[..., None] = lambda *_: None  # noqa: E731
    shell.set_next_input = quiet
    return shell


def _lines(etype: type[BaseException], evalue: BaseException | None, trace: Any) -> list[str]:
    """Return a traceback that shows the notebook's lines and, of libraries, only where it ended."""
    lines = ["Traceback (most recent call last):"]
    frames = traceback.extract_tb(trace)
    for frame in frames:
        if frame.filename.startswith("<"):
            lines.append(f"  {frame.filename.strip('<>')}, line {frame.lineno}, in {frame.name}")
            lines.append(f"    {frame.line}")
    if frames and not frames[-1].filename.startswith("<"):
        lines.append(f"  {Path(frames[-1].filename).name}, line {frames[-1].lineno}, in {frames[-1].name}")
    return [*lines[-60:], f"{etype.__name__}: {_text(evalue)}"[:10_000]]


def _size(data: dict[str, Any]) -> int:
    return sum(len(part) if isinstance(part, (str, bytes)) else len(repr(part)) for part in data.values())


def _text(value: object) -> str:
    try:
        return str(value)
    except Exception:  # noqa: BLE001  # a student's exception may fail to say what it is
        return f"<{type(value).__name__}>"

"""The process in which the opening of a notebook is run once, and from which its sessions are forked.

It runs nothing but what the instructor has released, in the same surroundings as a session. Every session is
a fork of it, shut off as any other. What a session does is gone with it: it shares no descriptor, folder or
memory with this process, nor can it name or signal it.
"""

import contextlib
import gc
import os
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

from ..sandbox import import_path, isolation, linux
from . import repeatable
from .channel import Channel
from .forking import Forker, answer_next, enter_folders, handle_signals
from .notebook_shell import Shell
from .server import plain


def be_opened(
    shell: Shell, control: socket.socket, report: Channel, limits: dict[str, Any], work: dict[str, Any]
) -> NoReturn:
    """Be this process: run the opening, report what it has shown, then fork sessions for as long as asked.

    Parameters
    ----------
    shell
        The shell, ready to run cells.
    control
        Where sessions are asked for, as `ForkServer.ask` does.
    report
        Where to send the outputs of each cell, with the reason why the next one was not fit for it, if any.
    limits
        What a session may use.
    work
        The cells (their sources and labels), and the files beside them.
    """
    try:
        linux.die_with_parent()
        isolation.close_descriptors(keep=sorted([control.fileno(), report.socket.fileno()]))
        isolation.enter_namespaces(processes=False)
        enter_folders(limits, isolated=True, proc=True)
        handle_signals()
        shell.may_start_processes = False
        import_path.put_before_packages("")
        for path, content in work["files"].items():
            _put_file(Path(path), content)
        import_path.forget(import_path.own_modules(work["files"]) & shell.preloaded)
        shell.preloaded = frozenset()  # a session need not forget them again
        memory = isolation.memory_in_use()
        shown, why = _run(shell, work["cells"], limits, memory)
        report.send(["opened", shown, why])
        report.close()
        if not why:
            gc.collect()
            gc.freeze()
            forker = Forker(shell, control, memory=memory)
            while answer_next(control, forker.answer):
                pass
    finally:
        os._exit(0)


def _run(
    shell: Shell, cells: list[tuple[str, str]], limits: dict[str, Any], memory: int
) -> tuple[list[Any], str]:
    """Run cells up to the first that has to be run each time; return what they have shown, and why it has."""
    shown: list[Any] = []
    watch = repeatable.Watch()
    before = repeatable.process_state()
    for source, label in cells:
        began = time.monotonic()
        with isolation.limited_resources(limits, memory), isolation.covered_proc(), _watched(shell, watch):
            outputs = plain(shell.run(source, label, int(limits["output_kb"]) * 1000))
        if any(it["output_type"] == "error" for it in outputs):
            return shown, "it ended with an error"
        if time.monotonic() - began > limits["cell_seconds"] / 2:
            return shown, "it took long"
        if watch.seen:
            return shown, f"it called {watch.seen}"
        if changed := repeatable.difference(before, repeatable.process_state()):
            return shown, f"it has changed {changed}"
        shown.append(outputs)
    return shown, ""


@contextlib.contextmanager
def _watched(shell: Any, watch: repeatable.Watch) -> Iterator[None]:
    """Have a shell watch what its cells call, and nothing else."""
    run_code = shell.run_code

    async def watched(*arguments: Any, **keywords: Any) -> Any:
        with watch.looking():
            return await run_code(*arguments, **keywords)

    shell.run_code = watched
    try:
        yield
    finally:
        del shell.run_code


def _put_file(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)

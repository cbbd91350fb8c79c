"""Fork sessions from this process, shut each off from all others, and end them."""

import contextlib
import os
import signal
import socket
import struct
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import msgspec

from ..sandbox import import_path, isolation, linux, system_calls, view
from .answers import NOT_ISOLATED
from .channel import Channel, ClosedError, message_bytes
from .notebook_shell import Shell
from .server import SessionServer


class Forker:
    """Forks sessions from this process.

    Parameters
    ----------
    shell
        The shell, ready to run cells.
    sockets
        Those that only this process may hold.
    memory
        The bytes of address space that no session is charged for; all that this process has if None.
    """

    def __init__(self, shell: Shell, *sockets: socket.socket, memory: int | None = None) -> None:
        self._shell, self._sockets, self._memory = shell, sockets, memory
        self._keepers: dict[int, int] = {}  # by the process id of the session

    def answer(self, name: str, argument: Any, descriptors: list[int]) -> list[Any]:
        """Start, interrupt or stop a session, as asked (see `ForkServer.ask`).

        Parameters
        ----------
        name, argument
            What is asked.
        descriptors
            The descriptor on which a session is to answer.
        """
        if name == "start":
            self.stop_all()  # whoever used that session has died
            return self._start(descriptors[0], argument)
        if name == "interrupt":
            with contextlib.suppress(ProcessLookupError):
                os.kill(argument, signal.SIGINT)
            return ["interrupted"]
        return _stop(argument, self._keepers.pop(argument, 0))

    def stop_all(self) -> None:
        """End the sessions that nobody has stopped."""
        for pid in list(self._keepers):
            _stop(pid, self._keepers.pop(pid))

    def _start(self, connection: int, limits: dict[str, Any]) -> list[Any]:
        """Fork a session, and return the answer with its process id.

        Two forks are needed: the first child makes the namespaces, and the second is process 1 in them, the
        session. The first stays as its keeper, and ends as the session does.
        """
        readable, writable = os.pipe()
        keeper = os.fork()
        if keeper == 0:
            for held in self._sockets:
                held.close()
            os.close(readable)
            self._keep(connection, writable, limits)
        os.close(writable)
        os.close(connection)
        told = b""
        while len(told) < 8 and (part := os.read(readable, 8 - len(told))):
            told += part
        os.close(readable)
        if len(told) < 8:
            _, status = os.waitpid(keeper, 0)
            return ["failed", f"a session could not be shut off from the others (status {status})"]
        (pid,) = struct.unpack("q", told)
        self._keepers[pid] = keeper
        return ["started", pid]

    def _keep(self, connection: int, writable: int, limits: dict[str, Any]) -> NoReturn:
        """Be the keeper: make namespaces, fork the session in them, and end with the session's exit code."""
        code = NOT_ISOLATED
        try:
            if limits.get("isolated", True):
                isolation.enter_namespaces()
            pid = os.fork()
            if pid == 0:
                os.close(writable)
                self._become_session(connection, limits)
            os.close(connection)
            os.write(writable, struct.pack("q", pid))
            os.close(writable)
            isolation.close_descriptors(keep=[])
            _, status = os.waitpid(pid, 0)
            code = os.waitstatus_to_exitcode(status)
            code = code if code >= 0 else 128 - code
        finally:
            os._exit(code)

    def _become_session(self, connection: int, limits: dict[str, Any]) -> NoReturn:
        """Be the session: give up whatever could do harm, then answer until the grader goes away."""
        code = 71
        try:
            linux.die_with_parent()
            os.setsid()
            isolation.close_descriptors(keep=[connection])
            isolated = bool(limits.get("isolated", True))
            # Before the procfs that tells it is covered.
            memory = isolation.memory_in_use() if self._memory is None else self._memory
            enter_folders(limits, isolated=isolated)
            if self._memory is None:
                import_path.put_before_packages("")
            isolation.limit_resources(limits, memory)
            if isolated:
                linux.drop_privileges()
                system_calls.forbid(int(limits["processes"]))
            handle_signals()
            self._shell.may_start_processes = bool(limits["processes"]) or not isolated
            most = int(limits["value_mb"]) * 1_000_000
            channel = Channel(socket.socket(fileno=connection), message_bytes(most))
            SessionServer(channel, self._shell, int(limits["output_kb"]) * 1000, most).serve()
            code = 0
        except ClosedError:
            code = 0
        except BaseException:  # noqa: BLE001  # the last thing this process does; the grader sees it end
            code = 72
            if os.environ.get("SESSION_DEBUG"):
                traceback.print_exc()
        finally:
            os._exit(code)


def answer_next(control: socket.socket, answer: Callable[[str, Any, list[int]], list[Any]]) -> bool:
    """Answer the next request of `ForkServer.ask`; return False once nobody asks any more.

    Parameters
    ----------
    control
        Where it is asked.
    answer
        Gives the answer to a name, an argument and the descriptors that came with them.
    """
    request, descriptors, _, _ = socket.recv_fds(control, 65536, 1)
    if not request:
        return False
    number, name, argument = msgspec.msgpack.decode(request)
    control.send(msgspec.msgpack.encode([number, *answer(name, argument, descriptors)]))
    return True


def enter_folders(limits: dict[str, Any], *, isolated: bool, proc: bool = False) -> None:
    """Give this process folders of its own, and go to the one that notebooks work in.

    Parameters
    ----------
    limits
        What the process may use.
    isolated
        False shares the folders of the machine.
    proc
        Whether it goes on seeing `/proc`.
    """
    if isolated:
        isolation.private_folders(int(limits["disk_mb"]), proc=proc)
    home = Path(os.environ.get("HOME", view.HOME))
    work = Path(view.WORK) if isolated else home / f"work-{os.getpid()}"
    for folder in (home, work):
        folder.mkdir(parents=True, exist_ok=True)
    os.chdir(work)


def handle_signals() -> None:
    """Have an interrupt be an exception, and a file that grows too large an error."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)


def _stop(pid: int, keeper: int) -> list[Any]:
    """End a session and all in its namespaces; return its exit code and the processor time that it used."""
    if not keeper:
        return ["stopped", 0, 0.0]
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
    _, status, used = os.wait4(keeper, 0)
    return ["stopped", os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime]

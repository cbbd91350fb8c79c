"""What runs in the process that forks sessions: it imports what notebooks use, and then forks one by one.

This process never runs student code. The sessions do, and are trusted with nothing: whatever they answer is
data to be judged. It is started in the sandbox, as
``python -m nbseal.grading.session.fork_server_main DESCRIPTOR [MODULE…]``; the descriptor is a socket on
which `ForkServer.ask` asks.
"""

import contextlib
import gc
import importlib
import os
import signal
import socket
import struct
import sys
import traceback
from pathlib import Path
from typing import Any

import msgspec

from ..sandbox import import_path, isolation, linux, system_calls, view
from .channel import Channel, ClosedError, message_bytes
from .notebook_shell import Shell, make_shell
from .server import SessionServer


def main() -> None:
    """Import what notebooks use, then serve one session after the other."""
    control = socket.socket(fileno=int(sys.argv[1]))
    Path(os.environ.get("HOME", "/tmp/home")).mkdir(parents=True, exist_ok=True)
    own = set(sys.modules)
    for name in sys.argv[2:]:
        with contextlib.suppress(Exception, SystemExit):  # the notebook that imports it will say so
            importlib.import_module(name)
    shell = make_shell()
    shell.preloaded = frozenset(name.partition(".")[0] for name in sys.modules.keys() - own)
    gc.collect()
    gc.freeze()  # else the first collection in every child would copy all these pages
    control.send(b"ready")
    keepers: dict[int, int] = {}  # by the process id of the session
    while True:
        request, descriptors, _, _ = socket.recv_fds(control, 65536, 1)
        if not request:
            return
        number, name, argument = msgspec.msgpack.decode(request)
        if name == "start":
            for pid in list(keepers):  # whoever used that session has died
                _stop(pid, keepers.pop(pid))
            reply = _start(shell, control, descriptors[0], argument, keepers)
        elif name == "interrupt":
            reply = _interrupt(argument)
        else:
            reply = _stop(argument, keepers.pop(argument, 0))
        control.send(msgspec.msgpack.encode([number, *reply]))


def _start(
    shell: Shell, control: socket.socket, connection: int, limits: dict[str, Any], keepers: dict[int, int]
) -> list[Any]:
    """Fork a session, and return the answer with its process id.

    Two forks are needed: the first child makes the namespaces, and the second is process 1 in them, the
    session. The first stays as its keeper, and ends as the session does.

    Parameters
    ----------
    shell
        The shell, ready to run cells.
    control
        The socket that only this process may hold.
    connection
        The descriptor on which the session is to answer.
    limits
        What the session may use.
    keepers
        Where to note the session's keeper, by the session's process id.
    """
    readable, writable = os.pipe()
    keeper = os.fork()
    if keeper == 0:
        control.close()
        os.close(readable)
        _keep(shell, connection, writable, limits)
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
    keepers[pid] = keeper
    return ["started", pid]


def _keep(shell: Shell, connection: int, writable: int, limits: dict[str, Any]) -> None:
    """Be the keeper: make namespaces, fork the session in them, and end with the session's exit code."""
    code = 70
    try:
        isolated = limits.get("isolated", True)
        if isolated:
            isolation.enter_namespaces()
        pid = os.fork()
        if pid == 0:
            os.close(writable)
            _become_session(shell, connection, limits)
        os.close(connection)
        os.write(writable, struct.pack("q", pid))
        os.close(writable)
        isolation.close_descriptors(keep=[])
        _, status = os.waitpid(pid, 0)
        code = os.waitstatus_to_exitcode(status)
        code = code if code >= 0 else 128 - code
    finally:
        os._exit(code)


def _become_session(shell: Shell, connection: int, limits: dict[str, Any]) -> None:
    """Be the session: give up whatever could do harm, then answer until the grader goes away."""
    code = 71
    try:
        linux.die_with_parent()
        os.setsid()
        isolation.close_descriptors(keep=[connection])
        if limits.get("isolated", True):
            isolation.private_folders(int(limits["disk_mb"]))
        home = Path(os.environ.get("HOME", "/tmp/home"))
        work = Path(view.WORK) if limits.get("isolated", True) else home / f"work-{os.getpid()}"
        for folder in (home, work):
            folder.mkdir(parents=True, exist_ok=True)
        os.chdir(work)
        import_path.put_before_packages("")
        isolation.limit_resources(limits)
        if limits.get("isolated", True):
            linux.drop_privileges()
            system_calls.forbid(int(limits["processes"]))
        signal.signal(signal.SIGINT, signal.default_int_handler)
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # a file that grows too large is an OSError instead
        shell.may_start_processes = bool(limits["processes"]) or not limits.get("isolated", True)
        most = int(limits["value_mb"]) * 1_000_000
        channel = Channel(socket.socket(fileno=connection), message_bytes(most))
        SessionServer(channel, shell, int(limits["output_kb"]) * 1000, most).serve()
        code = 0
    except ClosedError:
        code = 0
    except BaseException:  # noqa: BLE001  # the last thing this process does; the grader sees it end
        code = 72
        if os.environ.get("SESSION_DEBUG"):
            traceback.print_exc()
    finally:
        os._exit(code)


def _interrupt(pid: int) -> list[Any]:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGINT)
    return ["interrupted"]


def _stop(pid: int, keeper: int) -> list[Any]:
    """End a session and all in its namespaces; return its exit code and what it used."""
    if not keeper:
        return ["stopped", 0, 0.0, 0]
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
    _, status, used = os.wait4(keeper, 0)
    return ["stopped", os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime, used.ru_maxrss]


if __name__ == "__main__":
    main()

"""A PostgreSQL server for one run of the tests: of its own, in a new folder, reached by a socket in it."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

NEEDED = "needs PostgreSQL's server: apt-get install postgresql"


def programs() -> Path | None:
    """Return the folder that initdb and postgres are in; Debian keeps it off the PATH."""
    found = [Path(path).parent for path in [shutil.which("initdb")] if path is not None]
    found += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((folder for folder in found if (folder / "postgres").exists()), None)


class Server:
    """A running server, whose databases are made on demand."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.made = 0

    def connect(self, database: str = "postgres") -> psycopg.Connection:
        """Open a connection that commits by itself."""
        return psycopg.connect(host=str(self.folder), user="grader", dbname=database, autocommit=True)

    def new(self) -> str:
        """Make an empty database, and return its address."""
        self.made += 1
        name = f"course{self.made}"
        with self.connect() as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return f"postgresql+psycopg://grader@/{name}?host={self.folder}"


@contextmanager
def running() -> Iterator[Server]:
    """Start a server, and stop it afterwards; as an ordinary user, since it refuses to run as root."""
    whose: dict[str, Any] = {}
    with tempfile.TemporaryDirectory(prefix="pg-", dir="/tmp") as name:  # a socket's path has to be short
        folder, bin_ = Path(name), programs()
        assert bin_ is not None
        if os.geteuid() == 0:
            nobody = pwd.getpwnam("nobody")
            os.chown(folder, nobody.pw_uid, nobody.pw_gid)
            whose = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
        data = str(folder / "data")
        line = [f"{bin_}/initdb", "-D", data, "-U", "grader", "--auth=trust", "--no-sync", "-E", "UTF8"]
        subprocess.run([*line, "--locale=C"], check=True, capture_output=True, cwd=folder, **whose)
        line = [f"{bin_}/postgres", "-D", data, "-k", name, "-c", "listen_addresses=", "-c", "fsync=off"]
        with (folder / "log").open("w") as log:
            process = subprocess.Popen(line, cwd=folder, stdout=log, stderr=log, **whose)
        try:
            server = Server(folder)
            _wait_for(server, process)
            yield server
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(60)


def _wait_for(server: Server, process: subprocess.Popen) -> None:
    deadline = time.monotonic() + 120
    while True:
        try:
            server.connect().close()
        except psycopg.OperationalError:
            if process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError((server.folder / "log").read_text()[-2000:]) from None
            time.sleep(0.1)
        else:
            return

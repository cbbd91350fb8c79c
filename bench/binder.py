"""How much memory a student's server takes on Binder: by itself, with a lesson open, and with two notebooks.

    python bench/binder.py [ENVIRONMENT] [EDITION]

ENVIRONMENT is a prefix with JupyterLab and the course in it, EDITION the folder that the server shows; by
default this Python's and this checkout. Memory is the proportional set size of the server and its kernels
(what they would free by ending), which is what a container is charged for, but for its files' cache. Linux
only.
"""

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

import nbformat
from jupyter_client import BlockingKernelClient

ROOT = Path(__file__).parents[1]
LESSON = "course/01-change-and-complexity.ipynb"


def main() -> None:
    """Start a server, open notebooks one after the other, and print what each takes."""
    prefix = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(sys.prefix)
    edition = Path(sys.argv[2]).absolute() if len(sys.argv) > 2 else ROOT
    with tempfile.TemporaryDirectory() as home, socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        runtime = Path(home) / "runtime"
        line = [prefix / "bin" / "jupyter", "lab", "--no-browser", "--allow-root", f"--port={port}"]
        line += [
            "--IdentityProvider.token=",
            "--ServerApp.disable_check_xsrf=True",
            f"--ServerApp.root_dir={edition}",
        ]
        own = {
            "HOME": home,
            "JUPYTER_RUNTIME_DIR": str(runtime),
            "PATH": f"{prefix / 'bin'}:{os.environ['PATH']}",
        }
        with subprocess.Popen(line, env={**os.environ, **own}, stderr=subprocess.DEVNULL) as server:
            try:
                address = f"http://127.0.0.1:{port}/api"
                wait_for(address)
                print(f"{'a server':<42}{megabytes(server.pid):>6.0f} MB")
                first = open_notebook(address, LESSON, runtime)
                print(f"{'and a lesson, opened and not yet run':<42}{megabytes(server.pid):>6.0f} MB")
                run(first, edition / LESSON)
                print(f"{'and run from top to bottom':<42}{megabytes(server.pid):>6.0f} MB")
                second = open_notebook(address, "course/00-start-here.ipynb", runtime)
                run(second, edition / "course/00-start-here.ipynb")
                print(f"{'and a second notebook, run as well':<42}{megabytes(server.pid):>6.0f} MB")
            finally:
                server.terminate()


def wait_for(address: str) -> None:
    for _ in range(240):
        try:
            ask(f"{address}/status")
        except OSError:
            time.sleep(0.25)
        else:
            return
    sys.exit("the server did not start")


def ask(address: str, data: object = None) -> dict:
    body = None if data is None else json.dumps(data).encode()
    request = urllib.request.Request(address, data=body, headers={"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=60) as answer:
        return json.loads(answer.read())


def open_notebook(address: str, path: str, runtime: Path) -> BlockingKernelClient:
    """Open a notebook as JupyterLab does, and return a client of its kernel."""
    session = {"path": path, "type": "notebook", "name": Path(path).name, "kernel": {"name": "python3"}}
    kernel = ask(f"{address}/sessions", session)["kernel"]["id"]
    client = BlockingKernelClient(connection_file=str(runtime / f"kernel-{kernel}.json"))
    client.load_connection_file()
    # On a busy machine a kernel that is only slow misses a heartbeat, and would be taken for dead.
    client.start_channels(hb=False)
    client.wait_for_ready(timeout=120)
    return client


def run(client: BlockingKernelClient, path: Path) -> None:
    """Run a notebook's cells."""
    for cell in nbformat.read(path, 4).cells:
        if cell.cell_type == "code":
            reply = client.execute_interactive(cell.source, timeout=120, output_hook=lambda message: None)
            if reply["content"]["status"] != "ok":
                sys.exit(f"{path.name}, {cell.id}: {reply['content']['evalue']}")


def megabytes(process: int) -> float:
    """Return the proportional set size of a process and its descendants."""
    children = {}
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = entry.read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue  # it has ended meanwhile
        children.setdefault(int(fields[1]), []).append(int(entry.parent.name))
    tree, total = [process], 0
    while tree:
        one = tree.pop()
        tree += children.get(one, [])
        for row in Path(f"/proc/{one}/smaps_rollup").read_text().splitlines():
            if row.startswith("Pss:"):
                total += int(row.split()[1])
    return total / 1000


if __name__ == "__main__":
    main()

"""The extension of Jupyter Server, in a real server with a real kernel."""

import asyncio
import json
import socket
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import jupyter_core.paths
import pytest
from jupyter_server.serverapp import ServerApp
from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection
from tornado.httpclient import AsyncHTTPClient
from tornado.httpserver import HTTPServer
from tornado.testing import bind_unused_port
from tornado.websocket import websocket_connect

EXTENSION = "leadermanager.server_extension"


async def sends_at_once(folder: Path, *, extended: bool) -> bool:
    """Connect to a kernel as a browser does; say whether the server's end sends small messages at once."""
    server = ServerApp(
        root_dir=str(folder),
        log_level="ERROR",
        token="",
        disable_check_xsrf=True,
        jpserver_extensions={EXTENSION: extended},
    )
    server.init_signal = lambda: None  # type: ignore[method-assign] # Ctrl-C stays with pytest
    server.initialize(argv=[], find_extensions=False, new_httpserver=False)
    listening, port = bind_unused_port()
    http = HTTPServer(server.web_app)
    http.add_socket(listening)
    try:
        url = f"127.0.0.1:{port}/api/kernels"
        answer = await AsyncHTTPClient().fetch(f"http://{url}", method="POST", body="{}")
        kernel = json.loads(answer.body)["id"]
        browser = await websocket_connect(f"ws://{url}/{kernel}/channels?session_id=test")
        while not (connections := list(ZMQChannelsWebsocketConnection._open_sockets)):
            await asyncio.sleep(0.01)
        (connection,) = connections
        protocol = connection.websocket_handler.ws_connection
        assert protocol is not None
        assert protocol.stream is not None
        stream = protocol.stream
        told = bool(stream.socket.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
        browser.close()
        return told
    finally:
        http.stop()
        await server._cleanup()


@pytest.mark.parametrize("extended", [True, False])
def test_what_a_kernel_says_is_held_back_only_without_the_extension(tmp_path, monkeypatch, extended):
    for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR"):
        monkeypatch.setenv(name, str(tmp_path / name))
    with ThreadPoolExecutor(1) as thread:  # Playwright may have left an event loop running in this one
        # The test's own time limit would still wait for that thread.
        asked = asyncio.wait_for(sends_at_once(tmp_path, extended=extended), 120)
        assert thread.submit(asyncio.run, asked).result() is extended


def test_whoever_installs_the_library_has_the_extension():
    config = Path(jupyter_core.paths.ENV_CONFIG_PATH[0])
    enabled = json.loads((config / "jupyter_server_config.d" / "leadermanager.json").read_text())
    assert enabled["ServerApp"]["jpserver_extensions"] == {EXTENSION: True}

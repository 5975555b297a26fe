"""The floor of the API: a FastAPI application under uvicorn with one route that returns bytes it has at hand."""

import multiprocessing
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from fastapi import FastAPI
from starlette.responses import Response

PATIENCE_S = 20.0


def _process(port: int, body: bytes) -> None:
    app = FastAPI(openapi_url=None)

    async def page() -> Response:
        return Response(body, media_type="application/json")

    app.add_api_route("/page", page, methods=["GET"])
    uvicorn.run(app, host="127.0.0.1", port=port, log_config=None, access_log=False, server_header=False)


@contextmanager
def bare_http(port: int, body: bytes) -> Iterator[None]:
    """The application, listening."""
    process = multiprocessing.get_context("spawn").Process(target=_process, args=(port, body), daemon=True)
    process.start()
    try:
        _wait_until_listening(port)
        yield
    finally:
        process.terminate()
        process.join(5)
        if process.is_alive():
            process.kill()


def _wait_until_listening(port: int) -> None:
    end_s = time.monotonic() + PATIENCE_S
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            if time.monotonic() > end_s:
                raise
            time.sleep(0.05)
        else:
            return

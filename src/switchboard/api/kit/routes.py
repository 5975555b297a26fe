"""The ASGI application of a dialect, and routes that answer every error in the dialect's own form."""

from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from fastapi import FastAPI
from fastapi.routing import APIRoute
from starlette.requests import Request
from starlette.responses import Response


class EnvelopeRoute(APIRoute):
    """A route whose endpoint takes the request alone. Each dialect derives its own, to say how errors are answered."""

    def answer_to(self, error: Exception) -> Response:
        """The answer for whatever the endpoint raised; ClientDisconnect is a body that ended too soon."""
        raise NotImplementedError

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        endpoint: Callable[[Request], Awaitable[Response]] = self.endpoint

        async def answered(request: Request) -> Response:
            try:
                return await endpoint(request)
            except Exception as error:
                return self.answer_to(error)

        return answered


def new_app(title: str, no_such_path: Callable[[Request, Exception], Awaitable[Response]]) -> FastAPI:
    """An application without endpoints. `no_such_path` answers 404 and 405, which it is given as HTTPException."""
    app = FastAPI(title=title, openapi_url=None, redirect_slashes=False)
    for status in (404, 405):
        app.add_exception_handler(status, no_such_path)
    return app

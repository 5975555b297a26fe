"""How endpoints are added: with their role and their bodies, for the gate and for the OpenAPI document."""

from collections.abc import Awaitable, Callable, Coroutine, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from fastapi import APIRouter, Depends
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from pydantic import BaseModel
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from switchboard.api.common import ApiServices
from switchboard.api.native.auth import Gate, client_of
from switchboard.api.native.problem import Detail, Refusal, problem_for
from switchboard.api.pages import Content
from switchboard.store.db.last_change import last_change
from switchboard.store.people.api_tokens import Right, Role

Method = Literal["GET", "POST", "PUT", "PATCH", "DELETE"]
Handler = Callable[..., Awaitable[Response]]
Handling = Callable[..., Awaitable[None]]
Answerer = Callable[[Request], Awaitable[Response]]
Access = Literal["anybody"] | Role
"""Who may use an endpoint."""

LONGEST_QUERY = 4096
"""How many bytes a query string may have."""


@dataclass(frozen=True, slots=True)
class Operation:
    """One endpoint. `takes` and `gives` are its bodies; None stands for no body, or one that is not JSON.

    `kept`: the answer follows from the query and the configuration of the tenant alone, so it can be sent again.
    `right`: what is needed besides the role. `first_steps`: works also before a user has done what the log-in demands.
    """

    method: Method
    path: str
    role: Access
    takes: type[BaseModel] | None = None
    takes_type: str = "application/json"
    gives: type[BaseModel] | None = None
    gives_type: str = "application/json"
    status: int = 200
    kept: bool = False
    right: Right | None = None
    first_steps: bool = False


class Endpoints(Protocol):
    """To what endpoints are added."""

    def add(self, operation: Operation, handler: Handler, tag: str, name: str) -> None:
        """As `Face.add`."""


class Face:
    """Collects the endpoints of the native API."""

    def __init__(self, services: ApiServices, gate: Gate, router: APIRouter) -> None:
        self._gate = gate
        self._answers = AnswerCache(services)
        self._router = router
        self.operations: list[Operation] = []

    def add(self, operation: Operation, handler: Handler, tag: str, name: str, before: Sequence[Handling] = ()) -> None:
        """`name` identifies it in OpenAPI; the first line of the handler's docstring is its summary. What is done
        `before` may take parameters of its own.
        """
        self.operations.append(operation)
        self._router.add_api_route(
            operation.path,
            handler,
            methods=[operation.method],
            operation_id=name,
            tags=[tag],
            summary=(handler.__doc__ or name).partition("\n")[0],
            status_code=operation.status,
            response_model=None,
            dependencies=[Depends(one) for one in before],
            responses={"default": {"description": "A problem (RFC 9457)"}},
            route_class_override=_guarded(operation, self._gate, self._answers),
        )


class AnswerCache:
    """Sends an answer again as long as the configuration of the tenant is the same."""

    def __init__(self, services: ApiServices) -> None:
        self._services = services

    async def answer(self, request: Request, handle: Answerer) -> Response:
        """The answer, from memory or by `handle`. Viewers, who see masks, have answers of their own."""
        client = client_of(request)
        tenant = client.tenant
        change = await last_change(self._services.database, tenant)

        async def content() -> Content:
            return Content((bytes((await handle(request)).body),))

        path = request.scope["path"] + ("" if client.sees_secrets else " masked")
        key = tenant, path, repr(sorted(request.query_params.multi_items()))
        found = await self._services.pages.get(key, change, content)
        return Response(found.filled(()), media_type="application/json")


def _guarded(operation: Operation, gate: Gate, answers: AnswerCache) -> type[APIRoute]:
    """A route that only lets in whom the operation is for, refuses parameters that it does not know, and answers
    problems.
    """

    class GuardedRoute(APIRoute):
        def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
            handle: Answerer = super().get_route_handler()
            known = frozenset(_parameters(self.dependant))

            async def answered(request: Request) -> Response:
                try:
                    if operation.role != "anybody":
                        await gate.admit(request, operation.role, operation.right, first_steps=operation.first_steps)
                    _check_query(request, known)
                    answer = answers.answer(request, handle) if operation.kept else handle(request)
                    return _finished(await answer)
                except ClientDisconnect:
                    return Response(status_code=400)
                except Exception as error:
                    return _finished(problem_for(error))

            return answered

    return GuardedRoute


def _parameters(dependant: Dependant) -> Iterator[str]:
    """The names of all that the endpoint takes in the query, also by what it depends on."""
    yield from (field.alias for field in dependant.query_params)
    for other in dependant.dependencies:
        yield from _parameters(other)


def _check_query(request: Request, known: frozenset[str]) -> None:
    """Refuses parameters that the endpoint does not know, or that are sent twice: a misspelt filter would otherwise
    list everything.
    """
    if len(request.scope["query_string"]) > LONGEST_QUERY:
        raise Refusal(414, "query-too-long", f"the query string is longer than {LONGEST_QUERY} bytes")
    names = [name for name, _ in request.query_params.multi_items()]
    unknown = [Detail("parameter", name, "is not known here", "unknown") for name in names if name not in known]
    twice = [Detail("parameter", name, "is sent twice", "twice") for name in known if names.count(name) > 1]
    if unknown or twice:
        raise Refusal(422, "invalid", "a parameter is refused", [*unknown, *twice])


def _finished(response: Response) -> Response:
    response.headers.setdefault("Cache-Control", "private, no-cache")
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    return response

"""The answer to a request that is no valid HTTP/1.1, in the form of the face that its path names; plain text where it
names none.
"""

from collections.abc import Callable, Mapping

from starlette.responses import PlainTextResponse, Response

from switchboard.api.native import problem as native
from switchboard.api.portsip import envelope as portsip
from switchboard.api.servetel import envelope as servetel
from switchboard.api.slashes import one_slash
from switchboard.api.yeastar import envelope as yeastar

REASON = "the request is no valid HTTP/1.1"


def _yeastar() -> Response:
    problem = yeastar.Problem(reason=REASON)
    return yeastar.answer_to(yeastar.Refusal(yeastar.Code.PARAMETER_SYNTAX_ERROR, problem), "")


_FACES: Mapping[str, Callable[[], Response]] = {
    "/openapi": _yeastar,
    "/v1": lambda: servetel.answer_to(servetel.Refusal(400, f"{REASON[0].upper()}{REASON[1:]}")),
    "/api": lambda: portsip.answer_to(portsip.Refusal(400, "VALIDATE_FAILED", REASON)),
    "/rest/v1": lambda: native.problem_for(native.Refusal(400, "malformed-request", REASON)),
}


def malformed(target: str) -> Response:
    """The answer to a request for that target, which may be anything."""
    path = one_slash(target.partition("?")[0])
    for mount, answer in _FACES.items():
        if path == mount or path.startswith(f"{mount}/"):
            return answer()
    return PlainTextResponse(f"{REASON}\n", 400)

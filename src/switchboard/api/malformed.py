"""The answer to a request that is no valid HTTP/1.1, in the form of the face that its path names; plain text where it
names none.
"""

from collections.abc import Callable, Mapping

from starlette.responses import PlainTextResponse, Response

from switchboard.api.slashes import one_slash

REASON = "the request is no valid HTTP/1.1"


# Each face is loaded only when it must answer.


def _native() -> Response:
    from switchboard.api.native import problem

    return problem.problem_for(problem.Refusal(400, "malformed-request", REASON))


def _yeastar() -> Response:
    from switchboard.api.yeastar import envelope

    refusal = envelope.Refusal(envelope.Code.PARAMETER_SYNTAX_ERROR, envelope.Problem(reason=REASON))
    return envelope.answer_to(refusal, "")


def _servetel() -> Response:
    from switchboard.api.servetel import envelope

    return envelope.answer_to(envelope.Refusal(400, f"{REASON[0].upper()}{REASON[1:]}"))


def _portsip() -> Response:
    from switchboard.api.portsip import envelope

    return envelope.answer_to(envelope.Refusal(400, "VALIDATE_FAILED", REASON))


_FACES: Mapping[str, Callable[[], Response]] = {
    "/openapi": _yeastar,
    "/v1": _servetel,
    "/api": _portsip,
    "/rest/v1": _native,
}


def malformed(target: str) -> Response:
    """The answer to a request for that target, which may be anything."""
    path = one_slash(target.partition("?")[0])
    for mount, answer in _FACES.items():
        if path == mount or path.startswith(f"{mount}/"):
            return answer()
    return PlainTextResponse(f"{REASON}\n", 400)

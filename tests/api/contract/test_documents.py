"""Whatever is generated from a document is answered as the document says, and never by a fault of the server."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from pydantic_core import to_json
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.core.transport import Response
from schemathesis.filters import HasAPIOperation
from schemathesis.schemas import APIOperation
from schemathesis.specs.openapi import checks

from tests.kit.examples import examples

from .aiming import aimed
from .server import Server, furnished

pytestmark = [pytest.mark.api, pytest.mark.hypothesis]
FACES = {"yeastar": "/openapi", "servetel": "/v1", "native": "/rest/v1", "portsip": "/api"}
EXAMPLES = {
    GenerationMode.POSITIVE: {"yeastar": 5, "servetel": 10, "native": 3, "portsip": 4},
    GenerationMode.NEGATIVE: {"yeastar": 3, "servetel": 5, "native": 2, "portsip": 2},
}
"""Of each operation."""
CHECKS = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
]


@pytest.fixture
def server(migrated_sqlite: Path, tmp_path: Path) -> Iterator[Server]:
    with furnished(tmp_path, migrated_sqlite) as running:
        yield running


@pytest.mark.parametrize("face", FACES)
def test_requests_that_fit(server: Server, face: str) -> None:
    """More than half of the operations do what they were asked for, so that their answers are seen, too."""
    document = aimed(server.document(f"{FACES[face]}/openapi.json"), face, server.upload())
    done = [
        any(map(_is_done, _answers(server, face, operation, GenerationMode.POSITIVE)))
        for operation in _operations(document)
    ]
    assert sum(done) > len(done) / 2


@pytest.mark.parametrize("face", FACES)
def test_requests_that_do_not_fit(server: Server, face: str) -> None:
    for operation in filter(_takes_something, _operations(server.document(f"{FACES[face]}/openapi.json"))):
        assert _answers(server, face, operation, GenerationMode.NEGATIVE) is not None


def _operations(document: dict[str, object]) -> list[APIOperation[Any, Any, Any, Any]]:
    """Those that end: a stream of events goes on until its client leaves."""
    schema = schemathesis.openapi.from_dict(document).exclude(_is_stream)
    operations = list(schema.get_all_operations())
    assert operations
    return [found.ok() for found in operations if isinstance(found, Ok) or pytest.fail(str(found))]


def _takes_something(operation: APIOperation[Any, Any, Any, Any]) -> bool:
    """Else nothing about a request can be wrong."""
    return any(operation.definition.raw.get(part) for part in ("parameters", "requestBody", "security"))


def _is_stream(context: HasAPIOperation) -> bool:
    return b"text/event-stream" in to_json(context.operation.definition.raw)


def _answers(
    server: Server, face: str, operation: APIOperation[Any, Any, Any, Any], mode: GenerationMode
) -> list[Response]:
    """All answers to what is generated for an operation; each is one that the document has."""
    token, answers = server.token(face), list[Response]()

    @given(operation.as_strategy(generation_mode=mode))
    @settings(
        max_examples=examples(EXAMPLES[mode][face]),
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def send(case: Case[Any]) -> None:
        answers.append(_sent(server, face, case, token))
        case.validate_response(answers[-1], checks=CHECKS)

    send()
    return answers


def _sent(server: Server, face: str, case: Case[Any], token: str) -> Response:
    parameters = {"access_token": token} if face == "yeastar" else None
    headers = {} if face == "yeastar" else {"Authorization": f"Bearer {token}"}
    return case.call(base_url=server.base + FACES[face], params=parameters, headers=headers)


def _is_done(answer: Response) -> bool:
    return answer.status_code < 300 and b'"errcode":' not in answer.content.replace(b'"errcode":0,', b"")

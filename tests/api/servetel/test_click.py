"""Calls that are asked for with a click: what is refused at once. Who is called, tests/clients shows."""

import json
from collections.abc import Mapping

import httpx
import pytest

from switchboard.api.servetel.click import notes
from switchboard.api.servetel.envelope import Refusal
from switchboard.model.directory import Extension
from switchboard.store.people.call_keys import CallKeys

from ..support import put
from .support import Servetel, failure

pytestmark = pytest.mark.api
CUSTOMER = "+442079460123"


@pytest.fixture
async def key(servetel: Servetel) -> str:
    """One that leads to the IVR 6250."""
    await put(servetel.repository, 501, Extension(name="Web", number="1901"))
    keys = CallKeys(servetel.services.database)
    return (await keys.mint(1, "shop", "6250", "1901", servetel.services.clock.now()))[1]


async def asked(servetel: Servetel, **body: object) -> httpx.Response:
    """Without an `Authorization` header."""
    return await servetel.http.post("/v1/click_to_call_support", json=body)


async def test_no_token_but_a_key(servetel: Servetel, key: str) -> None:
    for wrong in ({}, {"api_key": ""}, {"api_key": key[:-1]}, {"api_key": [key]}, {"api_key": servetel.token}):
        response = await asked(servetel, customer_number=CUSTOMER, **wrong)
        assert response.status_code == 401
        failure(response)
    (minted,) = await CallKeys(servetel.services.database).all(1)
    # Nobody takes calls here.
    assert (await asked(servetel, api_key=key, customer_number=CUSTOMER)).status_code == 503
    await CallKeys(servetel.services.database).revoke(1, minted.id)
    assert (await asked(servetel, api_key=key, customer_number=CUSTOMER)).status_code == 401


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("customer_number", [None, "", "1901", "112", "1" * 16, "1" * 10_000, "+44 20 x", "++442079460123", True, [1]]),
        ("customer_ring_timeout", [9, 31, "x", -1]),
        ("async", [0, "0"]),
        ("call_timeout", [0, 86_401, "١٢"]),
        ("caller_id", ["x", {}]),
        ("custom_identifier", ["x" * 129, {"a": 1}, ["a"], "a\nb"]),
    ],
)
async def test_what_is_wrong_is_named(servetel: Servetel, key: str, field: str, values: list[object]) -> None:
    for value in values:
        response = await asked(servetel, **{"api_key": key, "customer_number": CUSTOMER, field: value})
        assert (response.status_code, list(response.json().get("errors", {}))) == (422, [field]), value


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        (
            {"lead": "A-7", "n": 7, "x": 1.5, "yes": True, "none": None, "known": "no"},
            {"lead": "A-7", "n": "7", "x": "1.5", "yes": "true"},
        ),
        ({}, {}),
    ],
)
def test_own_fields_are_texts(sent: Mapping[str, object], kept: Mapping[str, str]) -> None:
    assert notes(sent, ("known",)) == kept


def test_only_so_many_own_fields() -> None:
    for body in ({str(one): "" for one in range(11)}, {str(one): "x" * 128 for one in range(10)}, {"x" * 129: "y"}):
        with pytest.raises(Refusal):
            notes(body, ())
    assert len(json.dumps(notes({str(one): "x" * 90 for one in range(10)}, ()))) < 1024

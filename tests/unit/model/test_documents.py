"""What the documents accept and refuse."""

import json
from collections.abc import Callable
from typing import get_args

import pytest
from pydantic import ValidationError
from tests.callflow.scenarios.world import company, menu, option, prompt, with_main

from switchboard.model.base import Document
from switchboard.model.destination import PlayAndExit, ToExternalNumber
from switchboard.model.directory import Extension
from switchboard.model.families import FAMILIES, Numbered
from switchboard.model.ivr import Ivr, Option, Retry, Route
from switchboard.model.prompt import Announcement
from switchboard.model.trunk import OutboundRoute, Trunk

pytestmark = pytest.mark.unit

REFUSED: dict[str, Callable[[], object]] = {
    "number with letters": lambda: Ivr(name="a", number="65a"),
    "number too long": lambda: Extension(name="a", number="1" * 65),
    "number with a newline": lambda: Extension(name="a", number="1\n"),
    "other digits": lambda: Extension(name="a", number="١٢"),
    "empty name": lambda: Extension(name="", number="1"),
    "control character in a name": lambda: Extension(name="a\r\nb", number="1"),
    "two options with the same keys": lambda: Ivr(name="a", number="1", options=(option("1"), option("1"))),
    "letters as keys": lambda: Option(keys="A", route=Route()),
    "too many greetings": lambda: Ivr(name="a", number="1", greeting=(prompt(1),) * 6),
    "negative time-out": lambda: Ivr(name="a", number="1", response_timeout_s=-1),
    "no number as a time-out": lambda: Ivr(name="a", number="1", digit_timeout_s=float("nan")),
    "endless time-out": lambda: Ivr(name="a", number="1", digit_timeout_s=float("inf")),
    "negative retries": lambda: Retry(retries=-1),
    "header injection": lambda: Ivr(name="a", number="1", alert_info="x\r\nVia: y"),
    "unknown field": lambda: Extension.model_validate({"name": "a", "number": "1", "pin": "1"}),
    "unknown announcement": lambda: Announcement.model_validate({"name": "nonsense"}),
    "letters in an outside number": lambda: ToExternalNumber(number="12a"),
    "played no times": lambda: PlayAndExit(prompt=prompt(1), times=0),
    "register trunk without a user": lambda: Trunk(name="t", host="h", type="register"),
    "host with a space": lambda: Trunk(name="t", host="a b"),
    "route without patterns": lambda: OutboundRoute(name="r", patterns=(), trunks=(1,)),
    "ring time of nothing": lambda: Extension(name="a", number="1", ring_time_s=0),
    "id of zero": lambda: prompt(0),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused(name: str) -> None:
    with pytest.raises(ValidationError):
        REFUSED[name]()


def test_documents_are_frozen() -> None:
    with pytest.raises(ValidationError):
        menu().number = "1"  # type: ignore[misc]  # that is what is refused


def test_every_document_survives_json() -> None:
    documents = [stored.document for family in FAMILIES.values() for stored in company().all(family)]
    assert {document.kind for document in documents} == set(FAMILIES)
    for document in documents:
        assert _again(document) == document


def _again(document: Document) -> Document:
    family: type[Document] = FAMILIES[document.kind]
    return family.model_validate(json.loads(document.model_dump_json()))


def test_ambiguous_wait() -> None:
    assert Ivr(name="a", number="1", digit_timeout_s=2).ambiguous_wait_s == 2
    assert Ivr(name="a", number="1", digit_timeout_s=2, ambiguous_timeout_s=1).ambiguous_wait_s == 1
    assert Ivr(name="a", number="1", digit_timeout_s=2, ambiguous_timeout_s=9).ambiguous_wait_s == 2


def test_calls_know_a_way_to_whatever_has_a_number() -> None:
    """`Numbered` is a type, which nothing can derive; who adds a family with a number finds it here."""
    assert set(get_args(Numbered)) == {family for family in FAMILIES.values() if "number" in family.model_fields}


def test_dialled_number() -> None:
    assert menu().dialled_number() == "6500"
    assert Trunk(name="t", host="h").dialled_number() is None
    assert with_main().by_number("6500") is not None

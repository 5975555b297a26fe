"""The models of files follow from those of the product, and so does the schema."""

import json

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from pydantic import ValidationError

from switchboard.ascode.entries import DERIVED, entry, identity
from switchboard.ascode.wire import json_schema, wire_family
from switchboard.model.base import Document
from switchboard.model.families import FAMILIES
from switchboard.model.ivr import Ivr
from switchboard.model.prompt import Prompt
from switchboard.model.stored import Stored
from switchboard.prompts.encoded import Encoded
from tests.kit.examples import examples

from .generated import configurations

pytestmark = pytest.mark.unit
SOUND = Encoded("0" * 64, 100)
SCHEMA = jsonschema.Draft202012Validator(json_schema())


@pytest.mark.parametrize("family", FAMILIES.values(), ids=FAMILIES)
def test_every_kind_has_something_to_call_its_objects_by(family: type[Document]) -> None:
    number = family.model_fields.get("number")
    assert family.unique_names if number is None else number.is_required()


@settings(
    max_examples=examples(12), deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)
@given(configurations([SOUND]))
def test_what_is_written_is_read_back_and_fits_the_schema(objects: list[Stored[Document]]) -> None:
    names = {stored.id: identity(stored.document) for stored in objects}
    ids = {name: id for id, name in names.items()}
    for stored in objects:
        kind, written = stored.document.kind, entry(stored.document, names)
        if kind == Prompt.kind:
            written = {name: value for name, value in written.items() if name not in DERIVED}
            written["audio"] = "a.flac"
            wire_family(kind).model_validate(written)
        else:
            read = wire_family(kind).model_validate(written, context=ids).model_dump(exclude_unset=True)
            assert FAMILIES[kind].model_validate(read) == stored.document
        SCHEMA.validate({kind: [written]})


@pytest.mark.parametrize(
    "wrong",
    [
        {"trunks": []},
        {"extension": [{"name": "Alice"}]},
        {"ivr": [{"number": "6000", "name": "Main", "greeting": [{"prompt": "a.wav"}]}]},
        {"ivr": [{"number": "6000", "name": "Main", "transfer_failed": {"to": {"kind": "ivr", "ivr": 7}}}]},
        {"prompt": [{"name": "a.wav", "content": "0" * 64}]},
    ],
    ids=["kind", "required", "tag", "id", "derived"],
)
def test_the_schema_refuses(wrong: object) -> None:
    with pytest.raises(jsonschema.ValidationError):
        SCHEMA.validate(wrong)


def test_the_schema_is_json() -> None:
    schema = json.loads(json.dumps(json_schema()))
    jsonschema.Draft202012Validator.check_schema(schema)
    assert set(schema["properties"]) == {"format", *FAMILIES}


@pytest.mark.parametrize("target", ["6001", None, ["6000"]])
def test_a_reference_must_lead_somewhere(target: object) -> None:
    values = {"number": "6000", "name": "Main", "transfer_failed": {"to": {"kind": "ivr", "ivr": target}}}
    with pytest.raises(ValidationError, match=r"there is no ivr 6001|must be the number of a"):
        wire_family(Ivr.kind).model_validate(values, context={("ivr", "6000"): 1})

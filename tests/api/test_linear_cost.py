"""What clients send costs no more than its length: queries, JSON, forms, tags and masks. Work is counted."""

import json
from collections.abc import Callable

import pytest
from python_multipart.exceptions import FormParserError
from starlette.requests import Request

from switchboard.api.native.conditions import is_known
from switchboard.api.native.problem import Refusal as NativeRefusal
from switchboard.api.portsip.collection import NUMBERED
from switchboard.api.portsip.envelope import Refusal as PortSipRefusal
from switchboard.api.portsip.odata import parse_filter, parse_orderby, parse_search
from switchboard.api.yeastar import wire
from switchboard.api.yeastar.body import parse_json
from switchboard.api.yeastar.envelope import Refusal as YeastarRefusal
from switchboard.api.yeastar.spelling import refuse_misspelt
from switchboard.api.yeastar.upload import _parse as parse_form
from switchboard.model.action_url import ActionUrl
from tests.kit.cost import faster_than_linear

pytestmark = pytest.mark.unit

REFUSALS = (NativeRefusal, PortSipRefusal, YeastarRefusal, FormParserError, ValueError)
OPTIONS: dict[str, tuple[Callable[[str], object], tuple[str, ...]]] = {
    "filter": (
        lambda text: parse_filter(text, NUMBERED),
        (
            "{}",
            "name eq '{}'",
            "name eq {}",
            "{} eq 1",
            "not {}",
            "(" * 9 + "{}",
            "startswith(name,'{}')",
            "name{}eq 1",
        ),
    ),
    "search": (parse_search, ("{}", "a{}and b", "a or{}b", "{} and {}", "a{}")),
    "orderby": (lambda text: parse_orderby(text, NUMBERED), ("{}", "name{}", "name,{}", "name desc{}", "{},name")),
}


def dear(run: Callable[[str], object], template: str = "{}") -> list[str]:
    return faster_than_linear(run, lambda filler: template.replace("{}", filler), refusals=REFUSALS)


@pytest.mark.parametrize("option", OPTIONS)
def test_options_of_lists(option: str) -> None:
    run, templates = OPTIONS[option]
    assert not [found for template in templates for found in dear(run, template)]


@pytest.mark.parametrize(
    "template",
    [
        "{}",
        '{"number":"{}"',
        '{"name":"{}"}',
        '{"number":{}}',
        '{"{}":1}',
        "[{}",
        '{"a":{}',
        '{"prompt":"{}"}',
        '"\\u00{}"',
    ],
)
def test_json_of_an_ivr(template: str) -> None:
    def read(text: str) -> None:
        body = parse_json(text)
        if isinstance(body, dict):
            refuse_misspelt(body)
            wire.parse(wire.known(body))

    assert not dear(read, template)


@pytest.mark.parametrize(
    "make",
    [
        lambda n: {f"k{at}": at for at in range(n)},
        lambda n: {f"press{at}": at for at in range(n)},
        lambda n: {"prompt": ",".join("a" * n)},
    ],
)
def test_json_with_many_members(make: Callable[[int], object]) -> None:
    def read(text: str) -> None:
        body = dict(json.loads(text))
        refuse_misspelt(body)
        wire.parse(wire.known(body))

    assert not faster_than_linear(read, lambda text: json.dumps(make(len(text))), fillers=["a"], refusals=REFUSALS)


@pytest.mark.parametrize(
    "template",
    [
        "{}",
        "--b{}",
        "--b\r\n{}",
        "--b\r\nContent-Disposition: form-data; name={}",
        "--b\r\n\r\n{}\r\n--b--",
    ],
)
def test_forms(template: str) -> None:
    """The header of a part is bounded by the library that parses it."""
    assert not dear(lambda text: parse_form(text.encode(), b"b"), template)


@pytest.mark.parametrize("template", ["{}", '"{}"', 'W/"{}', '"a",{}', '"a"{}'])
def test_entity_tags(template: str) -> None:
    def read(text: str) -> None:
        headers = [(b"if-none-match", text.encode("latin-1", "replace"))]
        is_known(Request({"type": "http", "headers": headers}), "1")

    assert not dear(read, template)


@pytest.mark.parametrize("mask", ["1*******", "3000-4000", "ALL", ";".join(str(number) for number in range(60))])
def test_masks_of_action_urls(mask: str) -> None:
    action = ActionUrl(key=1, name="a", on="keys", mask=mask, method="GET", url="http://h")
    assert not dear(lambda text: (action.fits(text), action.may_grow(text)))

"""Inbound numbers: the inbound routes, by which calls from outside come in. Pure."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import BeforeValidator

from switchboard import errors
from switchboard.api.common import Json
from switchboard.api.servetel.destinations import from_wire, nearest, to_wire
from switchboard.api.servetel.envelope import invalid
from switchboard.api.servetel.wire import Description, Destination, Name, Wire, checked, nothing
from switchboard.model.configuration import Configuration
from switchboard.model.stored import Stored
from switchboard.model.trunk import InboundRoute

_NONE = "0"


class NumberRequest(Wire):
    """The fields of a number. What is not sent stays."""

    name: Name | None = None
    destination: Destination
    description: Description | None = None
    sms_template: Annotated[None, BeforeValidator(nothing("SMS templates of numbers; give them to options"))] = None


def parse(body: Mapping[str, object]) -> NumberRequest:
    """What a body says of a number. Raises Refusal 422 with all that is wrong."""
    return checked(NumberRequest, {name: value for name, value in body.items() if value is not None})


def apply(route: InboundRoute, sent: NumberRequest, objects: Configuration) -> InboundRoute:
    """The inbound route as the request wants it. Raises Refusal 422."""
    try:
        to = from_wire(sent.destination, objects)
    except errors.Invalid as error:
        raise invalid({"destination": error.reason}) from error
    parts = {
        "name": route.name if sent.name in (None, route.name.strip()) else sent.name,
        "description": route.description if sent.description is None else sent.description,
        "to": route.to if nearest(route.to, 0) == to else to,
    }
    return InboundRoute.model_validate({**dict(route), **parts})


def listed(stored: Stored[InboundRoute], objects: Configuration) -> dict[str, Json]:
    """A number in the vendor's list: `alias` is the `did` without its plus, `destination` a reference as requests have
    it.
    """
    route = stored.document
    to = to_wire(route.to, 0, objects)
    return {
        "id": str(stored.id),
        "name": route.name,
        "alias": route.pattern.removeprefix("+"),
        "did": route.pattern,
        "description": route.description,
        "destination": f"{to.type}||{to.id}",
    }


def shown(stored: Stored[InboundRoute], objects: Configuration) -> dict[str, Json]:
    """A number; `did` is the pattern that the dialled number must match, empty for any number."""
    route = stored.document
    to = to_wire(route.to, 0, objects)
    return {
        "id": stored.id,
        "name": route.name,
        "did": route.pattern,
        "description": route.description,
        "destination_type": to.type,
        "destination_id": to.id,
        "sms_template_id": _NONE,
    }

"""The form of requests: types are strict, and members that nobody knows are ignored."""

from collections.abc import Iterable, Mapping
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from switchboard.api.portsip.envelope import invalid
from switchboard.model.wording import reason


class Wire(BaseModel):
    """A body or a part of one."""

    model_config = ConfigDict(frozen=True, extra="ignore", strict=True)


W = TypeVar("W", bound=Wire)


def checked(model: type[W], body: Mapping[str, object]) -> W:
    """A body as `model`. Raises Refusal 400 with all that is wrong."""
    try:
        return model.model_validate(body)
    except ValidationError as error:
        found = error.errors(include_url=False, include_input=False)
        raise invalid({place(detail["loc"]): reason(detail) for detail in found}) from None


def place(location: Iterable[str | int]) -> str:
    """`custom_forward_rules[0].holidays`"""
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in location).lstrip(".")

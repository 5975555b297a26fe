"""Where a call can go next. See the call semantics, section 4."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from switchboard.model.base import ExtensionId, Frozen, IvrId
from switchboard.model.prompt import PromptRef

OutsideNumber = Annotated[str, StringConstraints(pattern=r"^\+?[0-9*#]{1,32}$")]
PlayCount = Annotated[int, Field(ge=1, le=5)]


class HangUp(Frozen):
    """End the call with normal clearing."""

    kind: Literal["hang_up"] = "hang_up"


class ToExtension(Frozen):
    """Ring the extension's phones."""

    kind: Literal["extension"] = "extension"
    extension: ExtensionId


class ToIvr(Frozen):
    """A fresh visit of that menu."""

    kind: Literal["ivr"] = "ivr"
    ivr: IvrId


class ToExternalNumber(Frozen):
    """Dial `prefix` + `number` through the outbound routes, in their order."""

    kind: Literal["external_number"] = "external_number"
    prefix: Annotated[str, StringConstraints(pattern=r"^[0-9*#+]{0,16}$")] = ""
    number: OutsideNumber


class PlayAndExit(Frozen):
    """Play the prompt `times` times, not interruptible, then hang up."""

    kind: Literal["play_and_exit"] = "play_and_exit"
    prompt: PromptRef
    times: PlayCount = 1


class PlayAndReturn(Frozen):
    """Play the prompt `times` times, then visit the same menu afresh."""

    kind: Literal["play_and_return"] = "play_and_return"
    prompt: PromptRef
    times: PlayCount = 1


Destination = Annotated[
    HangUp | ToExtension | ToIvr | ToExternalNumber | PlayAndExit | PlayAndReturn,
    Field(discriminator="kind"),
]

"""What people say of themselves, in Yeastar's words."""

from collections.abc import Mapping
from typing import Final, get_args

from switchboard.model.directory import Extension, Presence

DO_NOT_DISTURB: Final = "do_not_disturb"
STATES: Final = (*get_args(Presence), DO_NOT_DISTURB)
_OWN: Final[Mapping[str, Presence]] = {state: state for state in get_args(Presence)}


def presence_of(extension: Extension) -> str:
    """Whoever lets no phone ring does not want to be disturbed, whatever else he says of himself."""
    return DO_NOT_DISTURB if extension.forwarding.dnd else extension.presence


def with_presence(extension: Extension, state: str) -> Extension:
    """The extension in one of STATES: in all but `do_not_disturb` its phones ring."""
    forwarding = extension.forwarding.model_copy(update={"dnd": state == DO_NOT_DISTURB})
    return extension.model_copy(update={"forwarding": forwarding, "presence": _OWN.get(state, extension.presence)})

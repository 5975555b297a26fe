"""Who calls in a call that somebody tries: an extension, or any number through a trunk."""

from dataclasses import dataclass

from switchboard.api.native.problem import refused_member
from switchboard.model.configuration import Configuration
from switchboard.model.directory import Extension
from switchboard.model.trunk import Trunk


@dataclass(frozen=True, slots=True)
class TriedCaller:
    """`extension` or `trunk` (ids) is set; an extension has a name."""

    number: str
    name: str
    extension: int | None = None
    trunk: int | None = None


def tried_caller(configuration: Configuration, number: str, trunk: int | None) -> TriedCaller:
    """Through `trunk` any number; else the extension with that number, the first one for "". Raises Refusal 422."""
    if trunk is not None:
        through = configuration.get(Trunk, trunk)
        if through is None:
            raise refused_member("#/trunk", "does not exist", "reference")
        if not through.document.enabled:
            raise refused_member("#/trunk", "is not enabled: no call comes through it", "disabled")
        return TriedCaller(number, "", trunk=trunk)
    first = next(iter(configuration.all(Extension)), None)
    extension = configuration.extension_by_number(number) if number else first
    if extension is None:
        raise refused_member("#/from", "is no extension; name the trunk of an outside call", "reference")
    return TriedCaller(extension.document.number, extension.document.name, extension=extension.id)

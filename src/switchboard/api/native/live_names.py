"""The names of places as the configuration has them now."""

from collections.abc import Mapping
from dataclasses import replace

from switchboard.call.whereabouts import Where
from switchboard.model.configuration import Configuration
from switchboard.model.directory import Extension
from switchboard.model.trunk import Trunk


def named(where: Mapping[str, Where], configuration: Configuration) -> dict[str, Where]:
    """The places with names for those of which events have none: who rings, and who talks."""
    return {call: one if one.name else replace(one, name=_name(one, configuration)) for call, one in where.items()}


def _name(where: Where, configuration: Configuration) -> str:
    if where.id is None:
        return ""
    family = Trunk if where.kind == "trunk" else Extension
    stored = configuration.get(family, where.id)
    return stored.document.name if stored else ""

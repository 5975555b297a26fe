"""The names of places as the configuration has them now."""

from collections.abc import Mapping
from dataclasses import replace

from switchboard.call.whereabouts import Where
from switchboard.model.base import Document
from switchboard.model.configuration import Configuration


def named(where: Mapping[str, Where], configuration: Configuration) -> dict[str, Where]:
    """The places with names for those of which events have none, such as who rings, and who talks."""
    return {call: one if one.name else replace(one, name=name_of(one.id, configuration)) for call, one in where.items()}


def name_of(id: int | None, configuration: Configuration) -> str:
    """What an object is called now; "" where there is none, and for one without a name."""
    stored = None if id is None else configuration.get(Document, id)
    return getattr(stored.document, "name", "") if stored else ""

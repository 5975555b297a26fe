"""The search of a tenant's objects."""

from switchboard.model.search.index import Hit, Hits, Search
from switchboard.model.search.texts import Where

__all__ = ["Hit", "Hits", "Search", "Where"]

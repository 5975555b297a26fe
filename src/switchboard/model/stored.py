"""A document together with its identity."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from switchboard.model.base import Document

DocumentT_co = TypeVar("DocumentT_co", bound=Document, covariant=True)


@dataclass(frozen=True, slots=True)
class Stored(Generic[DocumentT_co]):
    """A document as stored: its id, the revision read (1 is the first), and the document."""

    id: int
    revision: int
    document: DocumentT_co

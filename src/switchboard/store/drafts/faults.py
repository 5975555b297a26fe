"""What is wrong with objects beside the others of a configuration: what the database would refuse, known beforehand."""

from collections.abc import Iterable, Iterator

from switchboard import errors
from switchboard.model.base import Document
from switchboard.model.configuration import Configuration
from switchboard.model.organization import Organization, refuse_circles
from switchboard.model.stored import Stored
from switchboard.store.documents.references import Reference, references
from switchboard.store.documents.writing import Unique, unique_values


class Faults:
    """Looks at objects of one configuration."""

    def __init__(self, configuration: Configuration) -> None:
        self._configuration = configuration
        self._owners: dict[Unique, list[Stored[Document]]] = {}
        for stored in configuration.all(Document):
            for unique in unique_values(stored.document):
                self._owners.setdefault(unique, []).append(stored)

    def of(self, stored: Stored[Document]) -> Iterator[errors.Duplicate | errors.Invalid]:
        """What would be raised if it were written."""
        for unique in unique_values(stored.document):
            for owner in self._owners.get(unique, []):
                if owner.id != stored.id:
                    number = owner.document.dialled_number() or ""
                    yield errors.Duplicate(unique[1], unique[2], owner.document.kind, number)
        for reference in references(stored.document):
            target = self._configuration.get(Document, reference.target)
            if target is None or target.document.kind != reference.kind:
                missing = f"{reference.kind} {reference.target} does not exist"
                yield errors.Invalid(reference.field, missing, rule="reference")
        yield from self._emergency(stored.document)
        if isinstance(stored.document, Organization):
            yield from self._circles()

    def refuse(self, stored: Stored[Document]) -> None:
        """Raises the first of them."""
        for fault in self.of(stored):
            raise fault

    def _emergency(self, document: Document) -> Iterator[errors.Invalid]:
        office, number = self._configuration.office, document.dialled_number()
        if number is not None and office.emergency.has(number, office.country):
            reason = "is an emergency number: see emergency.numbers of the office"
            yield errors.Invalid("number", reason, rule="emergency")

    def _circles(self) -> Iterator[errors.Invalid]:
        try:
            refuse_circles({one.id: one.document.parent for one in self._configuration.all(Organization)})
        except errors.Invalid as error:
            yield error


def uses(changed: Iterable[Stored[Document]], id: int) -> Iterator[errors.Referrer]:
    """Where these objects refer to the one with that id."""
    for stored in changed:
        if stored.id != id:
            yield from (_referrer(stored, one) for one in references(stored.document) if one.target == id)


def _referrer(stored: Stored[Document], one: Reference) -> errors.Referrer:
    return errors.Referrer(stored.document.kind, stored.id, stored.document.name, one.field)

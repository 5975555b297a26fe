"""Fetches the objects that a mapping needs: what an IVR refers to, the office, and what a request names."""

from collections.abc import Iterator

from switchboard.api.portsip.naming import object_id
from switchboard.api.portsip.wire_ivr import IvrFields, MenuRule
from switchboard.model.base import Document
from switchboard.model.configuration import Configuration
from switchboard.model.ivr import Ivr
from switchboard.model.office import Office
from switchboard.store.documents.references import references
from switchboard.store.documents.repository import Repository


async def objects_for(repository: Repository, ivr: Ivr, sent: IvrFields | None = None) -> Configuration:
    """All objects that the IVR and a request for it could mean; three statements at most."""
    ids = {reference.target for reference in references(ivr)} | (set(_ids(sent)) if sent else set())
    numbers = {rule.number for rule in _rules(sent) if rule.number} if sent else set()
    named = await repository.many(Document, sorted(ids)) if ids else []
    numbered = await repository.by_numbers(sorted(numbers)) if numbers else []
    office = (await repository.page(Office, limit=1)).items
    return Configuration.of([*named, *numbered, *office])


def _ids(sent: IvrFields) -> Iterator[int]:
    holidays = (text for entry in sent.custom_forward_rules for text in entry.holidays)
    providers = (one.provider_id for one in sent.outbound_caller_ids)
    yield from (key for text in (*holidays, *providers) if (key := object_id(text)) is not None)


def _rules(sent: IvrFields) -> Iterator[MenuRule]:
    found: list[MenuRule | None] = [
        sent.timeout_forward_rule,
        sent.failure_forward_rule,
        sent.night_mode_forward_rule,
    ]
    for entry in sent.custom_forward_rules:
        found += [entry.office_hours_forward_rule, entry.non_office_hours_forward_rule, entry.holiday_forward_rule]
    yield from (rule for rule in found if rule)

"""The objects that a request for an IVR names. Pure."""

from collections.abc import Mapping

from switchboard.api.kit.objects import Named, texts_at
from switchboard.api.portsip.naming import object_id

_RULES = ("timeout_forward_rule", "failure_forward_rule", "night_mode_forward_rule")
_ENTRY_RULES = ("office_hours_forward_rule", "non_office_hours_forward_rule", "holiday_forward_rule")
_HOLIDAYS = "custom_forward_rules", "holidays"


def named(body: Mapping[str, object]) -> Named:
    """Every holiday, provider and number in a body, and the office, whose hours and language an IVR may take."""
    texts = [
        *texts_at(body, *_HOLIDAYS),
        *texts_at(body, *_HOLIDAYS, "id"),
        *texts_at(body, "outbound_caller_ids", "provider_id"),
    ]
    numbers = {number for rule in _RULES for number in texts_at(body, rule, "number")}
    numbers |= {number for rule in _ENTRY_RULES for number in texts_at(body, "custom_forward_rules", rule, "number")}
    return Named(ids={id for text in texts if (id := object_id(text)) is not None}, numbers=numbers, office=True)

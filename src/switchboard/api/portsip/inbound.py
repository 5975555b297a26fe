"""Inbound rules: the inbound routes, by which calls from outside come in. Pure.

What is sent just as it is shown stays as it is, also where PortSIP shows only the nearest that it can express.
"""

from collections.abc import Mapping, Sequence

from switchboard import errors
from switchboard.api.common import Json
from switchboard.api.portsip import holidays
from switchboard.api.portsip.envelope import invalid
from switchboard.api.portsip.mapping import by_time as shown_by_time
from switchboard.api.portsip.mapping import in_full
from switchboard.api.portsip.merge import differing, timed
from switchboard.api.portsip.naming import wire_id
from switchboard.api.portsip.references import References
from switchboard.api.portsip.times import by_time
from switchboard.api.portsip.wire import checked
from switchboard.api.portsip.wire_inbound import InboundFields, NewInbound
from switchboard.model.configuration import Configuration
from switchboard.model.destination import ByTime, Destination, HangUp
from switchboard.model.dialplan import takes
from switchboard.model.stored import Stored
from switchboard.model.trunk import InboundRoute, Trunk
from switchboard.store.documents.batch import Current
from switchboard.store.documents.writing import Batch

JsonObject = dict[str, Json]
_RULES = ("office_hours_forward_rule", "non_office_hours_forward_rule", "holiday_forward_rule")
_TIMES = ("office_hours", "holidays", *_RULES)


def shown(stored: Stored[InboundRoute], objects: Configuration) -> JsonObject:
    """A rule in a list or alone. `did_numbers` may be a pattern that another API has written."""
    found = _fields(stored.document, objects)
    in_full(found, holidays.by_id(objects))
    return {"id": wire_id(stored.id), **found}


def added(current: Current, body: Mapping[str, object]) -> Batch:
    """What to write for a new rule. Raises Refusal 400."""
    sent, objects = checked(NewInbound, body), Configuration.of(current.objects)
    found = References(objects)
    to = by_time("", sent, None, frozenset(), found)
    route = _applied(InboundRoute(name=sent.name, to=HangUp()), sent, to, found)
    first, moved = _placed(Stored(current.free_id, 1, route), objects)
    return Batch([first], moved, [])


def changed(current: Current, id: int, body: Mapping[str, object]) -> Batch:
    """What to write for a changed rule. Raises Refusal 400, NotFound."""
    objects = Configuration.of(current.objects)
    old = objects.get(InboundRoute, id)
    if old is None:
        raise errors.NotFound("inbound rule", id)
    known = shown(old, objects)
    sent = checked(InboundFields, timed(differing(body, known), known))
    found = References(objects)
    route = _applied(old.document, sent, _to(old.document, sent, found), found)
    if route == old.document:
        return Batch([], [], [])
    rule = Stored(id, old.revision, route)
    if (route.pattern, route.trunks) == (old.document.pattern, old.document.trunks):
        return Batch([], [rule], [])
    placed, moved = _placed(rule, objects)
    return Batch([], [placed, *moved], [])


def _fields(route: InboundRoute, objects: Configuration) -> JsonObject:
    """What a request would have to hold to make the rule as it is."""
    times = shown_by_time(route.to, objects)
    return {
        "name": route.name,
        "enabled": True,
        "cid_number_mask": "",
        "did_numbers": route.pattern,
        "did_numbers_as_to_header": False,
        **{name: _without_menu(times[name]) for name in _RULES},
        "office_hours": times["office_hours"],
        "holidays": times["holidays"],
        "provider_id": wire_id(route.trunks[0]) if route.trunks else None,
        "enable_advanced_routing": False,
        "advanced_routing": "",
        "play_recording_disclaimer": False,
    }


def _without_menu(rule: Json) -> Json:
    """Whoever comes from outside has no menu to repeat."""
    return {"action": "HANGUP", "number": None} if isinstance(rule, dict) and rule["action"] == "REPEAT" else rule


def _applied(route: InboundRoute, sent: InboundFields, to: ByTime | None, found: References) -> InboundRoute:
    """The route as the request wants it, leading to `to` (None: where it leads). Raises Refusal 400 with all that
    refers to nothing.
    """
    is_sent = sent.model_fields_set
    parts: dict[str, object] = {} if to is None else {"to": _simplest(to)}
    if "name" in is_sent:
        parts["name"] = sent.name
    if "did_numbers" in is_sent:
        parts["pattern"] = sent.did_numbers
    if "provider_id" in is_sent and (trunk := found.provider("provider_id", sent.provider_id)):
        parts["trunks"] = (trunk.id,)
    changed = InboundRoute.model_validate({**dict(route), **parts})
    if (changed.pattern, changed.trunks) != (route.pattern, route.trunks):
        _require_owned(changed, found)
    found.refuse_problems()
    return changed


def _require_owned(route: InboundRoute, found: References) -> None:
    for trunk in (found.objects.get(Trunk, id) for id in route.trunks):
        if trunk is not None:
            found.require_number_of(trunk.document, "did_numbers", route.pattern)


def _to(route: InboundRoute, sent: InboundFields, found: References) -> ByTime | None:
    """What is not sent stays as it is; None where nothing of it is sent."""
    if not sent.model_fields_set & set(_TIMES):
        return None
    known, wanted = _fields(route, found.objects), sent.model_dump(by_alias=True)
    same = {name for name in _TIMES if name not in sent.model_fields_set or wanted[name] == known[name]}
    whole = InboundFields.model_validate({**{name: known[name] for name in same}, **_only(sent)})
    return by_time("", whole, route.to, same, found)


def _only(sent: InboundFields) -> Mapping[str, object]:
    return sent.model_dump(by_alias=True, include=set(_TIMES), exclude_unset=True)


def _simplest(to: ByTime) -> Destination:
    """What is the same at all times needs no hours."""
    always = to.open == to.closed and not to.when.holidays and to.holiday is None
    return (to.open or HangUp()) if always else to


def _placed(
    rule: Stored[InboundRoute], objects: Configuration
) -> tuple[Stored[InboundRoute], Sequence[Stored[InboundRoute]]]:
    """The rule in front of the first route that would take its number, and the routes that have moved back for that.

    Raises Refusal 400 where another one leads this very number.
    """
    others = [one for one in objects.all(InboundRoute) if one.id != rule.id]
    others.sort(key=lambda one: (one.document.position, one.id))
    _refuse_led(rule.document, others)
    taking = (index for index, one in enumerate(others) if _takes(one.document, rule.document, objects))
    first = next(taking, None)
    if first is None:
        return rule, ()
    placed = rule.document.model_copy(update={"position": others[first].document.position})
    return Stored(rule.id, rule.revision, placed), [_moved(one) for one in others[first:]]


def _refuse_led(rule: InboundRoute, others: Sequence[Stored[InboundRoute]]) -> None:
    """Raises Refusal 400 where another route leads the very number of a rule."""
    for one in others:
        same = one.document.pattern.lstrip("+") == rule.pattern.lstrip("+")
        if same and _meet(one.document, rule):
            raise invalid({"did_numbers": f"is led by the rule {one.document.name!r} already"})


def _meet(route: InboundRoute, rule: InboundRoute) -> bool:
    """Whether there are calls that could take both, by their trunks."""
    return not route.trunks or not rule.trunks or not set(route.trunks).isdisjoint(rule.trunks)


def _takes(route: InboundRoute, rule: InboundRoute, objects: Configuration) -> bool:
    """Whether a route takes calls to the number of a rule that come through the same trunk."""
    if not _meet(route, rule):
        return False
    forms = objects.office.numbering.forms(rule.pattern)
    return not route.pattern or any(takes(route.pattern, form) for form in forms)


def _moved(one: Stored[InboundRoute]) -> Stored[InboundRoute]:
    document = one.document.model_copy(update={"position": one.document.position + 1})
    return Stored(one.id, one.revision, document)

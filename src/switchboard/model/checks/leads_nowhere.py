"""What leads to something that is missing, empty or switched off."""

from collections.abc import Iterator

from switchboard.model.checks.finding import Finding
from switchboard.model.checks.survey import Survey, Way
from switchboard.model.destination import (
    Disa,
    PlayAndReturn,
    Repeat,
    ToExtension,
    ToExtensionVoicemail,
    ToExternalNumber,
    ToGroupVoicemail,
    ToNumber,
)
from switchboard.model.directory import Extension
from switchboard.model.group_voicemail import GroupVoicemail
from switchboard.model.mailbox import mailbox_of
from switchboard.model.queue import Queue
from switchboard.model.ring_group import RingGroup
from switchboard.model.trunk import InboundRoute, OutboundRoute
from switchboard.model.ways_out import as_taken

_FROM_NO_MENU = ("inbound_route", "caller_list")
"""What sends callers somewhere before they have been in any menu."""


def missing_objects(survey: Survey) -> Iterator[Finding]:
    known = {stored.id: stored.document.kind for stored in survey.objects}
    for one in survey.named:
        if known.get(one.id.target) != one.id.kind:
            yield Finding.at(one.holder, "missing-object", *one.steps, kind=one.id.kind, target=one.id.target)


def trunks_off(survey: Survey) -> Iterator[Finding]:
    configuration = survey.configuration
    enabled = {trunk.id for trunk in configuration.trunks()}
    for out in configuration.all(OutboundRoute):
        if enabled.isdisjoint(out.document.trunks):
            yield Finding.at(out, "way-out-off", "trunks")
    for way_in in configuration.all(InboundRoute):
        if way_in.document.trunks and enabled.isdisjoint(way_in.document.trunks):
            yield Finding.at(way_in, "way-in-off", "trunks")


def trunks_without_route(survey: Survey) -> Iterator[Finding]:
    routes = [route.document for route in survey.configuration.all(InboundRoute)]
    if any(not route.trunks for route in routes):
        return
    routed = {trunk for route in routes for trunk in route.trunks}
    for trunk in survey.configuration.trunks():
        if trunk.id not in routed and trunk.document.max_incoming_calls != 0:
            yield Finding.at(trunk, "trunk-without-route")


def nobody_there(survey: Survey) -> Iterator[Finding]:
    configuration = survey.configuration
    for group in configuration.all(RingGroup):
        if not group.document.members:
            yield Finding.at(group, "group-empty", "members")
    for queue in configuration.all(Queue):
        if not queue.document.agents:
            yield Finding.at(queue, "queue-empty", "agents")
    for box in configuration.all(GroupVoicemail):
        if not box.document.members and not box.document.voicemail.mail_to:
            yield Finding.at(box, "mailbox-without-owner", "members")


def switched_off(survey: Survey) -> Iterator[Finding]:
    for way in survey.all_ways:
        match way.to:
            case ToExtensionVoicemail(extension=owner) | ToGroupVoicemail(group_voicemail=owner):
                mailbox = mailbox_of(survey.configuration, owner)
                if mailbox is not None and not mailbox.options.enabled:
                    yield Finding.at(way.holder, "mailbox-off", *way.steps, name=mailbox.name)
            case ToExtension(extension=id, mobile=True):
                extension = survey.configuration.get(Extension, id)
                if extension is not None and not extension.document.mobile:
                    yield Finding.at(way.holder, "mobile-missing", *way.steps, name=extension.document.name)


def unreachable_numbers(survey: Survey) -> Iterator[Finding]:
    """Numbers are asked about once each: a number may be named in thousands of forwardings."""
    known: dict[str, bool] = {}
    for way in survey.all_ways:
        match way.to:
            case ToNumber(number=number) if survey.configuration.by_number(number) is None:
                pass
            case ToExternalNumber(prefix=prefix, number=outside):
                number = prefix + outside
            case _:
                continue
        if number not in known:
            known[number] = _goes_out(survey, number)
        if not known[number]:
            yield Finding.at(way.holder, "number-unreachable", *way.steps, number=number)


def _goes_out(survey: Survey, number: str) -> bool:
    routes = survey.configuration.outbound_routes()
    dialled = as_taken(number, routes, survey.configuration.office.numbering)
    return any(pattern.takes(dialled) for route in routes for pattern in route.document.patterns)


def no_menu_before(survey: Survey) -> Iterator[Finding]:
    for way in survey.all_ways:
        if isinstance(way.to, Repeat | PlayAndReturn | Disa) and _comes_from_no_menu(way):
            yield Finding.at(way.holder, "no-menu-before", *way.steps)


def _comes_from_no_menu(way: Way) -> bool:
    """The night route of a menu is taken before the menu: nothing can be repeated there, but its PIN can be asked."""
    if way.holder.document.kind in _FROM_NO_MENU or way.steps[0] == "closure":
        return True
    return way.steps[0] == "night" and not isinstance(way.to, Disa)

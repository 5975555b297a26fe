"""Who can be called, who gets in, and who may dial out at whose expense."""

from collections.abc import Iterator

from switchboard.model.checks.finding import Finding
from switchboard.model.checks.reach import Reach
from switchboard.model.checks.survey import Survey, Way
from switchboard.model.destination import Disa
from switchboard.model.directory import Extension
from switchboard.model.ivr import DISA_PIN, PROMPT_PIN, Ivr
from switchboard.model.trunk import OutboundRoute


def without_phone(survey: Survey) -> Iterator[Finding]:
    if survey.secrets is None:
        return
    for extension in survey.configuration.all(Extension):
        if extension.id not in survey.secrets.phones and extension.document.forwarding.always is None:
            yield Finding.at(extension, "extension-without-phone")


def missing_pins(survey: Survey) -> Iterator[Finding]:
    if survey.secrets is None:
        return
    for menu in survey.configuration.all(Ivr):
        if menu.document.disa_pin_required and not survey.secrets.has(menu.id, DISA_PIN):
            for way in _dialling_in(survey, menu.id):
                yield Finding.at(menu, "pin-missing", *way.steps)
        if "edit_prompt" in menu.document.feature_codes and not survey.secrets.has(menu.id, PROMPT_PIN):
            place = menu.document.feature_codes.index("edit_prompt")
            yield Finding.at(menu, "pin-missing", "feature_codes", place)


def open_doors(survey: Survey, reach: Reach) -> Iterator[Finding]:
    """What lets strangers dial out: only in menus that they get to."""
    for menu in survey.configuration.all(Ivr):
        if menu.id not in reach.from_outside:
            continue
        if not menu.document.disa_pin_required:
            for way in _dialling_in(survey, menu.id):
                yield Finding.at(menu, "dial-in-without-pin", *way.steps)
        if menu.document.outbound_dial.enabled:
            for place, id in enumerate(menu.document.outbound_dial.routes):
                if route := survey.configuration.get(OutboundRoute, id):
                    name = route.document.name
                    yield Finding.at(menu, "strangers-dial-out", "outbound_dial", "routes", place, name=name)


def _dialling_in(survey: Survey, menu: int) -> Iterator[Way]:
    return (way for way in survey.ways(menu) if isinstance(way.to, Disa))

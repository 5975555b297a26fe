"""IVRs that were made elsewhere and hold what this dialect has no field for: shown as the nearest, and kept."""

import pytest

from switchboard.model.destination import (
    ByTime,
    Destination,
    Disa,
    HangUp,
    PlayAndExit,
    PlayAndReturn,
    Repeat,
    ToExtension,
    ToExtensionVoicemail,
    ToExternalNumber,
    ToIvr,
    ToNumber,
    ToRingGroup,
    ToTimeCondition,
)
from switchboard.model.ivr import DirectDial, Ivr, Option, OutboundDial, Retry, Route
from switchboard.model.prompt import Announcement, CustomPrompt

from ..support import put
from .support import Servetel, as_request

pytestmark = pytest.mark.api
GOODBYE = Announcement(name="goodbye")


async def test_what_servetel_cannot_express_is_kept_and_shown_as_the_nearest(servetel: Servetel) -> None:
    native = Ivr(
        number="6260",
        name="Native",
        language="de-DE",
        greeting=(CustomPrompt(prompt=90), GOODBYE),
        transfer_prompt=GOODBYE,
        response_timeout_s=0.4,
        digit_timeout_s=1.5,
        ambiguous_timeout_s=0.2,
        options=(
            Option(keys="1", route=Route(to=PlayAndExit(prompt=GOODBYE), stop_recording=True)),
            Option(keys="2", route=Route(to=PlayAndReturn(prompt=GOODBYE, times=3))),
            Option(keys="3", route=Route(to=ToExternalNumber(prefix="+0", number="+49"))),
            Option(keys="4", route=Route(to=ToExtension(extension=85), stop_recording=True)),
        ),
        no_input=Retry(retries=20, route=Route(to=PlayAndExit(prompt=GOODBYE))),
        no_match=Retry(retries=20, route=Route(to=PlayAndReturn(prompt=GOODBYE))),
        transfer_failed=Route(),
        direct_dial=DirectDial(mode="all"),
        outbound_dial=OutboundDial(enabled=True, routes=(21,)),
        alert_info="ring-2",
    )
    await put(servetel.repository, 200, native)
    shown = await servetel.shown(200)
    assert (shown["recording"], shown["timeout"], shown["timeout_retries"]) == ("90", 1, 10)
    menu = shown["ivr_menu"]
    assert isinstance(menu, list)
    assert [(entry["destination_type"], entry["destination_id"]) for entry in menu] == [
        ("hangup", "1"),
        ("ivr", "200"),
        ("number", "+049"),
        ("extension", "1000"),
    ]
    await servetel.ok("PUT", "ivr/200", {**as_request(shown), "name": "Touched"})
    assert await servetel.stored(200) == native.model_copy(update={"name": "Touched"})
    body = {**as_request(shown), "option": ["4", "9"], "destination": ["extension||1001", "hangup"], "timeout": 2}
    del body["sms_template"], body["webhook_id"]
    await servetel.ok("PUT", "ivr/200", body)
    ivr = await servetel.stored(200)
    assert ivr.options == (
        Option(keys="4", route=Route(to=ToExtension(extension=86), stop_recording=True)),
        Option(keys="9", route=Route(to=HangUp())),
    )
    assert ivr.response_timeout_s == 2
    assert ivr.no_match.route.to == PlayAndReturn(prompt=GOODBYE)


TIMED = ByTime(open=ToRingGroup(ring_group=71), closed=HangUp())
ELSEWHERE: list[tuple[Destination, tuple[str, str]]] = [
    (TIMED, ("ringgroup", "71")),
    (ByTime(closed=ToIvr(ivr=50)), ("hangup", "1")),
    (ToNumber(number="1000"), ("number", "1000")),
    (Repeat(), ("ivr", "200")),
    (Disa(), ("hangup", "1")),
    (ToRingGroup(ring_group=71), ("ringgroup", "71")),
    (ToTimeCondition(time_condition=72), ("time_condition", "72")),
    (ToExtensionVoicemail(extension=86), ("voicemail", "1001")),
]


@pytest.mark.parametrize(("to", "shown"), ELSEWHERE)
async def test_destinations_made_elsewhere_are_shown_as_the_nearest_and_kept(
    servetel: Servetel, to: Destination, shown: tuple[str, str]
) -> None:
    rule = Retry(retries=1000, route=Route(to=to))
    option = Option(keys="1", route=Route(to=to), ambiguous_timeout_s=0, sms_template=80, webhook=81)
    native = Ivr(number="6260", name=" Native ", options=(option,), no_input=rule, no_match=rule)
    await put(servetel.repository, 200, native)
    answer = await servetel.shown(200)
    assert (answer["invalid_destination_type"], answer["invalid_destination"]) == shown
    assert (answer["timeout_dest_type"], answer["timeout_destination"]) == shown
    await servetel.ok("PUT", "ivr/200", {**as_request(answer), "description": "touched"})
    assert await servetel.stored(200) == native.model_copy(update={"description": "touched"})

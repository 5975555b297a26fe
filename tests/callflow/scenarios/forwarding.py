"""Phones that send their callers on, by 302: to what their extension may dial itself, and not for ever."""

from tests.callflow.scenarios.world import (
    BOB,
    CREW,
    LINE,
    Case,
    company,
    from_ann,
    from_outside,
    to_ann,
    to_sales,
    with_main,
)

from switchboard.engine.simulated.scenario import Line
from switchboard.model.destination import ToExtension, ToRingGroup
from switchboard.model.directory import Extension
from switchboard.model.ivr import Route
from switchboard.model.ring_group import RingGroup


def forwards(*numbers: str, after_s: float = 1) -> Line:
    return Line("forwards", after_s=after_s, forwards_to=numbers)


CHAIN = {str(number): forwards(str(number + 1), after_s=0) for number in range(300, 310)}
CHAINED = tuple((number, Extension(name=f"E{number}", number=str(number))) for number in range(300, 310))
SHORT = Line("answers", after_s=1, talks_s=1)

FORWARDING = [
    Case(
        "a phone forwards to another extension",
        company(inbound=to_ann()),
        from_outside(phones={"100": forwards("101"), "101": SHORT}),
        """
        0 going_to extension 100; dial_started 100
        1 dial_ended unreachable; forwarded 100 101; going_to extension 101; dial_started 101; ringing 101
        2 dial_ended answered; answered; bridged 101
        3 bridge_ended callee; call_ended callee normal
        """,
    ),
    Case(
        "a phone forwards to a menu",
        company(inbound=to_ann()),
        from_outside("wait:2 hangup", phones={"100": forwards("6501")}),
        """
        0 going_to extension 100; dial_started 100
        1 dial_ended unreachable; forwarded 100 6501; going_to ivr 6501; answered; menu_entered 6501 1
        1 prompt_started second
        2 prompt_ended second stopped; call_ended caller normal menu=6501 prompt=second
        """,
    ),
    Case(
        "a phone forwards to an outside number that its extension may dial",
        company(inbound=to_ann()),
        from_outside(phones={"100": forwards("95551234")}, trunks={LINE: SHORT}),
        """
        0 going_to extension 100; dial_started 100
        1 dial_ended unreachable; forwarded 100 95551234; going_to external_number 95551234; dial_started 5551234
        1 ringing 5551234
        2 dial_ended answered; answered; bridged 5551234
        3 bridge_ended callee; call_ended callee normal
        """,
    ),
    Case(
        "a phone forwards to outside numbers that its extension may not dial",
        company(inbound=ToExtension(extension=BOB)),
        from_outside(phones={"101": forwards("95551234", "004912345", "4711")}),
        """
        0 going_to extension 101; dial_started 101
        1 dial_ended unreachable; forward_refused 101 95551234 not_permitted
        1 forward_refused 101 004912345 not_permitted; forward_refused 101 4711 not_permitted
        1 call_ended switchboard unreachable
        """,
    ),
    Case(
        "what the caller may dial does not help a phone that forwards",
        company(),
        from_ann("101", phones={"101": forwards("95551234")}),
        """
        0 going_to extension 101; dial_started 101
        1 dial_ended unreachable; forward_refused 101 95551234 not_permitted; call_ended switchboard unreachable
        """,
    ),
    Case(
        "the second number is called when the first is busy",
        company(inbound=to_ann()),
        from_outside(
            phones={"100": forwards("004912345", "101", "2000"), "101": Line("busy", after_s=1), "2000": SHORT}
        ),
        """
        0 going_to extension 100; dial_started 100
        1 dial_ended unreachable; forward_refused 100 004912345 not_permitted
        1 forwarded 100 101; going_to extension 101; dial_started 101
        2 dial_ended busy; forwarded 100 2000; going_to extension 2000; dial_started 2000; ringing 2000
        3 dial_ended answered; answered; bridged 2000
        4 bridge_ended callee; call_ended callee normal
        """,
    ),
    Case(
        "two phones forward to each other",
        company(inbound=to_ann()),
        from_outside(phones={"100": forwards("101"), "101": forwards("100")}),
        """
        0 going_to extension 100; dial_started 100
        1 dial_ended unreachable; forwarded 100 101; going_to extension 101; dial_started 101
        2 dial_ended unreachable; forward_refused 101 100 loop; call_ended switchboard unreachable
        """,
    ),
    Case(
        "a phone forwards to itself, and then to somebody",
        company(inbound=to_ann()),
        from_outside("wait:2 hangup", phones={"100": forwards("100", "101"), "101": Line("no_answer")}),
        """
        0 going_to extension 100; dial_started 100
        1 dial_ended unreachable; forward_refused 100 100 loop
        1 forwarded 100 101; going_to extension 101; dial_started 101; ringing 101
        2 dial_ended cancelled; call_ended caller cancelled
        """,
    ),
    Case(
        "no more than five phones forward one caller",
        company(*CHAINED, inbound=ToExtension(extension=300)),
        from_outside(phones=CHAIN),
        """
        0 going_to extension 300; dial_started 300; dial_ended unreachable; forwarded 300 301
        0 going_to extension 301; dial_started 301; dial_ended unreachable; forwarded 301 302
        0 going_to extension 302; dial_started 302; dial_ended unreachable; forwarded 302 303
        0 going_to extension 303; dial_started 303; dial_ended unreachable; forwarded 303 304
        0 going_to extension 304; dial_started 304; dial_ended unreachable; forwarded 304 305
        0 going_to extension 305; dial_started 305; dial_ended unreachable; forward_refused 305 306 loop
        0 call_ended switchboard unreachable
        """,
    ),
    Case(
        "a number that is forwarded to in vain goes by the rule of the menu",
        with_main(transfer_failed=Route(to=to_sales())),
        from_outside("wait:1 1 wait:3 hangup", phones={"100": forwards("101"), "101": Line("busy", after_s=1)}),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to extension 100; dial_started 100
        2 dial_ended unreachable; forwarded 100 101; going_to extension 101; dial_started 101
        3 dial_ended busy; going_to ivr 6501; menu_entered 6501 2; prompt_started second
        4 prompt_ended second stopped; call_ended caller normal menu=6501 prompt=second keys=1
        """,
    ),
    Case(
        "whoever got to a menu may be forwarded again",
        company(inbound=to_ann()),
        from_outside("wait:2 1 wait:2 hangup", phones={"100": forwards("6501")}),
        """
        0 going_to extension 100; dial_started 100
        1 dial_ended unreachable; forwarded 100 6501; going_to ivr 6501; answered; menu_entered 6501 1
        1 prompt_started second
        2 prompt_ended second stopped; key_pressed 1; matched 1 option; going_to extension 100; dial_started 100
        3 dial_ended unreachable; forwarded 100 6501; going_to ivr 6501; menu_entered 6501 2
        3 prompt_started second
        4 prompt_ended second stopped; call_ended caller normal menu=6501 prompt=second keys=1
        """,
    ),
    Case(
        "a phone forwards to a ring group, whose members do not forward",
        company((CREW, RingGroup(name="crew", number="600", members=(BOB, 102))), inbound=to_ann()),
        from_outside(
            "wait:3 hangup", phones={"100": forwards("600"), "101": forwards("6501"), "2000": Line("no_answer")}
        ),
        """
        0 going_to extension 100; dial_started 100
        1 dial_ended unreachable; forwarded 100 600; going_to ring_group 600; dial_started 101,2000; ringing 2000
        3 dial_ended cancelled; call_ended caller cancelled
        """,
    ),
    Case(
        "a group of phones that all forward",
        company(inbound=ToRingGroup(ring_group=CREW)),
        from_outside(phones={"100": forwards("6501"), "101": forwards("6501")}),
        """
        0 going_to ring_group 600; dial_started 100,101
        1 dial_ended unreachable; call_ended switchboard unreachable
        """,
    ),
    Case(
        "a group of which one phone forwards and the other is busy",
        company(inbound=ToRingGroup(ring_group=CREW)),
        from_outside(phones={"100": forwards("6501"), "101": Line("busy", after_s=2)}),
        """
        0 going_to ring_group 600; dial_started 100,101
        2 dial_ended busy; call_ended switchboard busy
        """,
    ),
]

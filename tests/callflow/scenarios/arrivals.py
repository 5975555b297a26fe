"""Where calls go first, and blind transfers."""

from tests.callflow.scenarios.world import (
    ANN,
    BOB,
    LINE,
    MAIN,
    NOTICE,
    SALES,
    SPARE,
    Case,
    company,
    from_ann,
    from_outside,
    menu,
    option,
    prompt,
    to_ann,
    to_main,
    to_sales,
    with_main,
)

from switchboard.engine.simulated.scenario import Line
from switchboard.model.destination import HangUp, PlayAndReturn, ToExtension
from switchboard.model.directory import Extension
from switchboard.model.ivr import Retry, Route
from switchboard.model.trunk import InboundRoute, Trunk

RECORDED = (LINE, Trunk(name="line", host="192.0.2.1", record=True))
RECORDED_ANN = (ANN, Extension(name="Ann", number="100", record=True))
ROUND = (SALES, menu("6501", no_input=Retry(retries=0, route=Route(to=to_main()))))
ROUND_TRIP = company((MAIN, menu(no_input=Retry(retries=0, route=Route(to=to_sales())))), ROUND)

ARRIVALS = [
    Case(
        "inside: a menu is called by its number",
        company(),
        from_ann("6501", "wait:1 hangup"),
        """
        0 going_to ivr 6501; answered; menu_entered 6501 1; prompt_started second
        1 prompt_ended second stopped; call_ended caller normal menu=6501 prompt=second
        """,
    ),
    Case(
        "inside: an extension is called",
        company(),
        from_ann("101"),
        """
        0 going_to extension 101; dial_started 101; ringing 101
        2 dial_ended answered; answered; bridged 101
        7 bridge_ended callee; call_ended callee normal
        """,
    ),
    Case(
        "inside: a busy extension is refused without an answer",
        company(),
        from_ann("101", phones={"101": Line("busy", after_s=1)}),
        """
        0 going_to extension 101; dial_started 101
        1 dial_ended busy; call_ended switchboard busy
        """,
    ),
    Case(
        "inside: an extension that nobody answers is refused without an answer",
        company(),
        from_ann("101", phones={"101": Line("no_answer")}),
        """
        0 going_to extension 101; dial_started 101; ringing 101
        20 dial_ended no-answer; call_ended switchboard no-answer
        """,
    ),
    Case(
        "inside: an extension without a phone is refused without an answer",
        company(),
        from_ann("101", phones={"101": Line("unregistered")}),
        """
        0 going_to extension 101; dial_started 101; dial_ended unreachable; call_ended switchboard unreachable
        """,
    ),
    Case(
        "inside: the caller gives up while it rings",
        company(),
        from_ann("101", "wait:1 hangup"),
        """
        0 going_to extension 101; dial_started 101; ringing 101
        1 dial_ended cancelled; call_ended caller cancelled
        """,
    ),
    Case(
        "inside: an outside number through a permitted route",
        company(),
        from_ann("95551234"),
        """
        0 going_to external_number 95551234; dial_started 5551234; ringing 5551234
        2 dial_ended answered; answered; bridged 5551234
        7 bridge_ended callee; call_ended callee normal
        """,
    ),
    Case(
        "inside: an outside number without permission is not found",
        company(),
        from_ann("0033123"),
        """
        0 call_ended switchboard not-found
        """,
    ),
    Case(
        "inside: a number that means nothing is not found",
        company(),
        from_ann("4711"),
        """
        0 call_ended switchboard not-found
        """,
    ),
    Case(
        "trunk: a number that no inbound route takes is not found",
        company(),
        from_outside(dialled="556"),
        """
        0 call_ended switchboard not-found
        """,
    ),
    Case(
        "trunk: an extension's number is no way in",
        company(),
        from_outside(dialled="100"),
        """
        0 call_ended switchboard not-found
        """,
    ),
    Case(
        "trunk: nobody calls out through us",
        company(),
        from_outside(dialled="95551234"),
        """
        0 call_ended switchboard not-found
        """,
    ),
    Case(
        "trunk: the first inbound route that takes the number decides",
        company(
            (4, InboundRoute(name="rest", position=3, to=HangUp())),
            (5, InboundRoute(name="other", position=1, trunks=(SPARE,), to=HangUp())),
            (6, InboundRoute(name="fives", position=2, pattern="5XX", to=to_sales())),
            (3, InboundRoute(name="in", position=3, pattern="555", to=to_main())),
        ),
        from_outside("wait:1 hangup"),
        """
        0 going_to ivr 6501; answered; menu_entered 6501 1; prompt_started second
        1 prompt_ended second stopped; call_ended caller normal menu=6501 prompt=second
        """,
    ),
    Case(
        "trunk: straight to an extension, answered by it",
        company(inbound=to_ann()),
        from_outside(),
        """
        0 going_to extension 100; dial_started 100; ringing 100
        2 dial_ended answered; answered; bridged 100
        7 bridge_ended callee; call_ended callee normal
        """,
    ),
    Case(
        "trunk: straight to an extension that is busy",
        company(inbound=to_ann()),
        from_outside(phones={"100": Line("busy", after_s=1)}),
        """
        0 going_to extension 100; dial_started 100
        1 dial_ended busy; call_ended switchboard busy
        """,
    ),
    Case(
        "trunk: hang up without an answer",
        company(inbound=HangUp()),
        from_outside(),
        """
        0 going_to hang_up; call_ended switchboard rejected
        """,
    ),
    Case(
        "trunk: an announcement, then nothing to return to",
        company(inbound=PlayAndReturn(prompt=prompt(NOTICE))),
        from_outside(),
        """
        0 going_to play_and_return; answered; prompt_started notice
        3 prompt_ended notice to the end; call_ended switchboard normal
        """,
    ),
    Case(
        "a blind transfer to an extension",
        with_main(),
        from_outside("wait:1 1", phones={"100": Line(transfers_to="101", talks_s=2)}),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to extension 100; dial_started 100
        1 ringing 100
        3 dial_ended answered; bridged 100
        5 bridge_ended callee; transferred 101 100; going_to extension 101; dial_started 101; ringing 101
        7 dial_ended answered; bridged 101
        12 bridge_ended callee; call_ended callee normal keys=1
        """,
    ),
    Case(
        "a blind transfer outwards by one who may",
        with_main(),
        from_outside("wait:1 1", phones={"100": Line(transfers_to="95551234", talks_s=2)}),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to extension 100; dial_started 100
        1 ringing 100
        3 dial_ended answered; bridged 100
        5 bridge_ended callee; transferred 95551234 100; going_to external_number 95551234; dial_started 5551234
        5 ringing 5551234
        7 dial_ended answered; bridged 5551234
        12 bridge_ended callee; call_ended callee normal keys=1
        """,
    ),
    Case(
        "a blind transfer outwards by one who may not",
        with_main(options=(option("1", ToExtension(extension=BOB)),), transfer_failed=Route(to=to_sales())),
        from_outside("wait:1 1", phones={"101": Line(transfers_to="95551234", talks_s=2)}),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to extension 101; dial_started 101
        1 ringing 101
        3 dial_ended answered; bridged 101
        5 bridge_ended callee; transferred 95551234 101; prompt_started invalid
        7 prompt_ended invalid to the end; call_ended switchboard not-found keys=1
        """,
    ),
]

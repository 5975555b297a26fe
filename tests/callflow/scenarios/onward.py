"""Destinations that stand for another: a number, the same menu again, and a menu's night route."""

from tests.callflow.scenarios.world import (
    ANN,
    CREW,
    MAIN,
    OFFICE,
    SALES,
    TRANSFER,
    Case,
    company,
    from_ann,
    from_outside,
    menu,
    option,
    prompt,
    retry,
    to_ann,
    to_main,
    to_sales,
    with_main,
)

from switchboard.callflow.session import Limits
from switchboard.engine.simulated.scenario import Line
from switchboard.model.destination import PlayAndReturn, Repeat, ToExtension, ToNumber, ToRingGroup
from switchboard.model.directory import Extension
from switchboard.model.ivr import NightMode, Route
from switchboard.model.office import Office

BUSY = {"100": Line("busy", after_s=1)}
AT_NIGHT = NightMode(enabled=True, route=Route(to=to_ann()))


def to(number: str) -> ToNumber:
    return ToNumber(number=number)


ONWARD = [
    Case(
        "the number of an extension",
        with_main(options=(option("1", to("100")),)),
        from_outside("wait:1 1 wait:1 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to number 100; going_to extension 100
        1 dial_started 100; ringing 100
        2 dial_ended cancelled; call_ended caller normal keys=1
        """,
    ),
    Case(
        "the number of another menu",
        with_main(options=(option("1", to("6501")),)),
        from_outside("wait:1 1 wait:1 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to number 6501; going_to ivr 6501
        1 menu_entered 6501 2; prompt_started second
        2 prompt_ended second stopped; call_ended caller normal menu=6501 prompt=second keys=1
        """,
    ),
    Case(
        "the number of a ring group",
        with_main(options=(option("1", to("600")),)),
        from_outside("wait:1 1 wait:1 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to number 600; going_to ring_group 600
        1 dial_started 100,101; ringing 100; ringing 101
        2 dial_ended cancelled; call_ended caller normal keys=1
        """,
    ),
    Case(
        "a number that is nobody's goes outside",
        with_main(options=(option("1", to("95551234")),)),
        from_outside("wait:1 1 wait:1 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to number 95551234
        1 going_to external_number 95551234; dial_started 5551234; ringing 5551234
        2 dial_ended cancelled; call_ended caller normal keys=1
        """,
    ),
    Case(
        "a number that no route takes goes by the rule of the menu",
        with_main(options=(option("1", to("4711")),), transfer_failed=Route(to=to_sales())),
        from_outside("wait:1 1 wait:1 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to number 4711
        1 going_to external_number 4711; going_to ivr 6501; menu_entered 6501 2; prompt_started second
        2 prompt_ended second stopped; call_ended caller normal menu=6501 prompt=second keys=1
        """,
    ),
    Case(
        "a number that is busy goes by the rule of the menu",
        with_main(options=(option("1", to("100")),), transfer_failed=Route(to=Repeat())),
        from_outside("wait:1 1 wait:2 hangup", phones=BUSY),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to number 100; going_to extension 100
        1 dial_started 100
        2 dial_ended busy; going_to repeat; going_to ivr 6500; menu_entered 6500 2; prompt_started greeting
        3 prompt_ended greeting stopped; call_ended caller normal menu=6500 prompt=greeting keys=1
        """,
    ),
    Case(
        "repeat on a key, with fresh counters",
        with_main(options=(option("1", Repeat()),), transfer_prompt=prompt(TRANSFER)),
        from_outside("wait:1 9 wait:2 1 wait:2 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 9; no_match 9 1; prompt_started greeting
        3 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to repeat; going_to ivr 6500
        3 menu_entered 6500 2; prompt_started greeting
        5 prompt_ended greeting stopped; call_ended caller normal menu=6500 prompt=greeting keys=91
        """,
    ),
    Case(
        "repeat after silence",
        with_main(no_input=retry(0, Repeat(), say=False)),
        from_outside("wait:8 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        4 prompt_ended greeting to the end
        7 no_input 1; going_to repeat; going_to ivr 6500; menu_entered 6500 2; prompt_started greeting
        8 prompt_ended greeting stopped; call_ended caller normal menu=6500 prompt=greeting
        """,
    ),
    Case(
        "repeat for ever ends by the loop guard",
        with_main(no_input=retry(0, Repeat(), say=False)),
        from_outside(),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        4 prompt_ended greeting to the end
        7 no_input 1; going_to repeat; going_to ivr 6500; menu_entered 6500 2; prompt_started greeting
        11 prompt_ended greeting to the end
        14 no_input 1; going_to repeat; going_to ivr 6500; loop_guard visits; prompt_started limit-reached
        16 prompt_ended limit-reached to the end; call_ended switchboard normal
        """,
        Limits(visits=2),
    ),
    Case(
        "repeat where there is no menu hangs up",
        company(inbound=Repeat()),
        from_outside(),
        """
        0 going_to repeat; call_ended switchboard rejected
        """,
    ),
    Case(
        "a failure leads back to the menu, as often as it happens",
        with_main(transfer_failed=Route(to=Repeat())),
        from_outside("wait:1 1 wait:2 1 wait:2 hangup", phones=BUSY),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to extension 100; dial_started 100
        2 dial_ended busy; going_to repeat; going_to ivr 6500; menu_entered 6500 2; prompt_started greeting
        3 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to extension 100; dial_started 100
        4 dial_ended busy; going_to repeat; going_to ivr 6500; menu_entered 6500 3; prompt_started greeting
        5 prompt_ended greeting stopped; call_ended caller normal menu=6500 prompt=greeting keys=11
        """,
    ),
    Case(
        "extensions dial a ring group, but not themselves",
        company(),
        from_ann("600", "wait:1 hangup"),
        """
        0 going_to ring_group 600; dial_started 101; ringing 101
        1 dial_ended cancelled; call_ended caller cancelled
        """,
    ),
    Case(
        "the night route is taken before anything is heard",
        with_main(night=AT_NIGHT),
        from_outside("wait:1 hangup"),
        """
        0 going_to ivr 6500; night_mode 6500 ivr; going_to extension 100; dial_started 100; ringing 100
        1 dial_ended cancelled; call_ended caller cancelled
        """,
    ),
    Case(
        "the night of the office",
        company((OFFICE, Office(night_mode=True)), (MAIN, menu(night=NightMode(route=Route(to=to_sales()))))),
        from_outside("wait:1 hangup"),
        """
        0 going_to ivr 6500; night_mode 6500 office; going_to ivr 6501; answered; menu_entered 6501 1
        0 prompt_started second
        1 prompt_ended second stopped; call_ended caller normal menu=6501 prompt=second
        """,
    ),
    Case(
        "at night a menu without a night route is as by day",
        company((OFFICE, Office(night_mode=True))),
        from_outside("wait:1 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; call_ended caller normal menu=6500 prompt=greeting
        """,
    ),
    Case(
        "at night from one menu to another",
        company((SALES, menu("6501", night=AT_NIGHT))),
        from_outside("wait:1 2 wait:1 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 2; matched 2 option; going_to ivr 6501; night_mode 6501 ivr
        1 going_to extension 100; dial_started 100; ringing 100
        2 dial_ended cancelled; call_ended caller normal keys=2
        """,
    ),
    Case(
        "a night route that fails goes by the rule of the menu",
        with_main(night=AT_NIGHT, transfer_failed=Route(to=to_sales())),
        from_outside("wait:2 hangup", phones=BUSY),
        """
        0 going_to ivr 6500; night_mode 6500 ivr; going_to extension 100; dial_started 100
        1 dial_ended busy; going_to ivr 6501; answered; menu_entered 6501 1; prompt_started second
        2 prompt_ended second stopped; call_ended caller normal menu=6501 prompt=second
        """,
    ),
    Case(
        "at night nothing leads back to the menu",
        with_main(night=NightMode(enabled=True, route=Route(to=PlayAndReturn(prompt=prompt(TRANSFER))))),
        from_outside(),
        """
        0 going_to ivr 6500; night_mode 6500 ivr; going_to play_and_return; answered; prompt_started transfer
        1 prompt_ended transfer to the end; call_ended switchboard normal
        """,
    ),
    Case(
        "two menus whose night routes lead to each other",
        company(
            (MAIN, menu(night=NightMode(enabled=True, route=Route(to=to_sales())))),
            (SALES, menu("6501", night=NightMode(enabled=True, route=Route(to=to_main())))),
        ),
        from_outside(),
        """
        0 going_to ivr 6500; night_mode 6500 ivr; going_to ivr 6501; night_mode 6501 ivr; going_to ivr 6500
        0 night_mode 6500 ivr; going_to ivr 6501; loop_guard hops; call_ended switchboard unreachable
        """,
        Limits(hops=3),
    ),
    Case(
        "an extension's mobile number, by the caller id of the route",
        company(
            (MAIN, menu(options=(option("1", ToExtension(extension=ANN, mobile=True)),))),
            (ANN, Extension(name="Ann", number="100", mobile="95551234")),
        ),
        from_outside("wait:1 1 wait:1 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to extension 100
        1 dial_started 5551234; ringing 5551234
        2 dial_ended cancelled; call_ended caller normal keys=1
        """,
    ),
    Case(
        "the mobile number of an extension that has none",
        with_main(options=(option("1", ToExtension(extension=ANN, mobile=True)),)),
        from_outside("wait:1 1 wait:9"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to extension 100
        1 prompt_started unavailable
        3 prompt_ended unavailable to the end; call_ended switchboard unreachable keys=1
        """,
    ),
    Case(
        "a night route that stops recording",
        with_main(night=NightMode(enabled=True, route=Route(to=to_sales(), stop_recording=True)), record=True),
        from_outside("wait:1 hangup"),
        """
        0 going_to ivr 6500; night_mode 6500 ivr; going_to ivr 6501; recording_forbidden; answered
        0 menu_entered 6501 1; prompt_started second
        1 prompt_ended second stopped; call_ended caller normal menu=6501 prompt=second
        """,
    ),
    Case(
        "a menu that records",
        with_main(record=True, options=(option("1", ToRingGroup(ring_group=CREW)),)),
        from_outside("wait:1 1 wait:3 hangup"),
        """
        0 going_to ivr 6500; answered; recording_started; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to ring_group 600
        1 dial_started 100,101; ringing 100; ringing 101
        3 dial_ended answered; bridged 100
        4 bridge_ended caller; call_ended caller normal keys=1
        """,
    ),
    Case(
        "a menu that records, after a route that forbids it",
        company(
            (SALES, menu("6501", record=True)), (MAIN, menu(options=(option("2", to_sales(), stop_recording=True),)))
        ),
        from_outside("wait:1 2 wait:1 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 2; matched 2 option; going_to ivr 6501; recording_forbidden
        1 menu_entered 6501 2; prompt_started second
        2 prompt_ended second stopped; call_ended caller normal menu=6501 prompt=second keys=2
        """,
    ),
]

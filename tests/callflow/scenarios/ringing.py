"""Ring groups: their strategies, and what happens when nobody answers."""

from tests.callflow.scenarios.world import (
    ANN,
    BOB,
    CID,
    CREW,
    MAIN,
    Case,
    company,
    from_outside,
    menu,
    option,
    outside,
    to_sales,
)

from switchboard.engine.simulated.scenario import Line
from switchboard.model.configuration import Configuration
from switchboard.model.destination import PlainDestination, ToRingGroup
from switchboard.model.directory import Extension
from switchboard.model.ivr import Route
from switchboard.model.ring_group import RingGroup

TO_CREW = ToRingGroup(ring_group=CREW)
SILENT = Line("no_answer")
GONE = Line("unregistered")


def crew(*, failed: PlainDestination | None = None, **changes: object) -> Configuration:
    """A main menu where 1 rings the group, whose members ring two seconds each."""
    group = RingGroup.model_validate(
        {"name": "crew", "number": "600", "members": (ANN, BOB, CID), "ring_time_s": 2, "timeout_s": 5, **changes}
    )
    rule = Route(to=failed) if failed else None
    return company((CREW, group), (MAIN, menu(options=(option("1", TO_CREW),), transfer_failed=rule)))


RINGING = [
    Case(
        "a ring group rings all at once, and the first to answer has the call",
        crew(),
        from_outside("wait:1 1", phones={"100": SILENT, "101": Line(after_s=3), "2000": Line(after_s=1, talks_s=2)}),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to ring_group 600
        1 dial_started 100,101,2000; ringing 100; ringing 101; ringing 2000
        2 dial_ended answered; bridged 2000
        4 bridge_ended callee; call_ended callee normal keys=1
        """,
    ),
    Case(
        "a ring group rings no longer than its time-out",
        crew(failover=to_sales()),
        from_outside("wait:1 1 wait:6 hangup", phones={"100": SILENT, "101": SILENT, "2000": GONE}),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to ring_group 600
        1 dial_started 100,101,2000; ringing 100; ringing 101
        6 dial_ended no-answer; going_to ivr 6501; menu_entered 6501 2; prompt_started second
        7 prompt_ended second stopped; call_ended caller normal menu=6501 prompt=second keys=1
        """,
    ),
    Case(
        "a ring group rings one after the other",
        crew(strategy="sequential"),
        from_outside(
            "wait:1 1", phones={"100": SILENT, "101": Line("busy", after_s=1), "2000": Line(after_s=1, talks_s=1)}
        ),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to ring_group 600; dial_started 100
        1 ringing 100
        3 dial_ended no-answer; dial_started 101
        4 dial_ended busy; dial_started 2000; ringing 2000
        5 dial_ended answered; bridged 2000
        6 bridge_ended callee; call_ended callee normal keys=1
        """,
    ),
    Case(
        "a ring group passes over who has no phone",
        crew(strategy="sequential"),
        from_outside("wait:1 1", phones={"100": GONE, "101": GONE, "2000": Line(after_s=1, talks_s=1)}),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to ring_group 600; dial_started 100
        1 dial_ended unreachable; dial_started 101; dial_ended unreachable; dial_started 2000; ringing 2000
        2 dial_ended answered; bridged 2000
        3 bridge_ended callee; call_ended callee normal keys=1
        """,
    ),
    Case(
        "a ring group's time-out is over in the middle of a turn",
        crew(strategy="sequential", timeout_s=3, failover=to_sales()),
        from_outside("wait:1 1 wait:4 hangup", phones={"100": SILENT, "101": SILENT}),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to ring_group 600; dial_started 100
        1 ringing 100
        3 dial_ended no-answer; dial_started 101; ringing 101
        4 dial_ended no-answer; going_to ivr 6501; menu_entered 6501 2; prompt_started second
        5 prompt_ended second stopped; call_ended caller normal menu=6501 prompt=second keys=1
        """,
    ),
    Case(
        "a ring group that rings one more each time",
        crew(strategy="memory"),
        from_outside("wait:1 1", phones={"100": SILENT, "101": SILENT, "2000": Line(after_s=0.5, talks_s=1)}),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to ring_group 600; dial_started 100
        1 ringing 100
        3 dial_ended no-answer; dial_started 100,101; ringing 100; ringing 101
        5 dial_ended no-answer; dial_started 100,101,2000; ringing 100; ringing 101; ringing 2000
        5.5 dial_ended answered; bridged 2000
        6.5 bridge_ended callee; call_ended callee normal keys=1
        """,
    ),
    Case(
        "a ring group rings first who never talked",
        crew(strategy="least_recent"),
        from_outside("wait:1 1", phones={"100": Line(after_s=1, talks_s=1)}),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to ring_group 600; dial_started 100
        1 ringing 100
        2 dial_ended answered; bridged 100
        3 bridge_ended callee; call_ended callee normal keys=1
        """,
    ),
    Case(
        "a ring group that nobody answers goes by the rule of the menu",
        crew(strategy="sequential", members=(ANN, BOB), failed=to_sales()),
        from_outside("wait:1 1 wait:4 hangup", phones={"100": SILENT, "101": GONE}),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to ring_group 600; dial_started 100
        1 ringing 100
        3 dial_ended no-answer; dial_started 101; dial_ended unreachable; going_to ivr 6501; menu_entered 6501 2
        3 prompt_started second
        5 prompt_ended second stopped; call_ended caller normal menu=6501 prompt=second keys=1
        """,
    ),
    Case(
        "a ring group that nobody answers is announced",
        crew(members=(ANN,), timeout_s=2),
        from_outside("wait:1 1", phones={"100": SILENT}),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to ring_group 600; dial_started 100
        1 ringing 100
        3 dial_ended no-answer; prompt_started no-answer
        5 prompt_ended no-answer to the end; call_ended switchboard no-answer keys=1
        """,
    ),
    Case(
        "a ring group without members",
        crew(members=(), failed=to_sales()),
        from_outside("wait:1 1 wait:1 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to ring_group 600; going_to ivr 6501
        1 menu_entered 6501 2; prompt_started second
        2 prompt_ended second stopped; call_ended caller normal menu=6501 prompt=second keys=1
        """,
    ),
    Case(
        "a ring group that is gone",
        company(
            (MAIN, menu(options=(option("1", ToRingGroup(ring_group=999)),), transfer_failed=Route(to=to_sales())))
        ),
        from_outside("wait:1 1 wait:1 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to ring_group; going_to ivr 6501
        1 menu_entered 6501 2; prompt_started second
        2 prompt_ended second stopped; call_ended caller normal menu=6501 prompt=second keys=1
        """,
    ),
    Case(
        "a failover that fails goes by the rule of the menu",
        crew(members=(BOB,), failover=outside("0"), failed=to_sales()),
        from_outside("wait:1 1 wait:2 hangup", phones={"101": Line("busy", after_s=1)}),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to ring_group 600; dial_started 101
        2 dial_ended busy; going_to external_number 90; going_to ivr 6501; menu_entered 6501 2; prompt_started second
        3 prompt_ended second stopped; call_ended caller normal menu=6501 prompt=second keys=1
        """,
    ),
    Case(
        "ring groups whose failovers lead to each other",
        company(
            (CREW, RingGroup(name="crew", number="600", failover=ToRingGroup(ring_group=70))),
            (70, RingGroup(name="other", number="601", failover=TO_CREW)),
            inbound=TO_CREW,
        ),
        from_outside(),
        """
        0 going_to ring_group 600; going_to ring_group 601; going_to ring_group 600; going_to ring_group 601
        0 going_to ring_group 600; going_to ring_group 601; going_to ring_group 600; going_to ring_group 601
        0 going_to ring_group 600; going_to ring_group 601; going_to ring_group 600; going_to ring_group 601
        0 going_to ring_group 600; going_to ring_group 601; going_to ring_group 600; going_to ring_group 601
        0 going_to ring_group 600; going_to ring_group 601; going_to ring_group 600; going_to ring_group 601
        0 going_to ring_group 600; loop_guard hops; call_ended switchboard unreachable
        """,
    ),
    Case(
        "the caller gives up while a ring group rings",
        crew(strategy="sequential"),
        from_outside("wait:1 1 wait:3 hangup", phones={"100": SILENT, "101": SILENT}),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to ring_group 600; dial_started 100
        1 ringing 100
        3 dial_ended no-answer; dial_started 101; ringing 101
        4 dial_ended cancelled; call_ended caller normal keys=1
        """,
    ),
    Case(
        "a member of a ring group who is recorded",
        company((BOB, Extension(name="Bob", number="101", record=True)), inbound=TO_CREW),
        from_outside(phones={"100": Line("busy", after_s=1), "101": Line(talks_s=1)}),
        """
        0 going_to ring_group 600; dial_started 100,101; ringing 101
        2 dial_ended answered; answered; recording_started; bridged 101
        3 bridge_ended callee; call_ended callee normal
        """,
    ),
]

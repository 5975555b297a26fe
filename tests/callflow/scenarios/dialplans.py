"""API dial plans: a web server says what the caller hears and where the call goes. Section 9."""

from switchboard.callflow.session import Limits
from switchboard.engine.simulated.scenario import Line
from switchboard.model.api_dialplan import KeysWanted, PlayStep, TransferStep
from switchboard.model.destination import Destination, Repeat, ToApiDialplan, ToExtension

from .world import (
    BOB,
    FINAL,
    GONE,
    GREETING,
    MAIN,
    PLAN,
    RETRY,
    Case,
    company,
    from_outside,
    menu,
    option,
    outside,
    prompt,
    retry,
    to_ann,
    to_sales,
)

TO_PLAN = ToApiDialplan(api_dialplan=PLAN)
ANN_IS_BUSY = {"100": Line(kind="busy", after_s=1)}
NOBODY = {**ANN_IS_BUSY, "101": Line(kind="rejects", after_s=1)}
FROM_TRUNK = company(inbound=TO_PLAN)
FROM_MENU = company((MAIN, menu(options=(option("1", TO_PLAN),), transfer_failed=None, no_input=retry(0, say=False))))


def play(id: int, *, keys: int = 0, wait_s: float = 4.0) -> PlayStep:
    return PlayStep(prompt=prompt(id), keys=KeysWanted(timeout_s=wait_s, most=keys) if keys else None)


def transfer(to: Destination) -> TransferStep:
    return TransferStep(to=to)


BOB_NEXT = transfer(ToExtension(extension=BOB))
DIALPLANS = [
    Case(
        "a dial plan transfers a caller, who is not answered before",
        FROM_TRUNK,
        from_outside(plan=((transfer(to_ann()),),)),
        """
        0 going_to api_dialplan; dialplan_asked 73; dialplan_answered 1; going_to extension 100
        0 dial_started 100; ringing 100
        2 dial_ended answered; answered; bridged 100
        7 bridge_ended callee; call_ended callee normal
        """,
    ),
    Case(
        "a dial plan plays recordings, and then the call ends",
        FROM_TRUNK,
        from_outside("wait:1 5", plan=((play(RETRY), play(GONE), play(FINAL)),)),
        """
        0 going_to api_dialplan; dialplan_asked 73; dialplan_answered 3; answered; prompt_started retry
        2 prompt_ended retry to the end; prompt_skipped prompt 29 missing; prompt_started final
        4 prompt_ended final to the end; call_ended switchboard normal
        """,
    ),
    Case(
        "a dial plan tries the next step where nobody can be reached",
        FROM_TRUNK,
        from_outside(phones=ANN_IS_BUSY, plan=((transfer(to_ann()), play(RETRY), BOB_NEXT),)),
        """
        0 going_to api_dialplan; dialplan_asked 73; dialplan_answered 3; going_to extension 100
        0 dial_started 100
        1 dial_ended busy; going_to api_dialplan; answered; prompt_started retry
        3 prompt_ended retry to the end; going_to extension 101; dial_started 101; ringing 101
        5 dial_ended answered; bridged 101
        10 bridge_ended callee; call_ended callee normal
        """,
    ),
    Case(
        "a dial plan whose last step reaches nobody goes to the failover",
        FROM_TRUNK,
        from_outside("wait:3 hangup", phones=NOBODY, plan=((transfer(to_ann()), BOB_NEXT),)),
        """
        0 going_to api_dialplan; dialplan_asked 73; dialplan_answered 2; going_to extension 100
        0 dial_started 100
        1 dial_ended busy; going_to api_dialplan; going_to extension 101; dial_started 101; ringing 101
        2 dial_ended rejected; going_to api_dialplan; going_to ivr 6501; answered; menu_entered 6501 1
        2 prompt_started second
        3 prompt_ended second stopped; call_ended caller normal menu=6501 prompt=second
        """,
    ),
    Case(
        "a dial plan without an answer goes to the failover",
        FROM_TRUNK,
        from_outside("wait:2 hangup", plan=()),
        """
        0 going_to api_dialplan; dialplan_asked 73; dialplan_answered 0; going_to ivr 6501; answered
        0 menu_entered 6501 1; prompt_started second
        2 prompt_ended second stopped; call_ended caller normal menu=6501 prompt=second
        """,
    ),
    Case(
        "a dial plan asks again with the keys that were pressed",
        FROM_TRUNK,
        from_outside(
            "wait:1 1 2 3 wait:6 4 # wait:9",
            plan=(
                (play(GREETING, keys=3),),
                (play(RETRY, keys=4),),
                (play(RETRY, keys=2, wait_s=2),),
                (transfer(to_ann()),),
            ),
        ),
        """
        0 going_to api_dialplan; dialplan_asked 73; dialplan_answered 1; answered; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1
        1.2 key_pressed 2
        1.4 key_pressed 3; dialplan_asked 73 keys=123; dialplan_answered 1; prompt_started retry
        3.4 prompt_ended retry to the end
        7.4 key_pressed 4
        7.6 key_pressed #; dialplan_asked 73 keys=4; dialplan_answered 1; prompt_started retry
        9.6 prompt_ended retry to the end
        11.6 dialplan_asked 73; dialplan_answered 1; going_to extension 100; dial_started 100; ringing 100
        13.6 dial_ended answered; bridged 100
        18.6 bridge_ended callee; call_ended callee normal keys=1234#
        """,
    ),
    Case(
        "a dial plan in a menu",
        FROM_MENU,
        from_outside("wait:1 1 wait:1 hangup", plan=((transfer(to_sales()),),)),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to api_dialplan
        1 dialplan_asked 73; dialplan_answered 1; going_to ivr 6501; menu_entered 6501 2; prompt_started second
        2 prompt_ended second stopped; call_ended caller normal menu=6501 prompt=second keys=1
        """,
    ),
    Case(
        "a dial plan goes back to the menu",
        FROM_MENU,
        from_outside("wait:1 1 wait:1 hangup", plan=((transfer(Repeat()),),)),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to api_dialplan
        1 dialplan_asked 73; dialplan_answered 1; going_to repeat; going_to ivr 6500; menu_entered 6500 2
        1 prompt_started greeting
        2 prompt_ended greeting stopped; call_ended caller normal menu=6500 prompt=greeting keys=1
        """,
    ),
    Case(
        "a dial plan transfers outside",
        FROM_TRUNK,
        from_outside(plan=((transfer(outside()),),)),
        """
        0 going_to api_dialplan; dialplan_asked 73; dialplan_answered 1; going_to external_number 95551234
        0 dial_started 5551234; ringing 5551234
        2 dial_ended answered; answered; bridged 5551234
        7 bridge_ended callee; call_ended callee normal
        """,
    ),
    Case(
        "hanging up while a recording of a dial plan plays",
        FROM_TRUNK,
        from_outside("wait:1 hangup", plan=((play(GREETING),),)),
        """
        0 going_to api_dialplan; dialplan_asked 73; dialplan_answered 1; answered; prompt_started greeting
        1 prompt_ended greeting stopped; call_ended caller normal prompt=greeting
        """,
    ),
    Case(
        "a dial plan that leads to itself ends",
        FROM_TRUNK,
        from_outside(plan=((transfer(TO_PLAN),),) * 30),
        """
        0 going_to api_dialplan; dialplan_asked 73; dialplan_answered 1; going_to api_dialplan
        0 dialplan_asked 73; dialplan_answered 1; going_to api_dialplan; dialplan_asked 73; dialplan_answered 1
        0 going_to api_dialplan; loop_guard hops; call_ended switchboard unreachable
        """,
        limits=Limits(hops=3),
    ),
]

"""One caller in a queue: the call semantics, section 18. More callers: tests/callflow/test_queueing.py."""

from dataclasses import replace

from tests.callflow.scenarios.world import (
    ANN,
    BOB,
    GREETING,
    LINE,
    MAIN,
    SUPPORT,
    Case,
    company,
    from_ann,
    from_outside,
    menu,
    option,
    prompt,
)

from switchboard.engine.simulated.scenario import Line, Waiting
from switchboard.model.base import Document
from switchboard.model.destination import ToExtension, ToQueue
from switchboard.model.ivr import DirectDial, Route
from switchboard.model.queue import Queue, QueueAgent, QueueKey
from switchboard.model.trunk import Trunk

SEATS = (QueueAgent(extension=ANN), QueueAgent(extension=BOB))
TO_SUPPORT = ToQueue(queue=SUPPORT)
TO_BOB = ToExtension(extension=BOB)
EARLY = (LINE, Trunk(name="line", host="192.0.2.1", early_announcements=True))
LEAVE_BY_ONE = (QueueKey(key="1", route=Route(to=TO_BOB)),)


def support(**changes: object) -> tuple[int, Document]:
    """The queue of the company, with changes; its agents are rung one after the other."""
    linear = {"name": "support", "number": "640", "agents": SEATS, "strategy": "linear"}
    return SUPPORT, Queue.model_validate({**linear, **changes})


QUEUES = [
    Case(
        "an agent takes a caller from the queue",
        company(support(), inbound=TO_SUPPORT),
        from_outside(phones={"100": Line(after_s=2, talks_s=2)}),
        """
        0 going_to queue 640; queue_joined 640 1; answered; queue_offered 100; ringing 100
        2 queue_offer_ended 100 answered; queue_left agent; bridged 100
        4 bridge_ended callee; call_ended callee normal
        """,
    ),
    Case(
        "an agent who answers cuts an announcement short",
        company(support(join_prompt=prompt(GREETING), join_prompt_in_full=False), inbound=TO_SUPPORT),
        from_outside(phones={"100": Line(after_s=1, talks_s=2)}),
        """
        0 going_to queue 640; queue_joined 640 1; answered; prompt_started greeting; queue_offered 100; ringing 100
        1 prompt_ended greeting stopped; queue_offer_ended 100 answered; queue_left agent; bridged 100
        3 bridge_ended callee; call_ended callee normal
        """,
    ),
    Case(
        "a caller is answered when an agent answers",
        company(support(answer="with_agent"), EARLY, inbound=TO_SUPPORT),
        from_outside(phones={"100": Line(after_s=2, talks_s=2)}),
        """
        0 going_to queue 640; queue_joined 640 1; queue_offered 100; ringing 100
        2 queue_offer_ended 100 answered; queue_left agent; answered; bridged 100
        4 bridge_ended callee; call_ended callee normal
        """,
    ),
    Case(
        "an agent who declines is followed by the next",
        company(support(), inbound=TO_SUPPORT),
        from_outside(phones={"100": Line("rejects", after_s=1), "101": Line(after_s=1, talks_s=1)}),
        """
        0 going_to queue 640; queue_joined 640 1; answered; queue_offered 100; ringing 100
        1 queue_offer_ended 100 rejected; queue_offered 101; ringing 101
        2 queue_offer_ended 101 answered; queue_left agent; bridged 101
        3 bridge_ended callee; call_ended callee normal
        """,
    ),
    Case(
        "all agents ring, and one has the caller",
        company(support(strategy="ring_all"), inbound=TO_SUPPORT),
        from_outside(phones={"100": Line(after_s=1, talks_s=2), "101": Line("no_answer")}),
        """
        0 going_to queue 640; queue_joined 640 1; answered; queue_offered 100; queue_offered 101; ringing 100
        0 ringing 101
        1 queue_offer_ended 100 answered; queue_offer_ended 101 elsewhere; queue_left agent; bridged 100
        3 bridge_ended callee; call_ended callee normal
        """,
    ),
    Case(
        "an agent takes the caller by a key",
        company(support(accept_key="1"), inbound=TO_SUPPORT),
        from_outside(phones={"100": Line(after_s=1, talks_s=4, script="wait:1 1")}),
        """
        0 going_to queue 640; queue_joined 640 1; answered; queue_offered 100; ringing 100
        2 queue_offer_ended 100 answered; queue_left agent; bridged 100
        6 bridge_ended callee; call_ended callee normal
        """,
    ),
    Case(
        "an agent hangs up instead of taking the caller",
        company(support(accept_key="1"), inbound=TO_SUPPORT),
        from_outside(
            "wait:4 hangup", phones={"100": Line(after_s=1, script="wait:1 hangup"), "101": Line("no_answer")}
        ),
        """
        0 going_to queue 640; queue_joined 640 1; answered; queue_offered 100; ringing 100
        2 queue_offer_ended 100 rejected; queue_offered 101; ringing 101
        4 queue_offer_ended 101 cancelled; queue_left caller; call_ended caller normal
        """,
    ),
    Case(
        "a caller leaves the queue by a key while an agent rings",
        company(support(keys=LEAVE_BY_ONE), inbound=TO_SUPPORT),
        from_outside("wait:1 5 wait:1 1", phones={"100": Line("no_answer"), "101": Line(after_s=1, talks_s=1)}),
        """
        0 going_to queue 640; queue_joined 640 1; answered; queue_offered 100; ringing 100
        2 key_pressed 1; queue_offer_ended 100 cancelled; queue_left key 1; going_to extension 101; dial_started 101
        2 ringing 101
        3 dial_ended answered; bridged 101
        4 bridge_ended callee; call_ended callee normal keys=1
        """,
    ),
    Case(
        "a caller leaves the queue by a key in the join prompt",
        company(support(keys=LEAVE_BY_ONE, join_prompt=prompt(GREETING)), inbound=TO_SUPPORT),
        from_outside("wait:2 1", phones={"101": Line(after_s=1, talks_s=1)}),
        """
        0 going_to queue 640; queue_joined 640 1; answered; prompt_started greeting
        2 key_pressed 1; prompt_ended greeting stopped; queue_left key 1; going_to extension 101; dial_started 101
        2 ringing 101
        3 dial_ended answered; bridged 101
        4 bridge_ended callee; call_ended callee normal keys=1
        """,
    ),
    Case(
        "an agent logs in by a feature code",
        company(support(agents=(QueueAgent(extension=ANN, login="by_code"),))),
        from_ann("*7640"),
        """
        0 going_to feature_code *7640; answered; prompt_started queue-logged-in
        2 prompt_ended queue-logged-in to the end; call_ended switchboard normal
        """,
    ),
    Case(
        "who is no agent of a queue cannot log in there",
        company(support()),
        from_ann("*7640"),
        """
        0 going_to feature_code *7640; answered; prompt_started queue-not-agent
        2 prompt_ended queue-not-agent to the end; call_ended switchboard normal
        """,
    ),
    Case(
        "an agent pauses in all queues by a feature code",
        company(support()),
        from_ann("*07"),
        """
        0 going_to feature_code *07; answered; prompt_started queue-paused
        2 prompt_ended queue-paused to the end; call_ended switchboard normal
        """,
    ),
    Case(
        "a caller is handed over to a queue",
        company(support(), inbound=ToExtension(extension=ANN)),
        from_outside(phones={"100": Line(after_s=1, talks_s=2, consults="640"), "101": Line(after_s=3, talks_s=1)}),
        """
        0 going_to extension 100; dial_started 100; ringing 100
        1 dial_ended answered; answered; bridged 100
        1.5 call_started; going_to queue 640; queue_joined 640 1; answered; queue_offered 101; ringing 101
        3 caller_replaced +4930777 1; bridge_ended callee; transferred 640 100; call_ended callee normal
        4.5 queue_offer_ended 101 answered; queue_left agent; bridged 101
        5.5 bridge_ended callee; call_ended callee normal
        """,
    ),
    Case(
        "a caller is told the position",
        company(support(agents=(), join_when=None, say_position=True), inbound=TO_SUPPORT),
        from_outside("wait:5.5 hangup"),
        """
        0 going_to queue 640; queue_joined 640 1; answered
        5 queue_position 1; prompt_started queue-position-1
        5.5 prompt_ended queue-position-1 stopped; queue_left caller
        5.5 call_ended caller normal prompt=queue-position-1
        """,
    ),
    Case(
        "nobody takes the caller in time",
        company(support(max_wait_s=2, failover=TO_BOB, agents=SEATS[:1]), inbound=TO_SUPPORT),
        from_outside(phones={"100": Line("no_answer"), "101": Line(after_s=1, talks_s=1)}),
        """
        0 going_to queue 640; queue_joined 640 1; answered; queue_offered 100; ringing 100
        2 queue_offer_ended 100 cancelled; queue_left timeout; going_to extension 101; dial_started 101; ringing 101
        3 dial_ended answered; bridged 101
        4 bridge_ended callee; call_ended callee normal
        """,
    ),
    Case(
        "a queue that is full refuses callers without an answer",
        company(support(max_callers=2), inbound=TO_SUPPORT),
        replace(from_outside(), waiting=(Waiting(SUPPORT), Waiting(SUPPORT))),
        """
        0 going_to queue 640; queue_left full; call_ended switchboard busy
        """,
    ),
    Case(
        "a queue without agents sends callers on without an answer",
        company(support(on_empty=TO_BOB), inbound=TO_SUPPORT),
        replace(from_outside(phones={"101": Line(after_s=1, talks_s=1)}), paused_agents=frozenset((ANN, BOB))),
        """
        0 going_to queue 640; queue_left empty; going_to extension 101; dial_started 101; ringing 101
        1 dial_ended answered; answered; bridged 101
        2 bridge_ended callee; call_ended callee normal
        """,
    ),
    Case(
        "a queue that fails leads back to the rule of the menu",
        company(
            support(agents=()),
            (MAIN, menu("6500", direct_dial=DirectDial(services="allow", queues=(SUPPORT,)), transfer_failed=Route())),
        ),
        from_outside("wait:1 640"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 6
        1.2 key_pressed 4
        1.4 key_pressed 0; matched 640 service; going_to queue 640; queue_left empty; going_to hang_up
        1.4 call_ended switchboard normal keys=640
        """,
    ),
    Case(
        "a queue by an option of the menu",
        company(support(), (MAIN, menu("6500", options=(option("1", TO_SUPPORT),)))),
        from_outside("wait:1 1", phones={"100": Line(after_s=1, talks_s=1)}),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to queue 640; queue_joined 640 1
        1 queue_offered 100; ringing 100
        2 queue_offer_ended 100 answered; queue_left agent; bridged 100
        3 bridge_ended callee; call_ended callee normal keys=1
        """,
    ),
]

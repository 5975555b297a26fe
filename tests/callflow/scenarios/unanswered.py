"""Announcements before the end of a call that was not answered: the call semantics, section 4."""

from tests.callflow.scenarios.world import LINE, NOTICE, Case, company, from_ann, from_outside, prompt, to_ann

from switchboard.callflow.session import Limits
from switchboard.engine.simulated.scenario import Line
from switchboard.model.destination import PlayAndExit, ToTimeCondition
from switchboard.model.schedule import Schedule
from switchboard.model.time_condition import TimeCondition
from switchboard.model.trunk import Trunk

EARLY = (LINE, Trunk(name="line", host="192.0.2.1", early_announcements=True, record=True))
CLOSED = PlayAndExit(prompt=prompt(NOTICE))
CIRCLE = (70, TimeCondition(name="circle", when=Schedule(), open=ToTimeCondition(time_condition=70)))
BUSY = {"100": Line("busy", after_s=1)}

UNANSWERED = [
    Case(
        "play and exit answers first",
        company(inbound=CLOSED),
        from_outside(),
        """
        0 going_to play_and_exit; answered; prompt_started notice
        3 prompt_ended notice to the end; call_ended switchboard normal
        """,
    ),
    Case(
        "play and exit before any answer where the trunk takes that",
        company(EARLY, inbound=CLOSED),
        from_outside("wait:1 5"),
        """
        0 going_to play_and_exit; prompt_started notice
        3 prompt_ended notice to the end; call_ended switchboard normal
        """,
    ),
    Case(
        "a caller hangs up in words before any answer",
        company(EARLY, inbound=CLOSED),
        from_outside("wait:1 hangup"),
        """
        0 going_to play_and_exit; prompt_started notice
        1 prompt_ended notice stopped; call_ended caller cancelled prompt=notice
        """,
    ),
    Case(
        "an unanswered caller is told nothing of a failure",
        company(inbound=to_ann()),
        from_outside(phones=BUSY),
        """
        0 going_to extension 100; dial_started 100
        1 dial_ended busy; call_ended switchboard busy
        """,
    ),
    Case(
        "an unanswered caller hears of a failure where the trunk takes that",
        company(EARLY, inbound=to_ann()),
        from_outside(phones=BUSY),
        """
        0 going_to extension 100; dial_started 100
        1 dial_ended busy; prompt_started busy
        3 prompt_ended busy to the end; call_ended switchboard busy
        """,
    ),
    Case(
        "an unanswered caller hears that the way has no end where the trunk takes that",
        company(EARLY, CIRCLE, inbound=ToTimeCondition(time_condition=70)),
        from_outside(),
        """
        0 going_to time_condition; time_decided open circle; going_to time_condition; time_decided open circle
        0 going_to time_condition; loop_guard hops; prompt_started limit-reached
        2 prompt_ended limit-reached to the end; call_ended switchboard unreachable
        """,
        Limits(hops=2),
    ),
    Case(
        "a phone of ours is told nothing of a failure before an answer",
        company(EARLY),
        from_ann("101", phones={"101": Line("busy", after_s=1)}),
        """
        0 going_to extension 101; dial_started 101
        1 dial_ended busy; call_ended switchboard busy
        """,
    ),
]

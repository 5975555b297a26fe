"""One caller in a conference: the call semantics, section 20. More callers: tests/callflow/test_conference.py."""

from dataclasses import replace

from tests.callflow.scenarios.world import (
    ANN,
    BOARD,
    MAIN,
    TEAM,
    Case,
    company,
    from_ann,
    from_outside,
    menu,
    option,
)

from switchboard.engine.simulated.scenario import Line, Scenario
from switchboard.model.base import Document
from switchboard.model.conference import Conference
from switchboard.model.destination import ToConference
from switchboard.model.ivr import DirectDial, ExtensionMember, GroupMember

TO_BOARD = ToConference(conference=BOARD)


def board(**changes: object) -> tuple[int, Document]:
    """The conference of the company, with changes."""
    return BOARD, Conference.model_validate({"name": "board", "number": "650", **changes})


def with_pins(script: str) -> Scenario:
    """Somebody calls a conference in which there are PINs for members and for moderators."""
    return replace(from_outside(script), pins={BOARD: "1234"}, moderator_pins={BOARD: "9876"})


CONFERENCES = [
    Case(
        "nobody else is in the conference",
        company(board(alone_limit_s=5), inbound=TO_BOARD),
        from_outside(),
        """
        0 going_to conference 650; answered; conference_joined 650 member 1; prompt_started conf-alone
        2 prompt_ended conf-alone to the end
        5 conference_left alone 0; prompt_started conf-ended
        7 prompt_ended conf-ended to the end; prompt_started goodbye
        9 prompt_ended goodbye to the end; call_ended switchboard normal
        """,
    ),
    Case(
        "a caller leaves the conference by hanging up",
        company(),
        from_ann("650", "wait:1 hangup"),
        """
        0 going_to conference 650; answered; conference_joined 650 member 1; prompt_started conf-alone
        1 prompt_ended conf-alone stopped; conference_left caller 0; call_ended caller normal prompt=conf-alone
        """,
    ),
    Case(
        "no moderator comes",
        company(
            board(wait_for_moderator=True, moderators=(GroupMember(group=TEAM),), alone_limit_s=5), inbound=TO_BOARD
        ),
        from_outside(),
        """
        0 going_to conference 650; answered; conference_waiting; prompt_started conf-wait
        2 prompt_ended conf-wait to the end
        5 conference_left alone 0; prompt_started conf-ended
        7 prompt_ended conf-ended to the end; prompt_started goodbye
        9 prompt_ended goodbye to the end; call_ended switchboard normal
        """,
    ),
    Case(
        "nobody waits for a moderator whom there cannot be",
        company(board(wait_for_moderator=True), inbound=TO_BOARD),
        from_outside("wait:1 hangup"),
        """
        0 going_to conference 650; answered; conference_joined 650 member 1; prompt_started conf-alone
        1 prompt_ended conf-alone stopped; conference_left caller 0; call_ended caller normal prompt=conf-alone
        """,
    ),
    Case(
        "a conference by an option of the menu",
        company((MAIN, menu(options=(option("1", TO_BOARD),)))),
        from_outside("wait:1 1 wait:1 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to conference 650
        1 conference_joined 650 member 1; prompt_started conf-alone
        2 prompt_ended conf-alone stopped; conference_left caller 0; call_ended caller normal prompt=conf-alone keys=1
        """,
    ),
    Case(
        "a conference by its number, dialled in the menu",
        company((MAIN, menu(direct_dial=DirectDial(services="allow", conferences=(BOARD,))))),
        from_outside("wait:1 650 wait:1 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 6
        1.2 key_pressed 5
        1.4 key_pressed 0; matched 650 service; going_to conference 650
        1.4 conference_joined 650 member 1; prompt_started conf-alone
        2.4 prompt_ended conf-alone stopped; conference_left caller 0
        2.4 call_ended caller normal prompt=conf-alone keys=650
        """,
    ),
    Case(
        "a moderator by the PIN",
        company(inbound=TO_BOARD),
        with_pins("wait:1 9876# wait:1 hangup"),
        """
        0 going_to conference 650; answered; prompt_started conf-pin
        1 prompt_ended conf-pin stopped
        1.8 pin_entered right 1; conference_joined 650 moderator 1; prompt_started conf-alone
        2.8 prompt_ended conf-alone stopped; conference_left caller 0; call_ended caller normal prompt=conf-alone
        """,
    ),
    Case(
        "a wrong PIN three times",
        company(inbound=TO_BOARD),
        with_pins("wait:1 1111# wait:3 2222# wait:3 3333#"),
        """
        0 going_to conference 650; answered; prompt_started conf-pin
        1 prompt_ended conf-pin stopped
        1.8 pin_entered wrong 1; prompt_started wrong-pin
        3.8 prompt_ended wrong-pin to the end; prompt_started conf-pin
        4.8 prompt_ended conf-pin stopped
        5.6 pin_entered wrong 2; prompt_started wrong-pin
        7.6 prompt_ended wrong-pin to the end; prompt_started conf-pin
        8.6 prompt_ended conf-pin stopped
        9.4 pin_entered wrong 3; prompt_started wrong-pin
        11.4 prompt_ended wrong-pin to the end; prompt_started goodbye
        13.4 prompt_ended goodbye to the end; conference_refused wrong_pin; call_ended switchboard forbidden
        """,
    ),
    Case(
        "a member mutes himself and leaves by the menu",
        company(),
        from_ann("650", "wait:3 *1 wait:4 *8"),
        """
        0 going_to conference 650; answered; conference_joined 650 member 1; prompt_started conf-alone
        2 prompt_ended conf-alone to the end
        3 key_pressed *; prompt_started conf-menu
        3.2 prompt_ended conf-menu stopped; key_pressed 1; conference_muted member; prompt_started conf-muted
        5.2 prompt_ended conf-muted to the end
        7.2 key_pressed *; prompt_started conf-menu
        7.4 prompt_ended conf-menu stopped; key_pressed 8; conference_left key 0; prompt_started goodbye
        9.4 prompt_ended goodbye to the end; call_ended switchboard normal keys=*1*8
        """,
    ),
    Case(
        "a moderator locks the conference",
        company(board(moderators=(ExtensionMember(extension=ANN),))),
        from_ann("650", "wait:3 *2 wait:4 hangup"),
        """
        0 going_to conference 650; answered; conference_joined 650 moderator 1; prompt_started conf-alone
        2 prompt_ended conf-alone to the end
        3 key_pressed *; prompt_started conf-menu-moderator
        3.2 prompt_ended conf-menu-moderator stopped; key_pressed 2; conference_locked; prompt_started conf-locked-now
        5.2 prompt_ended conf-locked-now to the end
        7.2 conference_left caller 0; call_ended caller normal keys=*2
        """,
    ),
    Case(
        "a member invites somebody who joins",
        company(board(invite=True)),
        from_ann("650", "wait:3 #101# wait:8 hangup", phones={"101": Line(after_s=1, talks_s=12, script="wait:2.5 1")}),
        """
        0 going_to conference 650; answered; conference_joined 650 member 1; prompt_started conf-alone
        2 prompt_ended conf-alone to the end
        3 key_pressed #
        3.2 key_pressed 1
        3.4 key_pressed 0
        3.6 key_pressed 1
        3.8 key_pressed #
        7.3 conference_invited 101 joined
        11.8 conference_left caller 1; call_ended caller normal keys=#101#
        """,
    ),
    Case(
        "a member invites somebody who is busy",
        company(board(invite=True)),
        from_ann("650", "wait:3 #101# wait:4 hangup", phones={"101": Line(kind="busy", after_s=1)}),
        """
        0 going_to conference 650; answered; conference_joined 650 member 1; prompt_started conf-alone
        2 prompt_ended conf-alone to the end
        3 key_pressed #
        3.2 key_pressed 1
        3.4 key_pressed 0
        3.6 key_pressed 1
        3.8 key_pressed #
        4.8 conference_invited 101 busy; prompt_started busy
        6.8 prompt_ended busy to the end
        7.8 conference_left caller 0; call_ended caller normal keys=#101#
        """,
    ),
    Case(
        "a name is asked for before the conference",
        company(board(entry="name")),
        from_ann("650", "wait:4.5 speaks:1.5 wait:5 hangup"),
        """
        0 going_to conference 650; answered; prompt_started conf-record-name
        2 prompt_ended conf-record-name to the end
        7 conference_joined 650 member 1; prompt_started conf-alone
        9 prompt_ended conf-alone to the end
        11 conference_left caller 0; call_ended caller normal
        """,
    ),
    Case(
        "a conference that is missing",
        company(inbound=ToConference(conference=999)),
        from_outside(),
        """
        0 going_to conference; call_ended switchboard unreachable
        """,
    ),
]

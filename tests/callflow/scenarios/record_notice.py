"""Telling people that they are recorded: the call semantics, section 11."""

from tests.callflow.scenarios.world import (
    ANN,
    BOARD,
    BOB,
    LINE,
    MAIN,
    NOTICE,
    OFFICE,
    SUPPORT,
    Case,
    company,
    from_ann,
    from_outside,
    menu,
    option,
    prompt,
    to_ann,
)

from switchboard.model.base import Document
from switchboard.model.conference import Conference
from switchboard.model.destination import ToConference, ToQueue
from switchboard.model.directory import Extension
from switchboard.model.office import Office
from switchboard.model.queue import Queue, QueueAgent
from switchboard.model.record_notice import NO_NOTICE, RecordNotice
from switchboard.model.trunk import Trunk

TELLING = (OFFICE, Office(record_notice=RecordNotice()))
RECORDED = (LINE, Trunk(name="line", host="192.0.2.1", record=True))
RECORDED_ANN = (ANN, Extension(name="Ann", number="100", record=True))
OWN = RecordNotice(prompt=prompt(NOTICE))


def ann(notice: RecordNotice) -> tuple[int, Document]:
    """Ann, who is recorded after a notice of her own."""
    return ANN, Extension(name="Ann", number="100", record=True, record_notice=notice)


RECORD_NOTICE = [
    Case(
        "a caller is told before a recording begins",
        company(TELLING, RECORDED),
        from_outside("wait:3 hangup"),
        """
        0 going_to ivr 6500; answered; prompt_started record-notice
        2 prompt_ended record-notice to the end; recording_started; menu_entered 6500 1; prompt_started greeting
        3 prompt_ended greeting stopped; call_ended caller normal menu=6500 prompt=greeting
        """,
    ),
    Case(
        "both hear that a talk is recorded",
        company(TELLING, RECORDED_ANN, inbound=to_ann()),
        from_outside(),
        """
        0 going_to extension 100; dial_started 100; ringing 100
        2 dial_ended answered; answered; prompt_started record-notice
        4 prompt_ended record-notice to the end; recording_started; bridged 100
        9 bridge_ended callee; call_ended callee normal
        """,
    ),
    Case(
        "a caller is told once",
        company(TELLING, RECORDED, RECORDED_ANN),
        from_outside("wait:4 1"),
        """
        0 going_to ivr 6500; answered; prompt_started record-notice
        2 prompt_ended record-notice to the end; recording_started; menu_entered 6500 1; prompt_started greeting
        4 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to extension 100; dial_started 100
        4 ringing 100
        6 dial_ended answered; bridged 100
        11 bridge_ended callee; call_ended callee normal keys=1
        """,
    ),
    Case(
        "an extension has a notice of its own",
        company(ann(OWN), inbound=to_ann()),
        from_outside(),
        """
        0 going_to extension 100; dial_started 100; ringing 100
        2 dial_ended answered; answered; prompt_started notice
        5 prompt_ended notice to the end; recording_started; bridged 100
        10 bridge_ended callee; call_ended callee normal
        """,
    ),
    Case(
        "an extension has no notice where the office has one",
        company(TELLING, ann(NO_NOTICE), inbound=to_ann()),
        from_outside(),
        """
        0 going_to extension 100; dial_started 100; ringing 100
        2 dial_ended answered; answered; recording_started; bridged 100
        7 bridge_ended callee; call_ended callee normal
        """,
    ),
    Case(
        "somebody outside is told who is called",
        company(ann(OWN)),
        from_ann("95551234"),
        """
        0 going_to external_number 95551234; dial_started 5551234; ringing 5551234
        2 dial_ended answered; answered; prompt_started notice
        5 prompt_ended notice to the end; recording_started; bridged 5551234
        10 bridge_ended callee; call_ended callee normal
        """,
    ),
    Case(
        "a caller who leaves while he is told is not recorded",
        company(TELLING, RECORDED),
        from_outside("wait:1 hangup"),
        """
        0 going_to ivr 6500; answered; prompt_started record-notice
        1 prompt_ended record-notice stopped; call_ended caller normal prompt=record-notice
        """,
    ),
    Case(
        "nobody is told where no recording may begin",
        company(TELLING, RECORDED_ANN, (MAIN, menu(options=(option("1", to_ann(), stop_recording=True),)))),
        from_outside("wait:1 1"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to extension 100
        1 recording_forbidden; dial_started 100; ringing 100
        3 dial_ended answered; bridged 100
        8 bridge_ended callee; call_ended callee normal keys=1
        """,
    ),
    Case(
        "callers of a queue are told before they wait",
        company(
            TELLING,
            (SUPPORT, Queue(name="support", number="640", agents=(QueueAgent(extension=BOB),), record=True)),
            inbound=ToQueue(queue=SUPPORT),
        ),
        from_outside(),
        """
        0 going_to queue 640; queue_joined 640 1; answered; prompt_started record-notice
        2 prompt_ended record-notice to the end; queue_offered 101; ringing 101
        4 queue_offer_ended 101 answered; queue_left agent; recording_started; bridged 101
        9 bridge_ended callee; call_ended callee normal
        """,
    ),
    Case(
        "who comes into a conference is told",
        company(
            (BOARD, Conference(name="board", number="650", record=True, record_notice=OWN)),
            inbound=ToConference(conference=BOARD),
        ),
        from_outside("wait:6 hangup"),
        """
        0 going_to conference 650; answered; prompt_started notice
        3 prompt_ended notice to the end; conference_joined 650 member 1; recording_started
        3 prompt_started conf-alone
        5 prompt_ended conf-alone to the end
        6 conference_left caller 0; call_ended caller normal
        """,
    ),
    Case(
        "the emergency services are not told",
        company(TELLING, RECORDED_ANN),
        from_ann("112"),
        """
        0 going_to external_number 112; emergency_dialled 112 100; dial_started 112; ringing 112
        2 dial_ended answered; answered; recording_started; bridged 112
        7 bridge_ended callee; call_ended callee normal
        """,
    ),
]

"""Checking messages by telephone: the call semantics, section 16."""

from collections.abc import Mapping
from types import MappingProxyType

from tests.callflow.scenarios.voicemail import OWN, taking
from tests.callflow.scenarios.world import (
    ANN,
    BOB,
    CITY,
    DESK,
    LINE,
    MAIN,
    Case,
    company,
    from_outside,
    menu,
    option,
    retry,
    to_ann,
    with_main,
)

from switchboard.engine.simulated.scenario import Line, Scenario
from switchboard.model.destination import ToExtensionVoicemail
from switchboard.model.mailbox import MessageCounts
from switchboard.model.trunk import DialPattern, OutboundRoute

PIN = "482613"
PINS = {ANN: PIN, BOB: PIN}
NO_PINS: Mapping[int, str] = MappingProxyType({})
ABROAD = OutboundRoute(name="city", patterns=(DialPattern(pattern="+."),), trunks=(LINE,), extensions=(ANN,))
NO_ENVELOPE = taking(envelope="none")
PLAIN = company(NO_ENVELOPE)
MENU = menu(
    feature_codes=("check_messages",), options=(option("1"),), no_match=retry(1, say=False), response_timeout_s=5
)
ALLOWED = company((MAIN, MENU), NO_ENVELOPE)


def from_ann(
    script: str,
    dialled: str = "*2",
    *,
    new: int = 0,
    heard: int = 0,
    owner: int = ANN,
    pins: Mapping[int, str] = NO_PINS,
) -> Scenario:
    """Ann calls from her phone; a mailbox has messages."""
    messages = {owner: MessageCounts(new, heard)}
    return Scenario(dialled=dialled, caller="100", extension=ANN, script=script, pins=pins, messages=messages)


def in_the_menu(script: str, *, pins: Mapping[int, str] = NO_PINS, messages: int = 0) -> Scenario:
    """Somebody calls in through the trunk; Bob's mailbox has new messages."""
    return Scenario(
        dialled="555",
        caller="+4930777",
        trunk=LINE,
        script=script,
        pins=pins,
        messages={BOB: MessageCounts(new=messages)},
    )


CHECKING = [
    Case(
        "the own phone is asked for the PIN",
        PLAIN,
        from_ann("wait:3 482613# wait:1 hangup", pins=PINS, new=2),
        """
        0 going_to feature_code *2; answered; prompt_started enter-pin
        2 prompt_ended enter-pin to the end
        4.2 pin_entered right 1; mailbox_opened 100 pin; prompt_started vm-new-2
        5.2 prompt_ended vm-new-2 stopped; mailbox_closed 0 0; call_ended caller normal prompt=vm-new-2
        """,
    ),
    Case(
        "the own phone without a PIN is let in",
        PLAIN,
        from_ann("wait:0.5 hangup", heard=11),
        """
        0 going_to feature_code *2; answered; mailbox_opened 100 phone; prompt_started vm-old-many
        0.5 prompt_ended vm-old-many stopped; mailbox_closed 0 0; call_ended caller normal prompt=vm-old-many
        """,
    ),
    Case(
        "the own phone where no PIN is required",
        company(taking(envelope="none", pin_required=False)),
        from_ann("wait:1 hangup", pins=PINS),
        """
        0 going_to feature_code *2; answered; mailbox_opened 100 phone; prompt_started vm-none
        1 prompt_ended vm-none stopped; mailbox_closed 0 0; call_ended caller normal prompt=vm-none
        """,
    ),
    Case(
        "a wrong PIN of a mailbox",
        PLAIN,
        from_ann("wait:1 111111# wait:3 # wait:1 hangup", pins=PINS),
        """
        0 going_to feature_code *2; answered; prompt_started enter-pin
        1 prompt_ended enter-pin stopped
        2.2 pin_entered wrong 1; prompt_started wrong-pin
        4.2 prompt_ended wrong-pin to the end; prompt_started enter-pin
        5.2 prompt_ended enter-pin stopped; prompt_started goodbye
        6.2 prompt_ended goodbye stopped; call_ended caller normal prompt=goodbye
        """,
    ),
    Case(
        "another mailbox without a PIN",
        PLAIN,
        from_ann("", "*2101"),
        """
        0 going_to feature_code *2101; answered; mailbox_refused 101 no_pin; prompt_started not-permitted
        2 prompt_ended not-permitted to the end; call_ended switchboard forbidden
        """,
    ),
    Case(
        "another mailbox with its PIN",
        PLAIN,
        from_ann("wait:1 482613# wait:1 hangup", "*2101", pins=PINS),
        """
        0 going_to feature_code *2101; answered; prompt_started enter-pin
        1 prompt_ended enter-pin stopped
        2.2 pin_entered right 1; mailbox_opened 101 pin; prompt_started vm-none
        3.2 prompt_ended vm-none stopped; mailbox_closed 0 0; call_ended caller normal prompt=vm-none
        """,
    ),
    Case(
        "a member's phone in the mailbox of a group",
        PLAIN,
        from_ann("wait:0.5 hangup", "*2690", new=1, owner=DESK),
        """
        0 going_to feature_code *2690; answered; mailbox_opened 690 phone; prompt_started vm-new-1
        0.5 prompt_ended vm-new-1 stopped; mailbox_closed 0 0; call_ended caller normal prompt=vm-new-1
        """,
    ),
    Case(
        "a mailbox that does not exist",
        PLAIN,
        from_ann("", "*26500"),
        """
        0 going_to feature_code *26500; call_ended switchboard not-found
        """,
    ),
    Case(
        "a caller in a menu checks messages",
        ALLOWED,
        in_the_menu("wait:1 *2101 wait:1 482613# wait:1 # wait:0.5 # wait:0.5 hangup", pins=PINS),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed *
        1.2 key_pressed 2
        1.4 key_pressed 1
        1.6 key_pressed 0
        1.8 key_pressed 1; matched *2101 feature_code; going_to feature_code *2101; prompt_started enter-pin
        2.8 prompt_ended enter-pin stopped
        4 pin_entered right 1; mailbox_opened 101 pin; prompt_started vm-none
        5 prompt_ended vm-none stopped; prompt_started vm-main; prompt_ended vm-main stopped; key_pressed #
        5 mailbox_closed 0 0; prompt_started goodbye
        6 prompt_ended goodbye stopped; call_ended caller normal prompt=goodbye keys=*2101#
        """,
    ),
    Case(
        "a caller in a menu names the mailbox later",
        ALLOWED,
        in_the_menu("wait:1 *2# wait:1 101# wait:1 482613# wait:1 # wait:0.5 hangup", pins=PINS),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed *
        1.2 key_pressed 2
        1.4 key_pressed #; matched *2 feature_code; going_to feature_code *2; prompt_started vm-mailbox
        2.4 prompt_ended vm-mailbox stopped; key_pressed 1
        2.6 key_pressed 0
        2.8 key_pressed 1
        3 key_pressed #; prompt_started enter-pin
        4 prompt_ended enter-pin stopped
        5.2 pin_entered right 1; mailbox_opened 101 pin; prompt_started vm-none
        6.2 prompt_ended vm-none stopped; prompt_started vm-main; prompt_ended vm-main stopped; key_pressed #
        6.2 mailbox_closed 0 0; prompt_started goodbye
        6.7 prompt_ended goodbye stopped; call_ended caller normal prompt=goodbye keys=*2#101##
        """,
    ),
    Case(
        "a caller in a menu at a mailbox without a PIN",
        ALLOWED,
        in_the_menu("wait:1 *2101#"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed *
        1.2 key_pressed 2
        1.4 key_pressed 1
        1.6 key_pressed 0
        1.8 key_pressed 1; matched *2101 feature_code; going_to feature_code *2101; mailbox_refused 101 no_pin
        1.8 prompt_started not-permitted
        3.8 prompt_ended not-permitted to the end; call_ended switchboard forbidden keys=*2101
        """,
    ),
    Case(
        "a menu that does not permit checking messages",
        with_main(no_match=retry(1, say=False)),
        in_the_menu("wait:1 * wait:1 hangup", pins=PINS),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed *; no_match * 1; prompt_started greeting
        2 prompt_ended greeting stopped; call_ended caller normal menu=6500 prompt=greeting keys=*
        """,
    ),
    Case(
        "a caller who was sent to the code of somebody",
        company(inbound=to_ann()),
        from_outside("wait:3 hangup", phones={"100": Line("forwards", after_s=1, forwards_to=("*2",))}),
        """
        0 going_to extension 100; dial_started 100
        1 dial_ended unreachable; forward_refused 100 *2 not_permitted; call_ended switchboard unreachable
        """,
    ),
    Case(
        "a message is new until most of it was heard",
        PLAIN,
        from_ann("wait:5 hangup", new=1),
        """
        0 going_to feature_code *2; answered; mailbox_opened 100 phone; prompt_started vm-new-1
        1 prompt_ended vm-new-1 to the end; prompt_started message 100001
        5 prompt_ended message 100001 stopped; mailbox_closed 0 0
        5 call_ended caller normal prompt=message 100001
        """,
    ),
    Case(
        "a message was heard when most of it was",
        PLAIN,
        from_ann("wait:5.8 hangup", new=1),
        """
        0 going_to feature_code *2; answered; mailbox_opened 100 phone; prompt_started vm-new-1
        1 prompt_ended vm-new-1 to the end; prompt_started message 100001
        5.5 message_heard 100001
        5.8 prompt_ended message 100001 stopped; mailbox_closed 1 0
        5.8 call_ended caller normal prompt=message 100001
        """,
    ),
    Case(
        "a message is deleted, and had back",
        PLAIN,
        from_ann("wait:3 7 wait:3 7 wait:2.5 hangup", new=2),
        """
        0 going_to feature_code *2; answered; mailbox_opened 100 phone; prompt_started vm-new-2
        1 prompt_ended vm-new-2 to the end; prompt_started message 100001
        3 prompt_ended message 100001 stopped; key_pressed 7; message_deleted 100001; prompt_started vm-deleted
        5 prompt_ended vm-deleted to the end; prompt_started vm-message-menu
        6 prompt_ended vm-message-menu stopped; key_pressed 7; message_restored 100001
        6 prompt_started vm-undeleted
        8 prompt_ended vm-undeleted to the end; prompt_started vm-message-menu
        8.5 prompt_ended vm-message-menu stopped; mailbox_closed 0 0
        8.5 call_ended caller normal prompt=vm-message-menu keys=77
        """,
    ),
    Case(
        "who goes on after some seconds has heard the message",
        PLAIN,
        from_ann("wait:5 6 wait:1 4 wait:1 hangup", new=2),
        """
        0 going_to feature_code *2; answered; mailbox_opened 100 phone; prompt_started vm-new-2
        1 prompt_ended vm-new-2 to the end; prompt_started message 100001
        5 prompt_ended message 100001 stopped; key_pressed 6; message_heard 100001
        5 prompt_started message 100002
        6 prompt_ended message 100002 stopped; key_pressed 4; prompt_started message 100001
        7 prompt_ended message 100001 stopped; mailbox_closed 1 0
        7 call_ended caller normal prompt=message 100001 keys=64
        """,
    ),
    Case(
        "after the last message there is no other",
        PLAIN,
        from_ann("wait:3 6 wait:3 * wait:1 #", new=1),
        """
        0 going_to feature_code *2; answered; mailbox_opened 100 phone; prompt_started vm-new-1
        1 prompt_ended vm-new-1 to the end; prompt_started message 100001
        3 prompt_ended message 100001 stopped; key_pressed 6; prompt_started vm-no-more
        5 prompt_ended vm-no-more to the end; prompt_started vm-message-menu
        6 prompt_ended vm-message-menu stopped; key_pressed *; prompt_started vm-main
        7 prompt_ended vm-main stopped; key_pressed #; mailbox_closed 0 0; prompt_started goodbye
        9 prompt_ended goodbye to the end; call_ended switchboard normal keys=6*#
        """,
    ),
    Case(
        "moving in a message",
        PLAIN,
        from_ann("wait:1.5 2 wait:1 2 wait:0.5 3 wait:0.2 hangup", new=1),
        """
        0 going_to feature_code *2; answered; mailbox_opened 100 phone; prompt_started vm-new-1
        1 prompt_ended vm-new-1 to the end; prompt_started message 100001
        1.5 prompt_ended message 100001 stopped; key_pressed 2
        2.5 key_pressed 2; prompt_started message 100001
        3 prompt_ended message 100001 stopped; key_pressed 3; prompt_started message 100001
        3.2 prompt_ended message 100001 stopped; mailbox_closed 0 0
        3.2 call_ended caller normal prompt=message 100001 keys=223
        """,
    ),
    Case(
        "going back in a message",
        PLAIN,
        from_ann("wait:5 1 wait:3 hangup", new=1),
        """
        0 going_to feature_code *2; answered; mailbox_opened 100 phone; prompt_started vm-new-1
        1 prompt_ended vm-new-1 to the end; prompt_started message 100001
        5 prompt_ended message 100001 stopped; key_pressed 1; prompt_started message 100001
        8 prompt_ended message 100001 stopped; mailbox_closed 0 0
        8 call_ended caller normal prompt=message 100001 keys=1
        """,
    ),
    Case(
        "a message is kept as new",
        PLAIN,
        from_ann("wait:3 9 wait:3 # wait:0.5 hangup", new=1),
        """
        0 going_to feature_code *2; answered; mailbox_opened 100 phone; prompt_started vm-new-1
        1 prompt_ended vm-new-1 to the end; prompt_started message 100001
        3 prompt_ended message 100001 stopped; key_pressed 9; message_kept 100001; prompt_started vm-kept
        5 prompt_ended vm-kept to the end; prompt_started vm-message-menu
        6 prompt_ended vm-message-menu stopped; key_pressed #; mailbox_closed 0 0; prompt_started goodbye
        6.5 prompt_ended goodbye stopped; call_ended caller normal prompt=goodbye keys=9#
        """,
    ),
    Case(
        "a message is sent on",
        PLAIN,
        from_ann("wait:3 0 wait:1 101# wait:1 hangup", new=1),
        """
        0 going_to feature_code *2; answered; mailbox_opened 100 phone; prompt_started vm-new-1
        1 prompt_ended vm-new-1 to the end; prompt_started message 100001
        3 prompt_ended message 100001 stopped; key_pressed 0; prompt_started vm-copy-to
        4 prompt_ended vm-copy-to stopped; key_pressed 1
        4.2 key_pressed 0
        4.4 key_pressed 1
        4.6 key_pressed #; message_forwarded 100001 101; prompt_started vm-copied
        5.6 prompt_ended vm-copied stopped; mailbox_closed 0 0
        5.6 call_ended caller normal prompt=vm-copied keys=0101#
        """,
    ),
    Case(
        "a message is sent to nobody",
        PLAIN,
        from_ann("wait:3 0 wait:1 999# wait:1 hangup", new=1),
        """
        0 going_to feature_code *2; answered; mailbox_opened 100 phone; prompt_started vm-new-1
        1 prompt_ended vm-new-1 to the end; prompt_started message 100001
        3 prompt_ended message 100001 stopped; key_pressed 0; prompt_started vm-copy-to
        4 prompt_ended vm-copy-to stopped; key_pressed 9
        4.2 key_pressed 9
        4.4 key_pressed 9
        4.6 key_pressed #; prompt_started no-such-mailbox
        5.6 prompt_ended no-such-mailbox stopped; mailbox_closed 0 0
        5.6 call_ended caller normal prompt=no-such-mailbox keys=0999#
        """,
    ),
    Case(
        "calling back from a mailbox",
        company((CITY, ABROAD), NO_ENVELOPE),
        from_ann("wait:3 8 wait:1 hangup", new=1),
        """
        0 going_to feature_code *2; answered; mailbox_opened 100 phone; prompt_started vm-new-1
        1 prompt_ended vm-new-1 to the end; prompt_started message 100001
        3 prompt_ended message 100001 stopped; key_pressed 8; mailbox_closed 0 0
        3 going_to external_number +4930777; dial_started +4930777; ringing +4930777
        4 dial_ended cancelled; call_ended caller normal keys=8
        """,
    ),
    Case(
        "calling back where the phone may not",
        PLAIN,
        from_ann("wait:3 8 wait:1 hangup", new=1),
        """
        0 going_to feature_code *2; answered; mailbox_opened 100 phone; prompt_started vm-new-1
        1 prompt_ended vm-new-1 to the end; prompt_started message 100001
        3 prompt_ended message 100001 stopped; key_pressed 8; prompt_started not-permitted
        4 prompt_ended not-permitted stopped; mailbox_closed 0 0
        4 call_ended caller normal prompt=not-permitted keys=8
        """,
    ),
    Case(
        "nobody calls back from outside",
        ALLOWED,
        in_the_menu("wait:1 *2101 wait:1 482613# wait:3 8 wait:1 hangup", pins=PINS, messages=1),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed *
        1.2 key_pressed 2
        1.4 key_pressed 1
        1.6 key_pressed 0
        1.8 key_pressed 1; matched *2101 feature_code; going_to feature_code *2101; prompt_started enter-pin
        2.8 prompt_ended enter-pin stopped
        4 pin_entered right 1; mailbox_opened 101 pin; prompt_started vm-new-1
        5 prompt_ended vm-new-1 to the end; prompt_started message 101001
        7 prompt_ended message 101001 stopped; key_pressed 8; prompt_started invalid
        8 prompt_ended invalid stopped; mailbox_closed 0 0; call_ended caller normal prompt=invalid keys=*21018
        """,
    ),
    Case(
        "a greeting is recorded",
        PLAIN,
        from_ann("wait:0.5 0 wait:0.5 1 wait:0.5 1 wait:4.5 speaks:2 wait:0.5 # wait:0.5 hangup"),
        """
        0 going_to feature_code *2; answered; mailbox_opened 100 phone; prompt_started vm-none
        0.5 prompt_ended vm-none stopped; prompt_started vm-main; prompt_ended vm-main stopped; key_pressed 0
        0.5 prompt_started vm-options
        1 prompt_ended vm-options stopped; key_pressed 1; prompt_started vm-greeting-menu
        1.5 prompt_ended vm-greeting-menu stopped; key_pressed 1; prompt_started vm-record-greeting
        3.5 prompt_ended vm-record-greeting to the end
        8.5 greeting_recorded general; prompt_started vm-greeting-saved
        9 prompt_ended vm-greeting-saved stopped; mailbox_closed 0 0
        9 call_ended caller normal prompt=vm-greeting-saved keys=011
        """,
    ),
    Case(
        "a name is recorded",
        PLAIN,
        from_ann("wait:0.5 0 wait:0.5 5 wait:4.5 speaks:2 wait:0.5 # wait:0.5 hangup"),
        """
        0 going_to feature_code *2; answered; mailbox_opened 100 phone; prompt_started vm-none
        0.5 prompt_ended vm-none stopped; prompt_started vm-main; prompt_ended vm-main stopped; key_pressed 0
        0.5 prompt_started vm-options
        1 prompt_ended vm-options stopped; key_pressed 5; prompt_started vm-record-name
        3 prompt_ended vm-record-name to the end
        8 name_recorded; prompt_started vm-greeting-saved
        8.5 prompt_ended vm-greeting-saved stopped; mailbox_closed 0 0
        8.5 call_ended caller normal prompt=vm-greeting-saved keys=05
        """,
    ),
    Case(
        "what is said before a message",
        company(),
        from_ann("wait:7.5 hangup", new=1),
        """
        0 going_to feature_code *2; answered; mailbox_opened 100 phone; prompt_started vm-new-1
        1 prompt_ended vm-new-1 to the end; prompt_started vm-from
        3 prompt_ended vm-from to the end; prompt_started digit-plus
        4 prompt_ended digit-plus to the end; prompt_started digit-4
        5 prompt_ended digit-4 to the end; prompt_started digit-9
        6 prompt_ended digit-9 to the end; prompt_started digit-pause
        7 prompt_ended digit-pause to the end; prompt_started digit-3
        7.5 prompt_ended digit-3 stopped; mailbox_closed 0 0; call_ended caller normal prompt=digit-3
        """,
    ),
    Case(
        "a key skips what is said before a message",
        company(),
        from_ann("wait:2.5 5 wait:0.5 6 wait:0.5 hangup", new=1),
        """
        0 going_to feature_code *2; answered; mailbox_opened 100 phone; prompt_started vm-new-1
        1 prompt_ended vm-new-1 to the end; prompt_started vm-from
        2.5 prompt_ended vm-from stopped; prompt_started message 100001; prompt_ended message 100001 stopped
        2.5 key_pressed 5; prompt_started message 100001
        3 prompt_ended message 100001 stopped; key_pressed 6; prompt_started vm-no-more
        3.5 prompt_ended vm-no-more stopped; mailbox_closed 0 0
        3.5 call_ended caller normal prompt=vm-no-more keys=56
        """,
    ),
    Case(
        "a greeting is removed",
        company(taking(envelope="none", greetings=OWN)),
        from_ann("wait:0.5 0 wait:0.5 1 wait:0.5 3 wait:0.5 hangup"),
        """
        0 going_to feature_code *2; answered; mailbox_opened 100 phone; prompt_started vm-none
        0.5 prompt_ended vm-none stopped; prompt_started vm-main; prompt_ended vm-main stopped; key_pressed 0
        0.5 prompt_started vm-options
        1 prompt_ended vm-options stopped; key_pressed 1; prompt_started vm-greeting-menu
        1.5 prompt_ended vm-greeting-menu stopped; key_pressed 3; greeting_removed general
        1.5 prompt_started vm-greeting-removed
        2 prompt_ended vm-greeting-removed stopped; mailbox_closed 0 0
        2 call_ended caller normal prompt=vm-greeting-removed keys=013
        """,
    ),
    Case(
        "a PIN is changed",
        PLAIN,
        from_ann("wait:0.5 0 wait:0.5 4 wait:0.5 482613# wait:0.5 482613# wait:0.5 hangup"),
        """
        0 going_to feature_code *2; answered; mailbox_opened 100 phone; prompt_started vm-none
        0.5 prompt_ended vm-none stopped; prompt_started vm-main; prompt_ended vm-main stopped; key_pressed 0
        0.5 prompt_started vm-options
        1 prompt_ended vm-options stopped; key_pressed 4; prompt_started vm-pin-new
        1.5 prompt_ended vm-pin-new stopped
        2.7 prompt_started vm-pin-again
        3.2 prompt_ended vm-pin-again stopped
        4.4 pin_changed; prompt_started vm-pin-changed
        4.9 prompt_ended vm-pin-changed stopped; mailbox_closed 0 0
        4.9 call_ended caller normal prompt=vm-pin-changed keys=04
        """,
    ),
    Case(
        "the key for the owner in the greeting of a mailbox",
        company(taking(star_logs_in=True), inbound=ToExtensionVoicemail(extension=ANN)),
        from_outside("wait:1 * wait:1 hangup"),
        """
        0 going_to extension_voicemail 100; answered; mailbox_entered 100; prompt_started vm-greeting
        1 key_pressed *; prompt_ended vm-greeting stopped; going_to feature_code *100
        1 mailbox_refused 100 no_pin; prompt_started not-permitted
        2 prompt_ended not-permitted stopped; call_ended caller normal prompt=not-permitted keys=*
        """,
    ),
]

"""Leaving a message, and every moment at which its caller may hang up: the call semantics, section 14."""

from tests.callflow.scenarios.voicemail import TO_ANN, taking
from tests.callflow.scenarios.world import MAIN, Case, company, from_ann, from_outside, menu, option, with_main

MESSAGES = [
    Case(
        "a message by an option of the menu",
        with_main(options=(option("1", TO_ANN),)),
        from_outside("wait:1 1 wait:6.5 speaks:2.5 wait:0.5 #"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to extension_voicemail 100
        1 mailbox_entered 100; prompt_started vm-greeting
        3 prompt_ended vm-greeting to the end; prompt_started vm-after-tone
        5 prompt_ended vm-after-tone to the end; message_recording
        10.5 message_left hash; prompt_started vm-saved
        12.5 prompt_ended vm-saved to the end; prompt_started goodbye
        14.5 prompt_ended goodbye to the end; call_ended switchboard normal keys=1
        """,
    ),
    Case(
        "a caller hangs up while leaving a message",
        company(inbound=TO_ANN),
        from_outside("wait:6.5 speaks:2.5 wait:0.5 hangup"),
        """
        0 going_to extension_voicemail 100; answered; mailbox_entered 100; prompt_started vm-greeting
        2 prompt_ended vm-greeting to the end; prompt_started vm-after-tone
        4 prompt_ended vm-after-tone to the end; message_recording
        9.5 message_left caller; call_ended caller normal
        """,
    ),
    Case(
        "a caller hangs up in the greeting of a mailbox",
        company(inbound=TO_ANN),
        from_outside("wait:1 hangup"),
        """
        0 going_to extension_voicemail 100; answered; mailbox_entered 100; prompt_started vm-greeting
        1 prompt_ended vm-greeting stopped; message_discarded left_before_tone
        1 call_ended caller normal prompt=vm-greeting
        """,
    ),
    Case(
        "a caller hangs up in the words before the tone",
        company(inbound=TO_ANN),
        from_outside("wait:3 hangup"),
        """
        0 going_to extension_voicemail 100; answered; mailbox_entered 100; prompt_started vm-greeting
        2 prompt_ended vm-greeting to the end; prompt_started vm-after-tone
        3 prompt_ended vm-after-tone stopped; message_discarded left_before_tone
        3 call_ended caller normal prompt=vm-after-tone
        """,
    ),
    Case(
        "a caller hangs up before the tone is over",
        company(inbound=TO_ANN),
        from_outside("wait:5 hangup"),
        """
        0 going_to extension_voicemail 100; answered; mailbox_entered 100; prompt_started vm-greeting
        2 prompt_ended vm-greeting to the end; prompt_started vm-after-tone
        4 prompt_ended vm-after-tone to the end; message_recording
        5 message_discarded left_before_tone; call_ended caller normal
        """,
    ),
    Case(
        "a caller says too little and hangs up",
        company(inbound=TO_ANN),
        from_outside("wait:1 # wait:2.5 speaks:1 wait:0.5 hangup"),
        """
        0 going_to extension_voicemail 100; answered; mailbox_entered 100; prompt_started vm-greeting
        1 key_pressed #; prompt_ended vm-greeting stopped; message_recording
        5 message_discarded too_short; call_ended caller normal keys=#
        """,
    ),
    Case(
        "a caller says too little, and then enough",
        company(inbound=TO_ANN),
        from_outside("wait:1 # wait:2.5 speaks:0.5 wait:0.5 # wait:4.5 speaks:2.5 wait:0.5 hangup"),
        """
        0 going_to extension_voicemail 100; answered; mailbox_entered 100; prompt_started vm-greeting
        1 key_pressed #; prompt_ended vm-greeting stopped; message_recording
        4.5 message_discarded too_short; prompt_started vm-too-short
        6.5 prompt_ended vm-too-short to the end; message_recording
        12 message_left caller; call_ended caller normal keys=#
        """,
    ),
    Case(
        "a caller says too little twice",
        company(inbound=TO_ANN),
        from_outside("wait:1 # wait:2.5 speaks:0.5 wait:0.5 # wait:4.5 speaks:0.5 wait:0.5 #"),
        """
        0 going_to extension_voicemail 100; answered; mailbox_entered 100; prompt_started vm-greeting
        1 key_pressed #; prompt_ended vm-greeting stopped; message_recording
        4.5 message_discarded too_short; prompt_started vm-too-short
        6.5 prompt_ended vm-too-short to the end; message_recording
        10 message_discarded too_short; prompt_started goodbye
        12 prompt_ended goodbye to the end; call_ended switchboard normal keys=#
        """,
    ),
    Case(
        "a caller hangs up before the second tone is over",
        company(inbound=TO_ANN),
        from_outside("wait:1 # wait:2.5 speaks:0.5 wait:0.5 # wait:3 hangup"),
        """
        0 going_to extension_voicemail 100; answered; mailbox_entered 100; prompt_started vm-greeting
        1 key_pressed #; prompt_ended vm-greeting stopped; message_recording
        4.5 message_discarded too_short; prompt_started vm-too-short
        6.5 prompt_ended vm-too-short to the end; message_recording
        7.5 message_discarded left_before_tone; call_ended caller normal keys=#
        """,
    ),
    Case(
        "silence ends a message",
        company(taking(max_silence_s=2), inbound=TO_ANN),
        from_outside("wait:1 # wait:2.5 speaks:2.5"),
        """
        0 going_to extension_voicemail 100; answered; mailbox_entered 100; prompt_started vm-greeting
        1 key_pressed #; prompt_ended vm-greeting stopped; message_recording
        8 message_left silence; prompt_started vm-saved
        10 prompt_ended vm-saved to the end; prompt_started goodbye
        12 prompt_ended goodbye to the end; call_ended switchboard normal keys=#
        """,
    ),
    Case(
        "a pause does not end a message",
        company(taking(max_silence_s=3), inbound=TO_ANN),
        from_outside("wait:1 # wait:2.5 speaks:2 wait:1.5 speaks:2 wait:0.5 hangup"),
        """
        0 going_to extension_voicemail 100; answered; mailbox_entered 100; prompt_started vm-greeting
        1 key_pressed #; prompt_ended vm-greeting stopped; message_recording
        9.5 message_left caller; call_ended caller normal keys=#
        """,
    ),
    Case(
        "other keys do not end a message",
        company(inbound=TO_ANN),
        from_outside("wait:1 # wait:2.5 speaks:2.5 wait:0.5 50* wait:0.5 #"),
        """
        0 going_to extension_voicemail 100; answered; mailbox_entered 100; prompt_started vm-greeting
        1 key_pressed #; prompt_ended vm-greeting stopped; message_recording
        7.4 message_left hash; prompt_started vm-saved
        9.4 prompt_ended vm-saved to the end; prompt_started goodbye
        11.4 prompt_ended goodbye to the end; call_ended switchboard normal keys=#
        """,
    ),
    Case(
        "a message for a group, by its number",
        company(),
        from_ann("690", "wait:1 # wait:2.5 speaks:2.5 wait:0.5 hangup"),
        """
        0 going_to group_voicemail 690; answered; mailbox_entered 690; prompt_started vm-greeting-group
        1 key_pressed #; prompt_ended vm-greeting-group stopped; message_recording
        6.5 message_left caller; call_ended caller normal keys=#
        """,
    ),
    Case(
        "an option that stops the recording leads to a message",
        company((MAIN, menu(options=(option("1", TO_ANN, stop_recording=True),), record=True))),
        from_outside("wait:1 1 wait:1.5 # wait:2.5 speaks:2.5 wait:0.5 hangup"),
        """
        0 going_to ivr 6500; answered; recording_started; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to extension_voicemail 100
        1 recording_forbidden; recording_stopped; mailbox_entered 100; prompt_started vm-greeting
        2.5 key_pressed #; prompt_ended vm-greeting stopped; message_recording
        8 message_left caller; call_ended caller normal keys=1#
        """,
    ),
    Case(
        "a recorded call leaves a message",
        company((MAIN, menu(options=(option("1", TO_ANN),), record=True))),
        from_outside("wait:1 1# wait:1.5 # wait:2.5 speaks:2.5 wait:0.5 #"),
        """
        0 going_to ivr 6500; answered; recording_started; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to extension_voicemail 100
        1 mailbox_entered 100; prompt_started vm-greeting
        1.2 key_pressed #
        2.7 key_pressed #; prompt_ended vm-greeting stopped; message_recording
        8.2 message_left hash; prompt_started vm-saved
        10.2 prompt_ended vm-saved to the end; prompt_started goodbye
        12.2 prompt_ended goodbye to the end; call_ended switchboard normal keys=1##
        """,
    ),
    Case(
        "a caller keeps a reviewed message",
        company(taking(review=True), inbound=TO_ANN),
        from_outside("wait:1 # wait:2.5 speaks:2.5 wait:0.5 # wait:1 1"),
        """
        0 going_to extension_voicemail 100; answered; mailbox_entered 100; prompt_started vm-greeting
        1 key_pressed #; prompt_ended vm-greeting stopped; message_recording
        6.5 prompt_started vm-review
        7.5 prompt_ended vm-review stopped; key_pressed 1; message_left hash; prompt_started vm-saved
        9.5 prompt_ended vm-saved to the end; prompt_started goodbye
        11.5 prompt_ended goodbye to the end; call_ended switchboard normal keys=#1
        """,
    ),
    Case(
        "a caller hangs up in the review",
        company(taking(review=True), inbound=TO_ANN),
        from_outside("wait:1 # wait:2.5 speaks:2.5 wait:0.5 # wait:1 hangup"),
        """
        0 going_to extension_voicemail 100; answered; mailbox_entered 100; prompt_started vm-greeting
        1 key_pressed #; prompt_ended vm-greeting stopped; message_recording
        6.5 prompt_started vm-review
        7.5 prompt_ended vm-review stopped; message_left caller; call_ended caller normal prompt=vm-review keys=#
        """,
    ),
    Case(
        "a caller records a message again",
        company(taking(review=True), inbound=TO_ANN),
        from_outside("wait:1 # wait:2.5 speaks:2.5 wait:0.5 # wait:1 3 wait:2.5 speaks:2.5 wait:0.5 hangup"),
        """
        0 going_to extension_voicemail 100; answered; mailbox_entered 100; prompt_started vm-greeting
        1 key_pressed #; prompt_ended vm-greeting stopped; message_recording
        6.5 prompt_started vm-review
        7.5 prompt_ended vm-review stopped; key_pressed 3; message_recording
        13 message_left caller; call_ended caller normal keys=#3
        """,
    ),
    Case(
        "a caller records again, and hangs up before the tone is over",
        company(taking(review=True), inbound=TO_ANN),
        from_outside("wait:1 # wait:2.5 speaks:2.5 wait:0.5 # wait:1 3 wait:1 hangup"),
        """
        0 going_to extension_voicemail 100; answered; mailbox_entered 100; prompt_started vm-greeting
        1 key_pressed #; prompt_ended vm-greeting stopped; message_recording
        6.5 prompt_started vm-review
        7.5 prompt_ended vm-review stopped; key_pressed 3; message_recording
        8.5 message_discarded left_before_tone; message_left caller; call_ended caller normal keys=#3
        """,
    ),
    Case(
        "a caller cancels a message",
        company(taking(review=True), inbound=TO_ANN),
        from_outside("wait:1 # wait:2.5 speaks:2.5 wait:0.5 # wait:1 *"),
        """
        0 going_to extension_voicemail 100; answered; mailbox_entered 100; prompt_started vm-greeting
        1 key_pressed #; prompt_ended vm-greeting stopped; message_recording
        6.5 prompt_started vm-review
        7.5 prompt_ended vm-review stopped; key_pressed *; message_discarded cancelled; prompt_started vm-cancelled
        9.5 prompt_ended vm-cancelled to the end; prompt_started goodbye
        11.5 prompt_ended goodbye to the end; call_ended switchboard normal keys=#*
        """,
    ),
    Case(
        "a caller presses what means nothing in the review",
        company(taking(review=True), inbound=TO_ANN),
        from_outside("wait:1 # wait:2.5 speaks:2.5 wait:0.5 # wait:1 9 wait:3 hangup"),
        """
        0 going_to extension_voicemail 100; answered; mailbox_entered 100; prompt_started vm-greeting
        1 key_pressed #; prompt_ended vm-greeting stopped; message_recording
        6.5 prompt_started vm-review
        7.5 prompt_ended vm-review stopped; key_pressed 9; prompt_started invalid
        9.5 prompt_ended invalid to the end; prompt_started vm-review
        10.5 prompt_ended vm-review stopped; message_left caller; call_ended caller normal prompt=vm-review keys=#9
        """,
    ),
]

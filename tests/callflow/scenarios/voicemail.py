"""Voicemail as a destination: the call semantics, section 4."""

from tests.callflow.scenarios.world import (
    ANN,
    DESK,
    MAIN,
    OFFICE,
    Case,
    company,
    from_outside,
    menu,
    option,
    to_sales,
    with_main,
)

from switchboard.engine.simulated.scenario import Scenario
from switchboard.model.destination import ToExtensionVoicemail
from switchboard.model.ivr import Route
from switchboard.model.mailbox import MessageCounts
from switchboard.model.office import Office
from switchboard.model.voicemail import VoicemailOptions

TO_ANN = ToExtensionVoicemail(extension=ANN)
FULL = MessageCounts(new=60, heard=40)
OFF = (OFFICE, Office(voicemail=VoicemailOptions(enabled=False)))

VOICEMAIL = [
    Case(
        "the voicemail of an extension that no longer exists",
        with_main(options=(option("1", ToExtensionVoicemail(extension=999)),)),
        from_outside("wait:1 1"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to extension_voicemail
        1 prompt_started unavailable
        3 prompt_ended unavailable to the end; call_ended switchboard unreachable keys=1
        """,
    ),
    Case(
        "a voicemail that is switched off goes by the rule of the menu",
        company((MAIN, menu(options=(option("1", TO_ANN),), transfer_failed=Route(to=to_sales()))), OFF),
        from_outside("wait:1 1 wait:1 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to extension_voicemail 100
        1 going_to ivr 6501; menu_entered 6501 2; prompt_started second
        2 prompt_ended second stopped; call_ended caller normal menu=6501 prompt=second keys=1
        """,
    ),
    Case(
        "a full mailbox",
        with_main(options=(option("1", TO_ANN),)),
        from_outside("wait:1 1", messages={ANN: FULL}),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to extension_voicemail 100
        1 prompt_started busy
        3 prompt_ended busy to the end; call_ended switchboard busy keys=1
        """,
    ),
    Case(
        "the full mailbox of a group, by its number",
        company(),
        Scenario(dialled="690", caller="100", extension=ANN, messages={DESK: FULL}),
        "0 going_to group_voicemail 690; call_ended switchboard busy",
    ),
]

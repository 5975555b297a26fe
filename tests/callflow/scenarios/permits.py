"""What may be dialled from a menu: the call semantics, section 2."""

from tests.callflow.scenarios.world import (
    ANN,
    BOB,
    DIAL_ALL,
    DIAL_OUT,
    SELLERS,
    TEAM,
    Case,
    from_outside,
    option,
    to_sales,
    with_main,
)

from switchboard.model.ivr import DirectDial, ExtensionMember, GroupMember, OrganizationMember

ONE_OR_EXTENSION = with_main(options=(option("1", to_sales()),), direct_dial=DIAL_ALL, ambiguous_timeout_s=1.5)
QUICK = with_main(options=(option("1", to_sales()),), direct_dial=DIAL_ALL, digit_timeout_s=1.1)
HASH = with_main(options=(option("1", to_sales()), option("#")), direct_dial=DIAL_ALL)

PERMITS = [
    Case(
        "direct dialling off",
        with_main(options=(option("2"),)),
        from_outside("wait:1 100 wait:2 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; no_match 1 1; prompt_started greeting
        1.2 prompt_ended greeting stopped; key_pressed 0; no_match 0 2; going_to hang_up
        1.2 call_ended switchboard normal keys=10
        """,
    ),
    Case(
        "only permitted extensions: one of them",
        with_main(options=(), direct_dial=DirectDial(mode="allow", allow=(GroupMember(group=TEAM),))),
        from_outside("wait:1 101 wait:1 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1
        1.2 key_pressed 0
        1.4 key_pressed 1; matched 101 extension; going_to extension 101; dial_started 101; ringing 101
        2.4 dial_ended cancelled; call_ended caller normal keys=101
        """,
    ),
    Case(
        "only permitted extensions: somebody in an organization below the one that is permitted",
        with_main(options=(), direct_dial=DirectDial(mode="allow", allow=(OrganizationMember(organization=SELLERS),))),
        from_outside("wait:1 101 wait:1 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1
        1.2 key_pressed 0
        1.4 key_pressed 1; matched 101 extension; going_to extension 101; dial_started 101; ringing 101
        2.4 dial_ended cancelled; call_ended caller normal keys=101
        """,
    ),
    Case(
        "only permitted extensions: another one",
        with_main(options=(), direct_dial=DirectDial(mode="allow", allow=(ExtensionMember(extension=ANN),))),
        from_outside("wait:1 101 wait:1.5 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1
        1.2 key_pressed 0
        1.4 key_pressed 1; no_match 101 1; prompt_started greeting
        2.9 prompt_ended greeting stopped; call_ended caller normal menu=6500 prompt=greeting keys=101
        """,
    ),
    Case(
        "all but forbidden extensions: a forbidden one",
        with_main(options=(), direct_dial=DirectDial(mode="restrict", restrict=(GroupMember(group=TEAM),))),
        from_outside("wait:1 2000 wait:1.5 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 2; no_match 2 1
        1.2 key_pressed 0
        1.4 key_pressed 0
        1.6 key_pressed 0
        2.6 prompt_started greeting
        3.1 prompt_ended greeting stopped; call_ended caller normal menu=6500 prompt=greeting keys=2000
        """,
    ),
    Case(
        "all but forbidden extensions: another one",
        with_main(options=(), direct_dial=DirectDial(mode="restrict", restrict=(ExtensionMember(extension=BOB),))),
        from_outside("wait:1 100 wait:1 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1
        1.2 key_pressed 0
        1.4 key_pressed 0; matched 100 extension; going_to extension 100; dial_started 100; ringing 100
        2.4 dial_ended cancelled; call_ended caller normal keys=100
        """,
    ),
    Case(
        "an outside number through a permitted route",
        with_main(outbound_dial=DIAL_OUT),
        from_outside("wait:1 95551234 wait:3 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 9
        1.2 key_pressed 5
        1.4 key_pressed 5
        1.6 key_pressed 5
        1.8 key_pressed 1
        2 key_pressed 2
        2.2 key_pressed 3
        2.4 key_pressed 4; matched 95551234 outbound; going_to external_number 95551234; dial_started 5551234
        2.4 ringing 5551234
        4.4 dial_ended answered; bridged 5551234
        5.4 bridge_ended caller; call_ended caller normal keys=95551234
        """,
    ),
    Case(
        "an outside number that no permitted route takes",
        with_main(outbound_dial=DIAL_OUT),
        from_outside("wait:1 0049 wait:1.5 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 0; no_match 0 1
        1.2 key_pressed 0
        1.4 key_pressed 4
        1.6 key_pressed 9
        2.6 prompt_started greeting
        3.1 prompt_ended greeting stopped; call_ended caller normal menu=6500 prompt=greeting keys=0049
        """,
    ),
    Case(
        "an outside number where dialling out is off",
        with_main(),
        from_outside("wait:1 95551234 wait:1.5 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 9; no_match 9 1; prompt_started greeting
        1.2 prompt_ended greeting stopped; key_pressed 5; no_match 5 2; going_to hang_up
        1.2 call_ended switchboard normal keys=95
        """,
    ),
    Case(
        "an outside number of any length ends by hash",
        with_main(outbound_dial=DIAL_OUT.model_copy(update={"routes": (51,)})),
        from_outside("wait:1 00331# wait:3 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 0
        1.2 key_pressed 0
        1.4 key_pressed 3
        1.6 key_pressed 3
        1.8 key_pressed 1
        2 key_pressed #; matched 00331 outbound; going_to external_number 00331; dial_started +331; ringing +331
        4 dial_ended answered; bridged +331
        5 bridge_ended caller; call_ended caller normal keys=00331#
        """,
    ),
    Case(
        "an outside number of any length ends by itself",
        with_main(outbound_dial=DIAL_OUT.model_copy(update={"routes": (51,)})),
        from_outside("wait:1 0033 wait:4 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 0
        1.2 key_pressed 0
        1.4 key_pressed 3
        1.6 key_pressed 3
        4.6 matched 0033 outbound; going_to external_number 0033; dial_started +33; ringing +33
        5.6 dial_ended cancelled; call_ended caller normal keys=0033
        """,
    ),
]

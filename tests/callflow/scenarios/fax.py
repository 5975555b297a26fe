"""Fax machines that call: the call semantics, section 3."""

from .world import DIAL_ALL, Case, from_outside, option, to_ann, to_sales, with_main

FAX = with_main(options=(option("F", to_ann()), option("1", to_sales())), direct_dial=DIAL_ALL)

FAXES = [
    Case(
        "a fax machine goes where the menu says",
        FAX,
        from_outside("wait:1 F"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed F; matched F option; going_to extension 100; dial_started 100
        1 ringing 100
        3 dial_ended answered; bridged 100
        8 bridge_ended callee; call_ended callee normal keys=F
        """,
    ),
    Case(
        "a fax machine is nobody in a menu that does not know one",
        with_main(),
        from_outside("wait:1 F wait:1 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        2 prompt_ended greeting stopped; call_ended caller normal menu=6500 prompt=greeting
        """,
    ),
    Case(
        "a fax machine enters no number",
        FAX,
        from_outside("wait:1 10 wait:1 F"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1
        1.2 key_pressed 0
        2.2 key_pressed F; matched F option; going_to extension 100; dial_started 100; ringing 100
        4.2 dial_ended answered; bridged 100
        9.2 bridge_ended callee; call_ended callee normal keys=10F
        """,
    ),
]

"""Dial by name: the call semantics, section 17."""

from tests.callflow.scenarios.world import (
    ANN,
    BOB,
    CID,
    MAIN,
    NOTICE,
    OFFICE,
    Case,
    company,
    from_ann,
    from_outside,
    menu,
    option,
    prompt,
    to_sales,
)

from switchboard.engine.simulated.scenario import Line
from switchboard.model.base import Document
from switchboard.model.configuration import Configuration
from switchboard.model.destination import DialByName, ToExtension
from switchboard.model.directory import Extension
from switchboard.model.ivr import Route
from switchboard.model.office import DirectoryOptions, Office

LI, BO, ZOE, TIM, SMITH = 103, 104, 105, 106, 150

NAMES: tuple[tuple[int, Document], ...] = (
    (ANN, Extension(name="Anna Müller", number="100", spoken_name=prompt(NOTICE))),
    (BOB, Extension(name="Anne Mueller", number="101")),
    (CID, Extension(name="Łukasz Øst", number="2000", aliases=("Lucas",))),
    (LI, Extension(name="李雷", number="103")),
    (BO, Extension(name="Bo", number="104")),
    (ZOE, Extension(name="Zoe", number="105", listed=False)),
)
SMITHS = tuple((SMITH + n, Extension(name="Smith", number=f"15{n}")) for n in range(3))


def looking_up(*more: tuple[int, Document], **changes: object) -> Configuration:
    """The company with people to be found; the key 1 of its menu leads there."""
    return company(*NAMES, *more, (MAIN, menu(options=(option("1", DialByName()),), **changes)))


def directory(**options: object) -> tuple[int, Office]:
    return OFFICE, Office(directory=DirectoryOptions.model_validate(options))


def hidden(id: int) -> Extension:
    return Extension(name="Nobody", number=f"{id}", listed=False)


NO_NUMBER = directory(say_number=False)

DIALLING_BY_NAME = [
    Case(
        "a name that one person has is offered at once, and 1 in its middle takes it",
        looking_up(NO_NUMBER),
        from_outside("wait:1 1 wait:1 685 wait:1 1 wait:3 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to dial_by_name
        1 prompt_started dbn-enter
        2 prompt_ended dbn-enter stopped; key_pressed 6
        2.2 key_pressed 8
        2.4 key_pressed 5; name_spelled keys=685 1; name_offered 100; prompt_started notice
        3.4 key_pressed 1; prompt_ended notice stopped; name_chosen 100; going_to extension 100; dial_started 100
        3.4 ringing 100
        5.4 dial_ended answered; bridged 100
        6.4 bridge_ended caller; call_ended caller normal keys=16851
        """,
    ),
    Case(
        "two people who are spelt alike are offered one after the other",
        looking_up(NO_NUMBER),
        from_outside("wait:1 1 wait:1 683 wait:2 * wait:1 * wait:1 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to dial_by_name
        1 prompt_started dbn-enter
        2 prompt_ended dbn-enter stopped; key_pressed 6
        2.2 key_pressed 8
        2.4 key_pressed 3
        3.9 name_spelled keys=683 2; name_offered 100; prompt_started notice
        4.4 key_pressed *; prompt_ended notice stopped; name_offered 101; prompt_started dbn-extension
        5.4 key_pressed *; prompt_ended dbn-extension stopped; prompt_started dbn-no-more
        6.4 prompt_ended dbn-no-more stopped; call_ended caller normal prompt=dbn-no-more keys=1683**
        """,
    ),
    Case(
        "who spells on while somebody is offered disturbs nothing, and takes him after the number",
        looking_up(),
        from_outside("wait:1 1 wait:0.5 5852# wait:5 1 wait:0.5 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to dial_by_name
        1 prompt_started dbn-enter
        1.5 prompt_ended dbn-enter stopped; key_pressed 5
        1.7 key_pressed 8
        1.9 key_pressed 5; name_spelled keys=585 1; name_offered 2000; prompt_started dbn-extension
        2.1 key_pressed 2
        2.3 key_pressed #
        3.9 prompt_ended dbn-extension to the end; prompt_started digits
        7.3 key_pressed 1; prompt_ended digits stopped; name_chosen 102; going_to extension 2000; dial_started 2000
        7.3 ringing 2000
        7.8 dial_ended cancelled; call_ended caller normal keys=15852#1
        """,
    ),
    Case(
        "an alias, another word and a name in another script",
        looking_up(),
        from_outside("wait:1 1 wait:0.5 582 wait:1 * wait:1 678 wait:1 * wait:1 545 wait:0.5 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to dial_by_name
        1 prompt_started dbn-enter
        1.5 prompt_ended dbn-enter stopped; key_pressed 5
        1.7 key_pressed 8
        1.9 key_pressed 2; name_spelled keys=582 1; name_offered 2000; prompt_started dbn-extension
        2.9 key_pressed *; prompt_ended dbn-extension stopped; prompt_started dbn-no-more
        3.9 prompt_ended dbn-no-more stopped; key_pressed 6
        4.1 key_pressed 7
        4.3 key_pressed 8; name_spelled keys=678 1; name_offered 2000; prompt_started dbn-extension
        5.3 key_pressed *; prompt_ended dbn-extension stopped; prompt_started dbn-no-more
        6.3 prompt_ended dbn-no-more stopped; key_pressed 5
        6.5 key_pressed 4
        6.7 key_pressed 5; name_spelled keys=545 1; name_offered 103; prompt_started dbn-extension
        7.2 prompt_ended dbn-extension stopped; call_ended caller normal prompt=dbn-extension keys=1582*678*545
        """,
    ),
    Case(
        "a short name is ended by #, and the caller may erase what he has spelt",
        looking_up(),
        from_outside("wait:1 1 wait:0.5 26 wait:0.5 *26# wait:0.5 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to dial_by_name
        1 prompt_started dbn-enter
        1.5 prompt_ended dbn-enter stopped; key_pressed 2
        1.7 key_pressed 6
        2.2 key_pressed *
        2.4 key_pressed 2
        2.6 key_pressed 6
        2.8 key_pressed #; name_spelled keys=26 3; name_offered 104; prompt_started dbn-extension
        3.3 prompt_ended dbn-extension stopped; call_ended caller normal prompt=dbn-extension keys=126*26#
        """,
    ),
    Case(
        "nobody of that name, and nobody who is not listed",
        looking_up(),
        from_outside("wait:1 1 wait:0.5 963 wait:3.5 9995# wait:0.5 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to dial_by_name
        1 prompt_started dbn-enter
        1.5 prompt_ended dbn-enter stopped; key_pressed 9
        1.7 key_pressed 6
        1.9 key_pressed 3
        2.9 name_spelled keys=963 0; prompt_started dbn-none
        4.9 prompt_ended dbn-none to the end; prompt_started dbn-enter
        5.4 prompt_ended dbn-enter stopped; key_pressed 9
        5.6 key_pressed 9
        5.8 key_pressed 9
        6 key_pressed 5
        6.2 key_pressed #
        6.7 call_ended caller normal keys=19639995#
        """,
    ),
    Case(
        "three spellings that nobody has go by the rule of the menu",
        looking_up(transfer_failed=Route(to=to_sales())),
        from_outside("wait:1 1 wait:0.5 999 wait:1.5 999 wait:1.5 999 wait:4 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to dial_by_name
        1 prompt_started dbn-enter
        1.5 prompt_ended dbn-enter stopped; key_pressed 9
        1.7 key_pressed 9
        1.9 key_pressed 9
        2.9 name_spelled keys=999 0; prompt_started dbn-none
        3.4 prompt_ended dbn-none stopped; key_pressed 9
        3.6 key_pressed 9
        3.8 key_pressed 9
        4.8 name_spelled keys=999 0; prompt_started dbn-none
        5.3 prompt_ended dbn-none stopped; key_pressed 9
        5.5 key_pressed 9
        5.7 key_pressed 9
        6.7 name_spelled keys=999 0; prompt_started dbn-none
        8.7 prompt_ended dbn-none to the end; going_to ivr 6501; menu_entered 6501 2; prompt_started second
        9.7 prompt_ended second stopped; call_ended caller normal menu=6501 prompt=second keys=1999999999
        """,
    ),
    Case(
        "so many people that the caller is asked for more keys, then the first ones",
        looking_up(*SMITHS, directory(offer_at_most=2)),
        from_outside("wait:1 1 wait:0.5 764 wait:2.5 84 wait:4 * wait:1 * wait:1 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to dial_by_name
        1 prompt_started dbn-enter
        1.5 prompt_ended dbn-enter stopped; key_pressed 7
        1.7 key_pressed 6
        1.9 key_pressed 4
        3.4 prompt_started dbn-many
        4.4 prompt_ended dbn-many stopped; key_pressed 8
        4.6 key_pressed 4
        7.6 name_spelled keys=76484 3; name_offered 150; prompt_started dbn-extension
        8.6 key_pressed *; prompt_ended dbn-extension stopped; name_offered 151; prompt_started dbn-extension
        9.6 key_pressed *; prompt_ended dbn-extension stopped; prompt_started dbn-no-more
        10.6 prompt_ended dbn-no-more stopped; call_ended caller normal prompt=dbn-no-more keys=176484**
        """,
    ),
    Case(
        "0 leads to the operator while somebody is offered",
        looking_up(directory(operator=ToExtension(extension=BOB))),
        from_outside("wait:1 1 wait:0.5 685 wait:1 0 wait:0.5 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to dial_by_name
        1 prompt_started dbn-enter
        1.5 prompt_ended dbn-enter stopped; key_pressed 6
        1.7 key_pressed 8
        1.9 key_pressed 5; name_spelled keys=685 1; name_offered 100; prompt_started notice
        2.9 key_pressed 0; prompt_ended notice stopped; going_to extension 101; dial_started 101; ringing 101
        3.4 dial_ended cancelled; call_ended caller normal keys=16850
        """,
    ),
    Case(
        "0 before a name leads to the operator",
        looking_up(directory(operator=ToExtension(extension=BOB))),
        from_outside("wait:1 1 wait:0.5 0 wait:0.5 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to dial_by_name
        1 prompt_started dbn-enter
        1.5 prompt_ended dbn-enter stopped; key_pressed 0; going_to extension 101; dial_started 101; ringing 101
        2 dial_ended cancelled; call_ended caller normal keys=10
        """,
    ),
    Case(
        "a caller does not find himself",
        looking_up(),
        from_ann("6500", "wait:1 1 wait:0.5 683 wait:1 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to dial_by_name
        1 prompt_started dbn-enter
        1.5 prompt_ended dbn-enter stopped; key_pressed 6
        1.7 key_pressed 8
        1.9 key_pressed 3; name_spelled keys=683 1; name_offered 101; prompt_started dbn-extension
        2.9 prompt_ended dbn-extension stopped; call_ended caller normal prompt=dbn-extension keys=1683
        """,
    ),
    Case(
        "nobody is listed",
        company(*((id, hidden(id)) for id in (ANN, BOB, CID)), inbound=DialByName()),
        from_outside(),
        """
        0 going_to dial_by_name; answered; prompt_started dbn-none
        2 prompt_ended dbn-none to the end; prompt_started goodbye
        4 prompt_ended goodbye to the end; call_ended switchboard not-found
        """,
    ),
    Case(
        "whoever was found and does not answer is a failure like others",
        looking_up(NO_NUMBER, transfer_failed=Route(to=to_sales())),
        from_outside("wait:1 1 wait:0.5 685 wait:0.5 1 wait:3 hangup", phones={"100": Line("busy", after_s=1)}),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to dial_by_name
        1 prompt_started dbn-enter
        1.5 prompt_ended dbn-enter stopped; key_pressed 6
        1.7 key_pressed 8
        1.9 key_pressed 5; name_spelled keys=685 1; name_offered 100; prompt_started notice
        2.4 key_pressed 1; prompt_ended notice stopped; name_chosen 100; going_to extension 100; dial_started 100
        3.4 dial_ended busy; going_to ivr 6501; menu_entered 6501 2; prompt_started second
        5.4 prompt_ended second stopped; call_ended caller normal menu=6501 prompt=second keys=16851
        """,
    ),
]

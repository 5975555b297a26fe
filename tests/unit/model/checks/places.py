"""What leads nowhere, what nobody gets to, circles."""

from tests.callflow.scenarios.world import (
    ANN,
    BOB,
    CITY,
    CREW,
    DAYTIME,
    DESK,
    LINE,
    MAIN,
    PLAN,
    RETRY,
    SALES,
    SPARE,
    SUPPORT,
    WORLD,
    company,
    from_ann,
    from_outside,
    menu,
    option,
    outside,
    to_ann,
    to_main,
    to_sales,
    with_main,
)

from switchboard.engine.simulated.scenario import Line
from switchboard.model.destination import (
    Disa,
    HangUp,
    PlainDestination,
    Repeat,
    ToExtension,
    ToExtensionVoicemail,
    ToNumber,
    ToRingGroup,
    ToTimeCondition,
)
from switchboard.model.directory import Extension
from switchboard.model.group_voicemail import GroupVoicemail
from switchboard.model.ivr import DirectDial, Ivr, NightMode, Retry, Route
from switchboard.model.office import Office
from switchboard.model.queue import Queue
from switchboard.model.ring_group import RingGroup
from switchboard.model.schedule import Schedule, WeekHours
from switchboard.model.time_condition import TimeCondition
from switchboard.model.trunk import InboundRoute, Trunk
from switchboard.model.voicemail import Voicemail

from .case import Case

GONE = 999
LATER = 3  # the id of the company's inbound route
SECOND_ROUTE = 4
ALWAYS_CLOSED = Schedule(hours=WeekHours())
OFF = Trunk(name="line", host="192.0.2.1", enabled=False)
SPARE_OFF = Trunk(name="spare", host="192.0.2.2", enabled=False)


def one_option(to: PlainDestination) -> Ivr:
    return menu(options=(option("1", to), option("2", to_sales())))


def condition(**places: PlainDestination) -> tuple[int, TimeCondition]:
    return DAYTIME, TimeCondition(name="daytime", when=ALWAYS_CLOSED, **places)


def silent(to: PlainDestination, number: str = "6500") -> Ivr:
    return menu(number, no_input=Retry(retries=0, route=Route(to=to)))


FIRST = (MAIN, "options", 0, "route", "to")
DAY = ToTimeCondition(time_condition=DAYTIME)

PLACES = [
    Case(
        "missing-object",
        company((MAIN, one_option(ToExtension(extension=GONE)))),
        (*FIRST, "extension"),
        company(),
        from_outside("wait:1 1"),
        ("call_ended switchboard unreachable",),
    ),
    Case(
        "way-out-off",
        company((SPARE, SPARE_OFF)),
        (WORLD, "trunks"),
        company(),
        from_ann("00441"),
    ),
    Case(
        "way-in-off",
        company((LINE, OFF), (LATER, InboundRoute(name="in", trunks=(LINE,), to=to_main()))),
        (LATER, "trunks"),
        company((LATER, InboundRoute(name="in", trunks=(LINE,), to=to_main()))),
    ),
    Case(
        "trunk-without-route",
        company((LATER, InboundRoute(name="in", trunks=(SPARE,), to=to_main()))),
        (LINE,),
        company(),
        from_outside(),
        ("call_ended switchboard not-found",),
    ),
    Case(
        "group-empty",
        company((CREW, RingGroup(name="crew", number="600"))),
        (CREW, "members"),
        company(),
        from_ann("600"),
        misses=("ringing",),
    ),
    Case(
        "queue-empty",
        company((SUPPORT, Queue(name="support", number="640"))),
        (SUPPORT, "agents"),
        company(),
        from_ann("640", "wait:60 hangup"),
        misses=("ringing",),
    ),
    Case(
        "mailbox-without-owner",
        company((DESK, GroupVoicemail(name="desk", number="690"))),
        (DESK, "members"),
        company(),
    ),
    Case(
        "mailbox-off",
        company(
            (ANN, Extension(name="Ann", number="100", voicemail=Voicemail(enabled=False))),
            (MAIN, one_option(ToExtensionVoicemail(extension=ANN))),
        ),
        FIRST,
        company((MAIN, one_option(ToExtensionVoicemail(extension=ANN)))),
        from_outside("wait:1 1"),
        misses=("mailbox_entered",),
    ),
    Case(
        "mobile-missing",
        company((MAIN, one_option(ToExtension(extension=ANN, mobile=True)))),
        FIRST,
        company(
            (MAIN, one_option(ToExtension(extension=ANN, mobile=True))),
            (ANN, Extension(name="Ann", number="100", mobile="95551234")),
        ),
        from_outside("wait:1 1"),
        misses=("dial_started",),
    ),
    Case(
        "number-unreachable",
        company((MAIN, one_option(ToNumber(number="777")))),
        FIRST,
        company((MAIN, one_option(ToNumber(number="101")))),
        from_outside("wait:1 1"),
        misses=("dial_started",),
    ),
    Case(
        "number-unreachable",
        company((MAIN, one_option(outside("1"))), (CITY, Office())),
        FIRST,
        company((MAIN, one_option(outside()))),
        from_outside("wait:1 1"),
        misses=("dial_started",),
    ),
    Case(
        "no-menu-before",
        company(inbound=Repeat()),
        (LATER, "to"),
        company(inbound=to_main()),
        from_outside(),
        ("call_ended switchboard rejected",),
    ),
    Case(
        "no-menu-before",
        with_main(night=NightMode(enabled=True, route=Route(to=Repeat()))),
        (MAIN, "night", "route", "to"),
        with_main(night=NightMode(enabled=True, route=Route(to=Disa()))),
        from_outside(),
        misses=("menu_entered",),
    ),
    Case("not-reached", company(), (DAYTIME,), company((MAIN, one_option(DAY)))),
    Case("not-reached", company(), (PLAN,), company(condition(closed=to_ann()), inbound=to_main()).changed([], [PLAN])),
    Case("inside-only", company(), (SUPPORT,), with_main(direct_dial=DirectDial(services="all"))),
    Case("inside-only", company((MAIN, menu(options=()))), (SALES,), company()),
    Case(
        "unused",
        company(),
        (RETRY,),
        with_main(no_match=Retry.model_validate({"retry_prompt": {"kind": "prompt", "prompt": RETRY}})),
    ),
    Case(
        "route-hidden",
        company((SECOND_ROUTE, InboundRoute(name="late", position=2, pattern="555", to=to_sales()))),
        (SECOND_ROUTE, "pattern"),
        company((SECOND_ROUTE, InboundRoute(name="late", position=2, pattern="556", to=to_sales()))),
        from_outside("wait:1 hangup"),
        ("menu_entered 6500 1",),
    ),
    Case(
        "endless-loop",
        company(condition(closed=DAY), inbound=DAY),
        (DAYTIME, "closed"),
        company(condition(closed=to_main()), inbound=DAY),
        from_outside(),
        ("loop_guard hops",),
        ("answered",),
    ),
    Case(
        "endless-loop",
        with_main(night=NightMode(enabled=True, route=Route(to=to_main()))),
        (MAIN, "night", "route", "to"),
        with_main(night=NightMode(enabled=False, route=Route(to=to_main()))),
        from_outside(),
        ("loop_guard hops",),
    ),
    Case(
        "silent-loop",
        company((MAIN, silent(to_sales())), (SALES, silent(to_main(), "6501"))),
        (SALES, "no_input", "route", "to"),
        company((MAIN, silent(to_sales()))),
        from_outside(),
        ("loop_guard visits",),
    ),
    Case(
        "silent-loop",
        company((MAIN, silent(Repeat()))),
        (MAIN, "no_input", "route", "to"),
        company((MAIN, silent(HangUp()))),
        from_outside(),
        ("loop_guard visits",),
    ),
    Case(
        "silent-loop",
        company(
            (
                CREW,
                RingGroup(
                    name="crew", number="600", timeout_s=5, failover=ToRingGroup(ring_group=CREW), members=(BOB,)
                ),
            )
        ),
        (CREW, "failover"),
        company(),
        from_ann("600", phones={"101": Line("no_answer")}),
        ("loop_guard hops",),
    ),
]

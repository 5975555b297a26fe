"""Where calls go by the time: the call semantics, section 5. START is a Monday at nine, in office hours."""

from tests.callflow.scenarios.world import (
    DAYTIME,
    NEW_YEAR,
    OFFICE,
    TRANSFER,
    Case,
    company,
    from_ann,
    from_outside,
    menu,
    option,
    prompt,
    retry,
    to_ann,
    to_sales,
    with_main,
)

from switchboard.callflow.session import Limits
from switchboard.model.destination import ByTime, PlainDestination, ToTimeCondition
from switchboard.model.holiday import Holiday, Moment
from switchboard.model.ivr import Ivr
from switchboard.model.office import Office
from switchboard.model.schedule import DayHours, Schedule, TimeRange, WeekHours
from switchboard.model.time_condition import TimeCondition

TODAY = Moment(year=2026, month=3, day=2)
FEAST = Holiday(name="Feast", first=TODAY, last=TODAY.model_copy(update={"hour": 23, "minute": 59}))
NEVER = Schedule(hours=WeekHours())
MORNING = WeekHours(monday=DayHours(open=True, ranges=(TimeRange(start="09:00", end="12:00"),)))
DAY = ToTimeCondition(time_condition=DAYTIME)


def by_time(when: Schedule | None = None, **places: PlainDestination) -> ByTime:
    return ByTime(when=when or Schedule(), **places)


def condition(when: Schedule, **places: PlainDestination) -> tuple[int, TimeCondition]:
    return DAYTIME, TimeCondition(name="daytime", when=when, **places)


def chosen(to: ByTime) -> Ivr:
    """A main menu with a transfer prompt, in which 1 leads there."""
    return menu(options=(option("1", to),), transfer_prompt=prompt(TRANSFER))


TIMES = [
    Case(
        "an option goes by the hours of the office",
        company((10, chosen(by_time(open=to_ann(), closed=to_sales())))),
        from_outside("wait:1 1 wait:2 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; time_decided open; matched 1 option; prompt_started transfer
        2 prompt_ended transfer to the end; going_to extension 100; dial_started 100; ringing 100
        3 dial_ended cancelled; call_ended caller normal keys=1
        """,
    ),
    Case(
        "an option goes by hours of its own",
        company((10, chosen(by_time(NEVER, open=to_ann(), closed=to_sales())))),
        from_outside("wait:1 1 wait:2 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; time_decided closed; matched 1 option; going_to ivr 6501
        1 menu_entered 6501 2; prompt_started second
        3 prompt_ended second stopped; call_ended caller normal menu=6501 prompt=second keys=1
        """,
    ),
    Case(
        "a holiday comes before the hours",
        company(
            (10, chosen(by_time(Schedule(holidays=(NEW_YEAR,)), holiday=to_sales(), open=to_ann()))), (NEW_YEAR, FEAST)
        ),
        from_outside("wait:1 1 wait:2 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; time_decided holiday; matched 1 option; going_to ivr 6501
        1 menu_entered 6501 2; prompt_started second
        3 prompt_ended second stopped; call_ended caller normal menu=6501 prompt=second keys=1
        """,
    ),
    Case(
        "the hours are those of the schedule's own time zone",
        company((10, chosen(by_time(Schedule(timezone="America/New_York"), open=to_ann(), closed=to_sales())))),
        from_outside("wait:1 1 wait:2 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; time_decided closed; matched 1 option; going_to ivr 6501
        1 menu_entered 6501 2; prompt_started second
        3 prompt_ended second stopped; call_ended caller normal menu=6501 prompt=second keys=1
        """,
    ),
    Case(
        "an option that has nothing for this moment is a wrong key",
        company((10, chosen(by_time(closed=to_sales())))),
        from_outside("wait:1 1 wait:1 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; time_decided open; no_match 1 1; prompt_started greeting
        2 prompt_ended greeting stopped; call_ended caller normal menu=6500 prompt=greeting keys=1
        """,
    ),
    Case(
        "a rule for silence that has nothing for this moment hangs up",
        with_main(no_input=retry(0, by_time(closed=to_sales()), say=False)),
        from_outside(),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        4 prompt_ended greeting to the end
        7 no_input 1; going_to by_time; time_decided open; call_ended switchboard normal
        """,
    ),
    Case(
        "a time condition: open",
        company(inbound=DAY),
        from_outside("wait:3 hangup"),
        """
        0 going_to time_condition; time_decided open daytime; going_to extension 100; dial_started 100; ringing 100
        2 dial_ended answered; answered; bridged 100
        3 bridge_ended caller; call_ended caller normal
        """,
    ),
    Case(
        "a time condition: closed",
        company(condition(Schedule(hours=WeekHours(), timezone="Asia/Tokyo"), closed=to_sales()), inbound=DAY),
        from_outside("wait:1 hangup"),
        """
        0 going_to time_condition; time_decided closed daytime; going_to ivr 6501; answered; menu_entered 6501 1
        0 prompt_started second
        1 prompt_ended second stopped; call_ended caller normal menu=6501 prompt=second
        """,
    ),
    Case(
        "a time condition that says nothing for this moment hangs up",
        company(condition(NEVER, open=to_ann()), (10, menu(options=(option("1", DAY),)))),
        from_outside("wait:1 1"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to time_condition
        1 time_decided closed daytime; call_ended switchboard normal keys=1
        """,
    ),
    Case(
        "a time condition that is gone goes by the rule of the menu",
        with_main(options=(option("1", ToTimeCondition(time_condition=999)),), transfer_failed={"to": to_sales()}),
        from_outside("wait:1 1 wait:1 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to time_condition; going_to ivr 6501
        1 menu_entered 6501 2; prompt_started second
        2 prompt_ended second stopped; call_ended caller normal menu=6501 prompt=second keys=1
        """,
    ),
    Case(
        "one time condition after the other",
        company(
            (70, TimeCondition(name="morning", when=Schedule(hours=MORNING), open=to_ann())),
            condition(Schedule(), open=ToTimeCondition(time_condition=70)),
            inbound=DAY,
        ),
        from_outside("wait:1 hangup"),
        """
        0 going_to time_condition; time_decided open daytime; going_to time_condition; time_decided open morning
        0 going_to extension 100; dial_started 100; ringing 100
        1 dial_ended cancelled; call_ended caller cancelled
        """,
    ),
    Case(
        "time conditions in a circle",
        company(condition(Schedule(), open=DAY), inbound=DAY),
        from_outside(),
        """
        0 going_to time_condition; time_decided open daytime; going_to time_condition; time_decided open daytime
        0 going_to time_condition; time_decided open daytime; going_to time_condition; loop_guard hops
        0 call_ended switchboard unreachable
        """,
        Limits(hops=3),
    ),
    Case(
        "time conditions in a circle, in a menu",
        company(condition(Schedule(), open=DAY), (10, menu(options=(option("1", DAY),)))),
        from_ann("6500", "wait:1 1"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to time_condition
        1 time_decided open daytime; going_to time_condition; time_decided open daytime; going_to time_condition
        1 loop_guard hops; prompt_started limit-reached
        3 prompt_ended limit-reached to the end; call_ended switchboard normal keys=1
        """,
        Limits(hops=2),
    ),
    Case(
        "an office in another zone",
        company((OFFICE, Office(timezone="Australia/Sydney")), inbound=by_time(open=to_ann(), closed=to_sales())),
        from_outside("wait:1 hangup"),
        """
        0 going_to by_time; time_decided closed; going_to ivr 6501; answered; menu_entered 6501 1
        0 prompt_started second
        1 prompt_ended second stopped; call_ended caller normal menu=6501 prompt=second
        """,
    ),
]

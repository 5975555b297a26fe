"""Valid documents of every kind, that refer to the furniture, for hypothesis."""

from hypothesis import strategies as st

from tests.kit.names import NAMEABLE

Document = dict[str, object]

numbers = st.from_regex(r"8[0-9]{3,6}", fullmatch=True)
names = st.text(NAMEABLE, min_size=1, max_size=50).map(lambda name: f"~{name}")
prose = st.text(max_size=50).filter(str.isprintable) | st.sampled_from(["two\nlines", "\t", ""])
header = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=30)
seconds = st.floats(0, 60) | st.integers(0, 60)
extensions = st.sampled_from([85, 86])
outside = st.from_regex(r"\+?[0-9*#]{1,32}", fullmatch=True)
prompt = st.sampled_from(
    [
        {"kind": "prompt", "prompt": 90},
        {"kind": "prompt", "prompt": 91},
        {"kind": "announcement", "name": "default"},
        {"kind": "announcement", "name": "goodbye"},
    ]
)


def some(required: Document | None = None, **optional: st.SearchStrategy[object]) -> st.SearchStrategy[Document]:
    """An object with `required` strategies and any of the optional members."""
    return st.fixed_dictionaries(required or {}, optional=optional)  # type: ignore[arg-type]


def kind(name: str, **members: st.SearchStrategy[object]) -> st.SearchStrategy[Document]:
    return st.fixed_dictionaries({"kind": st.just(name), **members})


destination = (
    kind("hang_up")
    | kind("extension", extension=extensions, mobile=st.booleans())
    | kind("ivr", ivr=st.just(50))
    | kind("external_number", prefix=st.sampled_from(["", "0", "+"]), number=outside)
    | kind("play_and_exit", prompt=prompt, times=st.integers(1, 5))
    | kind("play_and_return", prompt=prompt, times=st.integers(1, 5))
    | kind("number", number=outside)
    | kind("repeat")
    | kind("disa")
    | kind("dial_by_name")
    | kind("extension_voicemail", extension=extensions)
)
day = some(open=st.booleans(), ranges=st.lists(st.just({"start": "09:00", "end": "24:00"}), max_size=2))
week = some(monday=day, sunday=day)
schedule = some(hours=st.none() | week, timezone=st.none() | st.sampled_from(["UTC", "Asia/Kolkata"]))
forward = some(
    {"to": destination},
    callers=st.sampled_from(["all", "inside", "outside"]),
    confirm=st.booleans(),
    hours=st.none() | schedule,
)
timed = some(
    {"kind": st.just("by_time")},
    when=schedule,
    holiday=st.none() | destination,
    open=st.none() | destination,
    closed=st.none() | destination,
)
route = some(to=destination | timed, stop_recording=st.booleans())
retry = some(
    retries=st.integers(0, 20),
    retry_prompt=st.none() | prompt,
    final_prompt=st.none() | prompt,
    route=route,
)
member = kind("extension", extension=extensions) | kind("extension_group", group=st.just(70))
seat = some({"extension": extensions}, tier=st.integers(1, 100), login=st.sampled_from(["always", "by_code"]))
absences = st.lists(st.sampled_from(["paused", "unreachable", "dnd", "busy", "wrap_up"]), max_size=5)
option = some(
    {"keys": st.from_regex(r"[0-9*#]{1,4}", fullmatch=True), "route": route},
    ambiguous_timeout_s=st.none() | seconds,
)
options = some(
    enabled=st.booleans(),
    takes=st.lists(st.sampled_from(["busy", "no_answer", "unreachable", "dnd"]), max_size=4),
    greetings=some(general=st.none() | prompt, temporary=st.none() | prompt),
    language=st.sampled_from(["", "de"]),
    max_message_s=st.just(0) | st.integers(30, 1800),
    min_message_s=st.integers(0, 10),
    max_silence_s=st.integers(0, 60),
    max_messages=st.integers(1, 5000),
    when_full=st.sampled_from(["refuse", "drop_oldest_heard"]),
    keep_days=st.integers(0, 3650),
    operator=st.none() | destination,
    notify=st.sampled_from(["none", "mail", "mail_with_audio", "mail_then_delete"]),
    mail_to=st.lists(st.just("a@b.example"), max_size=2),
)
voicemail = options | some(enabled=st.none(), greetings=st.none(), max_messages=st.none(), mail_to=st.none())
pattern = some(
    {"pattern": st.sampled_from(["X.", "0[1-5]Z!", "+49-N.", "", "*12#"])},
    strip=st.integers(0, 32),
    prepend=st.sampled_from(["", "+49", "0*#"]),
)
caller = st.from_regex(r"\+?[0-9]{0,20}", fullmatch=True)
trunks = st.lists(st.just(60), max_size=2)
position = st.integers(1, 2**31)
action = some(
    {
        "key": st.integers(1, 2**31 - 1),
        "name": names,
        "on": st.sampled_from(["keys", "caller"]),
        "mask": st.sampled_from(["1", "30**;4000-4999", "7;*"]),
        "method": st.sampled_from(["GET", "POST"]),
        "url": st.sampled_from(["http://192.0.2.9/a", "https://b.example/?c=d"]),
    },
    enabled=st.booleans(),
    headers=st.lists(st.just({"name": "X-Key", "value": "a b"}), max_size=2),
    connect_timeout_s=st.integers(0, 60),
    request_timeout_s=st.integers(0, 60),
    auth=st.sampled_from(["none", "basic", "digest", "bearer"]),
    username=header,
)
moment = some({"month": st.integers(1, 12), "day": st.integers(1, 28)}, hour=st.just(0), minute=st.just(0))

DOCUMENTS: dict[str, st.SearchStrategy[Document]] = {
    "ivr": some(
        {"name": names, "number": numbers},
        description=prose,
        language=st.sampled_from(["", "de", "en-GB"]),
        greeting=st.lists(prompt, max_size=5),
        transfer_prompt=st.none() | prompt,
        response_timeout_s=seconds,
        digit_timeout_s=seconds,
        ambiguous_timeout_s=st.none() | seconds,
        options=st.lists(option, max_size=4, unique_by=lambda option: str(option["keys"])),
        no_input=retry,
        no_match=retry,
        transfer_failed=st.none() | route,
        direct_dial=some(
            mode=st.sampled_from(["off", "all", "allow", "restrict"]),
            allow=st.lists(member, max_size=3),
            restrict=st.lists(member, max_size=3),
            services=st.sampled_from(["off", "all", "allow"]),
            exclude=st.lists(st.just({"first": "1000", "last": "1999"}), max_size=1),
        ),
        record=st.booleans(),
        disa_pin_required=st.booleans(),
        night=some(enabled=st.booleans(), route=st.none() | route),
        caller_ids=st.lists(some({"trunk": st.just(60), "number": caller}, display_name=header), max_size=1),
        actions=st.lists(action, max_size=2, unique_by=lambda action: int(str(action["key"]))),
        outbound_dial=some(enabled=st.booleans(), routes=st.lists(st.just(21), max_size=1)),
        alert_info=header,
    ),
    "extension": some(
        {"name": names, "number": numbers},
        voicemail=voicemail,
        email=st.sampled_from(["", "a@b.example", "ü@ü.example"]),
        mobile=caller,
        ring_time_s=st.integers(1, 300),
        record=st.booleans(),
        listed=st.booleans(),
        aliases=st.lists(names, max_size=2),
        spoken_name=st.none() | prompt,
        forwarding=some(
            dnd=st.booleans(),
            always=st.none() | forward,
            no_answer=st.none() | forward,
            on_dnd=st.none() | forward,
            max_calls=st.none() | st.integers(1, 1000),
        ),
    ),
    "group_voicemail": some(
        {"name": names, "number": numbers},
        members=st.lists(member, max_size=3),
        delivery=st.sampled_from(["shared", "copies"]),
        light=st.booleans(),
        voicemail=voicemail,
    ),
    "conference": some(
        {"name": names, "number": numbers},
        language=st.sampled_from(["", "de"]),
        moderators=st.lists(member, max_size=3),
        wait_for_moderator=st.booleans(),
        without_moderator=st.sampled_from(["go_on", "wait", "end"]),
        moderator_grace_s=st.integers(0, 600),
        entry=st.sampled_from(["tone", "number", "name", "none"]),
        invite=st.booleans(),
        max_members=st.integers(2, 200),
        mute_on_entry=st.booleans(),
        record=st.booleans(),
        alone_limit_s=st.integers(0, 86_400),
    ),
    "queue": some(
        {"name": names, "number": numbers},
        language=st.sampled_from(["", "de"]),
        agents=st.lists(seat, max_size=2, unique_by=lambda seat: str(seat["extension"])),
        strategy=st.sampled_from(["ring_all", "linear", "round_robin", "least_recent", "fewest_calls", "random"]),
        tier_wait_s=st.integers(0, 3600),
        retry_s=st.integers(0, 600),
        ring_busy=st.booleans(),
        pause_after_missed=st.integers(0, 20),
        max_wait_s=st.integers(0, 9_999_999),
        join_when=st.none() | absences,
        stay_when=st.none() | absences,
        failover=destination,
        on_full=st.none() | destination,
        keys=st.lists(some({"key": st.sampled_from("123*#"), "route": route}), max_size=1),
        join_prompt=st.none() | prompt,
        say_every_s=st.integers(15, 1800),
        prompts=st.lists(prompt, max_size=2),
        accept_key=st.sampled_from(["", "1"]),
        weight=st.integers(0, 100),
        answer=st.sampled_from(["at_once", "with_agent"]),
        alert_info=header,
    ),
    "organization": some({"name": names}, members=st.lists(extensions, max_size=3)),
    "extension_group": some({"name": names}, members=st.lists(extensions, max_size=3)),
    "ring_group": some(
        {"name": names, "number": numbers},
        members=st.lists(extensions, max_size=2),
        strategy=st.sampled_from(["ring_all", "sequential", "random", "memory", "least_recent"]),
        ring_time_s=st.integers(1, 300),
        timeout_s=st.integers(1, 3600),
        follow_members=st.booleans(),
        failover=destination,
    ),
    "music": some(
        {"name": names, "prompts": st.lists(st.sampled_from([90, 91]), min_size=1, max_size=3)},
        order=st.sampled_from(["in_order", "random"]),
        stream=st.sampled_from([None, "https://radio.example/live.mp3"]),
    ),
    "holiday": some(
        {"name": names, "first": moment, "last": moment, "every_year": st.just(True)},
        region=st.sampled_from(["", "DEU"]),
        consecutive=st.booleans(),
    ),
    "time_condition": some(
        {"name": names},
        when=schedule,
        holiday=st.none() | destination,
        open=st.none() | destination,
        closed=st.none() | destination,
    ),
    "api_dialplan": some(
        {
            "name": names,
            "method": st.sampled_from(["GET", "POST"]),
            "url": st.sampled_from(["http://192.0.2.9/a", "https://b.example/?c=d"]),
        },
        description=prose,
        headers=st.lists(st.just({"name": "X-Key", "value": "a b"}), max_size=2),
        connect_timeout_s=st.integers(0, 60),
        auth=st.sampled_from(["none", "basic", "digest", "bearer"]),
        username=header,
        failover=destination | timed,
    ),
    "office": some(
        {"name": st.just("office")},
        hours=week,
        timezone=st.sampled_from(["UTC", "Europe/Berlin"]),
        language=st.sampled_from(["", "de"]),
        night_mode=st.booleans(),
        voicemail=options,
        directory=some(
            keys_needed=st.integers(2, 5),
            say_number=st.booleans(),
            offer_at_most=st.integers(1, 20),
            operator=st.none() | destination,
        ),
        transfer_recall=st.booleans(),
        hold_limit_s=st.integers(0, 86_400),
        keep_recordings_days=st.integers(0, 3650),
        keep_recordings_mb=st.integers(0, 100_000_000),
        keep_calls_days=st.integers(0, 3650),
        keep_versions_days=st.integers(0, 3650),
        calling_hours=st.none() | week,
        country=st.sampled_from(["", "DE", "US"]),
        area_code=st.sampled_from(["", "30"]),
        max_calls=st.none() | st.integers(1, 100),
    ),
    "sms_template": some(
        {"name": names, "text": st.text(min_size=1, max_size=50).filter(str.isprintable)}, sender=header
    ),
    "webhook": some(
        {"name": names, "url": st.sampled_from(["http://192.0.2.9/a", "https://b.example/?c=d"])},
        enabled=st.booleans(),
        format=st.sampled_from(["native", "yeastar", "servetel"]),
        events=st.lists(
            st.sampled_from(["call_status", "call_end", "option_pressed", "message_left", "trunk_state"]), max_size=5
        ),
    ),
    "trunk": some(
        {"name": names, "host": st.sampled_from(["192.0.2.1", "sip.example.net", "[2001:db8::1]"])},
        type=st.just("peer"),
        port=st.integers(1, 65535),
        transport=st.sampled_from(["udp", "tcp"]),
        username=header,
        addresses=st.lists(st.sampled_from(["192.0.2.2", "b.example"]), max_size=2),
        caller_id=caller,
        keep_caller_id=st.booleans(),
        trust_identity=st.booleans(),
        send_identity=st.booleans(),
        send_diversion=st.booleans(),
        early_announcements=st.booleans(),
        own_hold_music=st.booleans(),
        register_interval_s=st.integers(60, 7200),
        record=st.booleans(),
        enabled=st.booleans(),
        did_numbers=st.lists(caller, max_size=2),
        called_number_form=st.sampled_from(["as_dialled", "e164", "e164_bare", "national", "international"]),
        caller_number_form=st.sampled_from(["as_dialled", "e164"]),
        incoming_number_form=st.sampled_from(["any", "national"]),
        codecs=st.sampled_from([[], ["PCMU"], ["G722", "PCMA", "PCMU"]]),
        encryption=st.sampled_from(["off", "optional", "required"]),
        max_calls=st.none() | st.integers(0, 100),
        max_incoming_calls=st.none() | st.integers(0, 100),
        max_outgoing_calls=st.none() | st.integers(0, 100),
        options_interval_s=st.sampled_from([0, 5, 60, 3600]),
    ),
    "outbound_route": some(
        {
            "name": names,
            "patterns": st.lists(pattern, min_size=1, max_size=3),
            "trunks": st.lists(st.just(60), min_size=1, max_size=2),
        },
        position=position,
        all_extensions=st.booleans(),
        extensions=st.lists(extensions, max_size=2),
        caller_id=caller,
        ring_time_s=st.integers(1, 300),
    ),
    "inbound_route": some(
        {"name": names, "to": destination},
        description=prose,
        position=position,
        trunks=trunks,
        pattern=st.sampled_from(["", "X.", "+49N!"]),
        while_closed=st.booleans(),
    ),
    "caller_list": some(
        {"name": names},
        enabled=st.booleans(),
        allow=st.booleans(),
        numbers=st.lists(st.sampled_from(["+4930777", "+49N!", "0800."]), max_size=2),
        withheld=st.booleans(),
        trunks=trunks,
        refusal=st.sampled_from(["busy", "declined", "announcement"]),
        to=st.none() | destination,
    ),
    "do_not_call_list": some(
        {"name": names},
        enabled=st.booleans(),
        numbers=st.lists(st.sampled_from(["+4930777", "+49N!", "0800."]), max_size=2),
    ),
    "scenario": some(
        {"name": names, "dialled": outside},
        caller=st.sampled_from(["", "1000", "+49301"]),
        withheld=st.booleans(),
        at=st.none() | st.just("2026-03-01T09:00:00Z"),
        keys=st.sampled_from(["", "1 wait:3 2"]),
        phones=st.lists(
            some({"number": st.just("1000")}, does=st.sampled_from(["busy", "answers"]), after_s=seconds), max_size=1
        ),
        agents=st.lists(some({"number": st.just("1000"), "does": st.just("paused")}), max_size=1),
        replies=st.lists(some({"key": st.just("3"), "action": st.just("call"), "destination": outside}), max_size=1),
        others=st.lists(some({"caller": st.just("1001"), "dialled": outside}, after_s=seconds), max_size=2),
        outcome=st.none() | st.sampled_from(["answered", "missed"]),
        ends_at=st.sampled_from(["", "1000"]),
    ),
}
"""kind -> documents. A prompt begins with its sound and has none here."""

EDITED_PROMPT = some({"name": names}, text=prose, language=st.sampled_from(["", "de"]))
"""What of a prompt can be edited."""

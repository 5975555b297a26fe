"""Every metric that there is; docs/metrics.md says of each what it tells."""

from typing import Final, Literal, NamedTuple

Kind = Literal["counter", "gauge", "histogram"]


class Metric(NamedTuple):
    """Its labels in the order in which samples have their values; a histogram is measured in such parts of its unit."""

    name: str
    kind: Kind
    labels: tuple[str, ...]
    text: str
    parts: int = 1


CATALOGUE: Final = (
    Metric("switchboard_build_info", "gauge", ("version", "python", "node"), "Always 1."),
    Metric("switchboard_draining", "gauge", (), "Whether new calls are refused because the node stops."),
    Metric("switchboard_process_up", "gauge", ("process",), "Whether a process answers."),
    Metric("switchboard_process_start_time_seconds", "gauge", ("process",), "Start of a process, in Unix time."),
    Metric("switchboard_process_cpu_seconds_total", "counter", ("process",), "Processor time of a process."),
    Metric("switchboard_process_resident_memory_bytes", "gauge", ("process",), "Memory of a process."),
    Metric("switchboard_process_open_fds", "gauge", ("process",), "Open file descriptors."),
    Metric("switchboard_process_max_fds", "gauge", ("process",), "How many file descriptors may be open."),
    Metric("switchboard_loop_lag_seconds", "histogram", ("process",), "How late an event loop was.", 1000),
    Metric("switchboard_calls", "gauge", ("direction", "stage"), "Calls that go on."),
    Metric("switchboard_calls_started_total", "counter", ("direction",), "Calls that began."),
    Metric("switchboard_calls_ended_total", "counter", ("cause",), "Calls that ended."),
    Metric("switchboard_calls_outcomes_total", "counter", ("outcome",), "What became of calls."),
    Metric("switchboard_callers_blocked_total", "counter", (), "Callers whom a list refused."),
    Metric("switchboard_dials_total", "counter", ("target", "outcome"), "Times that somebody was rung."),
    Metric("switchboard_answer_seconds", "histogram", ("by",), "From INVITE to 200.", 1000),
    Metric("switchboard_key_to_prompt_seconds", "histogram", ("process",), "From a key to the next prompt.", 1000),
    Metric("switchboard_tenant_calls", "gauge", ("tenant",), "Calls of a tenant that go on."),
    Metric("switchboard_tenant_calls_started_total", "counter", ("tenant",), "Calls of a tenant that began."),
    Metric("switchboard_sip_messages_total", "counter", ("direction",), "SIP messages."),
    Metric("switchboard_sip_responses_total", "counter", ("status",), "Final SIP responses that were sent."),
    Metric("switchboard_sip_troubles_total", "counter", ("trouble",), "SIP messages that were of no use."),
    Metric("switchboard_sip_refused_total", "counter", ("reason",), "Requests refused because of too much to do."),
    Metric("switchboard_sip_transactions", "gauge", ("role",), "SIP transactions."),
    Metric("switchboard_registrations", "gauge", (), "Contacts of phones that are registered."),
    Metric("switchboard_subscriptions", "gauge", (), "Phones that are told of waiting messages."),
    Metric("switchboard_trunks", "gauge", ("state",), "Trunks of all tenants."),
    Metric("switchboard_music_streams", "gauge", ("state",), "Network streams of music that are fetched."),
    Metric("switchboard_record_rows_waiting", "gauge", (), "Rows of the call record that wait for the database."),
    Metric("switchboard_record_rows_dropped_total", "counter", (), "Rows of the call record that were lost."),
    Metric("switchboard_record_write_seconds", "histogram", (), "Writing a batch of the call record.", 1000),
    Metric("switchboard_media_streams", "gauge", ("process",), "RTP streams."),
    Metric("switchboard_media_late_slots_total", "counter", ("process",), "Slots of 5 ms in which nothing was sent."),
    Metric("switchboard_media_idle_seconds_total", "counter", ("process",), "Time without anything to do."),
    Metric("switchboard_media_refused_commands_total", "counter", ("process", "reason"), "Commands not obeyed."),
    Metric("switchboard_rtp_packets_total", "counter", ("process", "direction"), "RTP packets of ended streams."),
    Metric("switchboard_rtp_packets_lost_total", "counter", ("process", "direction"), "Those that never came."),
    Metric("switchboard_rtp_loss_ratio", "histogram", ("process", "direction"), "Loss of each ended stream.", 100),
    Metric("switchboard_rtp_jitter_seconds", "histogram", ("process",), "Jitter of each ended stream.", 1000),
    Metric("switchboard_rtp_round_trip_seconds", "histogram", ("process",), "Round trip by RTCP.", 1000),
    Metric("switchboard_rtp_mos", "histogram", ("process", "direction"), "Estimated MOS of each ended stream."),
    Metric("switchboard_http_requests_total", "counter", ("face", "status"), "HTTP requests that were answered."),
    Metric("switchboard_outbox_messages", "gauge", ("state",), "Messages in the outbox, of all nodes."),
    Metric("switchboard_event_listeners", "gauge", (), "Listeners to events of calls."),
    Metric("switchboard_events_behind", "gauge", (), "Events that were not handed on yet."),
    Metric("switchboard_database_up", "gauge", (), "Whether the database answers."),
    Metric("switchboard_database_query_seconds", "gauge", (), "How long a small query took just now."),
)

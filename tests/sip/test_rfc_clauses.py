"""Which test holds which clause of the RFCs; a clause without a test is visible by its absence."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

pytestmark = pytest.mark.unit

CLAUSES = {
    "RFC 3261 §7.3.1 names without case, order, several lines": "message::test_headers_keep_order_and_number",
    "RFC 3261 §7.3.1 folding": "parser::test_folding_bare_line_feeds_and_odd_spacing",
    "RFC 3261 §7.3.3 compact forms": "message::test_names_compare_without_case_and_in_compact_form",
    "RFC 3261 §8.1.2 sending by Route": "endpoint_addresses::test_route_decides_where_a_request_goes",
    "RFC 3261 §8.2.2.2 merged requests": "endpoint::test_merged_request_is_482",
    "RFC 3261 §8.2.2.3 Require": "endpoint::test_refusals",
    "RFC 3261 §8.2.6 Record-Route in answers": "endpoint_addresses::test_record_route_is_repeated_in_the_answer",
    "RFC 3261 §9.1 CANCEL after a provisional": "endpoint::test_cancel_waits_for_a_provisional",
    "RFC 3261 §9.1 CANCEL without a final response": "endpoint::test_cancel_without_an_answer_ends_the_request",
    "RFC 3261 §9.2 CANCEL received": "endpoint::test_cancel_received",
    "RFC 3261 §9.2 CANCEL that matches nothing": "endpoint::test_cancel_that_matches_nothing_is_481",
    "RFC 3261 §10.3 step 6, Contact *": "registrar::test_star_removes_all_with_expires_0_only",
    "RFC 3261 §10.3 step 7, expiry": "registrar::test_lifetime",
    "RFC 3261 §10.3 step 7, 423": "registrar::test_too_brief_is_423",
    "RFC 3261 §10.3 step 7, order of CSeq": "registrar::test_sequence_must_rise_within_a_call_id",
    "RFC 3261 §10.3 step 7, all or none": "registrar::test_several_contacts_in_one_request_all_or_none",
    "RFC 3261 §10.3 step 8, list of contacts": "registrar::test_query_without_contact_changes_nothing",
    "RFC 3261 §12.1.1 UAS dialog": "dialog::test_uas",
    "RFC 3261 §12.1.2 UAC dialog": "dialog::test_uac_turns_the_route_around",
    "RFC 3261 §12.2.1.1 strict routing": "dialog::test_strict_routing",
    "RFC 3261 §12.2.1.1 sequence numbers": "dialog::test_sequence_numbers_rise_and_ack_repeats_that_of_the_invite",
    "RFC 3261 §12.2.1.2 target refresh": "dialog::test_target_refresh",
    "RFC 3261 §12.2.2 order of requests": "dialog::test_requests_out_of_order_are_not_accepted",
    "RFC 3261 §13.2.2.4 ACK for each 2xx": "endpoint::test_ack_is_repeated_for_each_copy_of_the_2xx",
    "RFC 3261 §13.2.2.4 2xx of forks": "endpoint::test_2xx_of_another_fork_is_acknowledged_and_ended",
    "RFC 3261 §13.3.1.4 2xx until the ACK": (
        "endpoint::test_2xx_is_sent_again_until_the_ack_and_absorbs_copies_of_the_invite"
    ),
    "RFC 3261 §13.3.1.4 2xx without ACK": "endpoint::test_2xx_without_ack_is_given_up",
    "RFC 3261 §17.1.1.2 Timers A and B": (
        "transaction::test_invite_client_retransmits_at_doubling_intervals_and_times_out"
    ),
    "RFC 3261 §17.1.1.2 Timer D": "transaction::test_timer_d_is_zero_on_reliable_transports",
    "RFC 3261 §17.1.1.3 ACK": "transaction::test_ack_to_a_failure_repeats_branch_route_and_sequence",
    "RFC 3261 §17.1.2.2 Timers E and F": "transaction::test_non_invite_client_retransmits_up_to_t2_and_times_out",
    "RFC 3261 §17.1.2.2 Timer E in Proceeding": ("transaction::test_non_invite_client_slows_to_t2_after_a_provisional"),
    "RFC 3261 §17.1.2.2 Timer K": "transaction::test_non_invite_client_absorbs_copies_for_timer_k",
    "RFC 3261 §17.1.3 matching responses": "matching::test_response_matches_by_branch_and_cseq_method",
    "RFC 3261 §17.1.4 transport errors": "transaction::test_client_transport_error",
    "RFC 3261 §17.2.1 Timers G and I": "transaction::test_invite_server_retransmits_a_failure_until_the_ack",
    "RFC 3261 §17.2.1 Timer H": "transaction::test_invite_server_gives_up_without_an_ack",
    "RFC 3261 §17.2.2 Timer J": "transaction::test_timer_j_is_zero_on_reliable_transports",
    "RFC 3261 §17.2.3 matching requests": "matching::test_request_matches_by_branch_sent_by_and_method",
    "RFC 3261 §17.2.3 matching by RFC 2543": "matching::test_requests_of_rfc_2543",
    "RFC 3261 §18.1.1 long requests over TCP": (
        "endpoint_addresses::test_long_request_goes_over_tcp_and_falls_back_to_udp"
    ),
    "RFC 3261 §18.2.1 received": "headers::test_via_is_stamped_with_the_source",
    "RFC 3261 §18.2.2 where responses go": (
        "endpoint_addresses::test_response_goes_where_via_says_without_rport_and_to_the_source_with_it"
    ),
    "RFC 3261 §18.3 longer than Content-Length": "parser::test_datagram_longer_than_content_length_is_cut",
    "RFC 3261 §18.3 shorter than Content-Length": "parser::test_datagram_shorter_than_content_length_is_400",
    "RFC 3261 §18.3 streams need Content-Length": "parser::test_stream_without_content_length_is_broken",
    "RFC 3261 §19.1.2 escapes": "uri::test_escapes_are_decoded_and_written_again",
    "RFC 3261 §19.1.4 equality of URIs": "uri::test_equality",
    "RFC 3261 §20.10 parameters without brackets": "uri::test_parameters_without_brackets_are_the_headers",
    "RFC 3264 §6 refused media": "offer_answer::test_other_media_are_refused_in_place",
    "RFC 3264 §6.1 direction": "offer_answer::test_direction_is_mirrored",
    "RFC 3264 §8.4 hold": "offer_answer::test_hold_by_unspecified_address",
    "RFC 3327 §5.3 Path": "registrar::test_path_is_kept_and_echoed",
    "RFC 3581 §4 rport": "headers::test_via_is_stamped_with_the_source",
    "RFC 3605 a=rtcp": "offer_answer::test_rtcp",
    "RFC 3891 §3 Replaces": "dialog::test_the_dialog_that_a_replaces_names",
    "RFC 4028 §7.2 UAC": "session_timer::test_response",
    "RFC 4028 §9 UAS": "session_timer::test_interval_is_lowered_to_ours_but_not_below_min_se",
    "RFC 4028 §6 422": "session_timer::test_too_brief_is_422",
    "RFC 4475 all messages": "torture::test_outcome",
    "RFC 4733 telephone-event": "offer_answer::test_telephone_event_is_taken_at_8000_only",
    "RFC 5626 §4.4.1 keep-alive": "parser::test_stream_in_pieces",
    "RFC 5626 §5.3 flows": "endpoint_addresses::test_tcp_connection_is_used_both_ways",
    "RFC 6026 §7.1 Accepted, server": "transaction::test_invite_server_absorbs_copies_after_a_2xx",
    "RFC 6026 §7.2 Accepted, client": "transaction::test_invite_client_passes_every_2xx_until_timer_m",
    "RFC 7616 §3.3 stale": "digest::test_nonce_that_is_old_or_foreign_is_stale",
    "RFC 7616 §3.4 nonce count": "digest::test_nonce_count_must_rise",
    "RFC 7616 §3.9.1 example": "digest::test_example_of_rfc_7616",
    "RFC 8760 §2.4 the strongest algorithm": "digest::test_strongest_algorithm_is_answered_and_accepted",
    "RFC 8866 §5 session descriptions": "sdp::test_parse",
}


@pytest.mark.parametrize("clause", CLAUSES)
def test_the_test_exists(clause: str) -> None:
    module, _, name = CLAUSES[clause].partition("::")
    source = (Path(__file__).parent / f"test_{module}.py").read_text()
    assert re.search(rf"^(async )?def {name}\(", source, re.MULTILINE)

"""What SIPp does in a call, step by step: parts for `caller.xml` and `callee.xml`, to be put in one after the other."""

ACK = "ACK"


def pause(duration_ms: int) -> str:
    """Wait, the phone's user being slow."""
    return f'<pause milliseconds="{duration_ms}"/>'


def sdp(
    direction: str = "sendrecv", *, version: int = 1, media: str = "0 101", rtpmap: str = "a=rtpmap:0 PCMU/8000"
) -> str:
    """A description of audio at the RTP end of the test."""
    return "\n".join(
        [
            "v=0",
            f"o=phone 1 {version} IN IP4 [local_ip]",
            "s=-",
            "c=IN IP4 [local_ip]",
            "t=0 0",
            f"m=audio @rtp_port@ RTP/AVP {media}",
            rtpmap,
            "a=rtpmap:101 telephone-event/8000",
            "a=fmtp:101 0-16",
            f"a={direction}",
        ]
    )


SDP_HEADERS = "Content-Type: application/sdp\nContent-Length: [len]"


# The caller.

RINGS = '<recv response="180"/>'
MAY_RING = '<recv response="180" optional="true"/>'


def answered(*, cseq: int = 2, body: str = "") -> str:
    """The caller gets 200 and acknowledges it, with `body` when the 200 carried the offer."""
    return '<recv response="200" rrs="true"/>' + by_caller(ACK, cseq, body=body, answer=None)


def refused(status: int) -> str:
    """The caller's INVITE is refused with that status."""
    return f'<recv response="{status}"/>' + _message(
        "ACK sip:@number@@[remote_ip]:[remote_port] SIP/2.0",
        ["Max-Forwards: 70", _VIA_OF_INVITE, "[last_From:]", "[last_To:]", "[last_Call-ID:]", "CSeq: 2 ACK"],
    )


def stranger_refused() -> str:
    """Acknowledges the refusal of a stranger's INVITE."""
    return _message(
        "ACK sip:@number@@[remote_ip]:[remote_port] SIP/2.0",
        ["[last_Via:]", "Max-Forwards: 70", "[last_From:]", "[last_To:]", "[last_Call-ID:]", "CSeq: 1 ACK"],
    )


def cancels() -> str:
    """The caller gives up while the callee rings."""
    cancel = _message(
        "CANCEL sip:@number@@[remote_ip]:[remote_port] SIP/2.0",
        [
            _VIA_OF_INVITE,
            "Max-Forwards: 70",
            'From: "Caller" <sip:@user@@[remote_ip]>;tag=[call_number]',
            "To: <sip:@number@@[remote_ip]>",
            "Call-ID: [call_id]",
            "CSeq: 2 CANCEL",
        ],
        retransmit=True,
    )
    return cancel + '<recv response="200"/>' + refused(487)


def by_caller(method: str, cseq: int, *, headers: str = "", body: str = "", answer: int | None = 200) -> str:
    """A request of the caller in the dialog, and the response that it must get."""
    request = _message(
        f"{method} [next_url] SIP/2.0",
        [
            _via(f"{method}-{cseq}"),
            "Max-Forwards: 70",
            "[routes]",
            'From: "Caller" <sip:@user@@[remote_ip]>;tag=[call_number]',
            "To: <sip:@number@@[remote_ip]>[peer_tag_param]",
            "Call-ID: [call_id]",
            f"CSeq: {cseq} {method}",
            "Contact: <sip:@user@@[local_ip]:[local_port];transport=[transport]>",
            headers,
        ],
        body,
        retransmit=method != ACK,
    )
    return request + _response_to(method, answer)


def acknowledges_refusal(cseq: int) -> str:
    """The ACK to a re-INVITE of `by_caller` that was refused: in its transaction (RFC 3261, 17.1.1.3)."""
    return _message(
        "ACK [next_url] SIP/2.0",
        ["[last_Via:]", "Max-Forwards: 70", "[last_From:]", "[last_To:]", "[last_Call-ID:]", f"CSeq: {cseq} ACK"],
    )


def rings_reliably(status: int, cseq: int) -> str:
    """The caller gets that provisional response reliably (RFC 3262), and acknowledges it by PRACK."""
    number = '<ereg regexp="[0-9]+" search_in="hdr" header="RSeq:" check_it="true" assign_to="rseq"/>'
    comes = f'<recv response="{status}" rrs="true"><action>{number}</action></recv>'
    return comes + by_caller("PRACK", cseq, headers="RAck: [$rseq] 2 INVITE")


# The callee.


def respond(status: int, reason: str, body: str = "", method: str = "INVITE", headers: str = "") -> str:
    """The callee's response to the INVITE, or to the CANCEL that came after it."""
    cseq = "[$cseq]" if method == "INVITE" else f" [last_cseq_number] {method}"
    return _message(
        f"SIP/2.0 {status} {reason}",
        [
            "Via:[$via]",
            "From:[$remote]",
            "To:[$local];tag=[call_number]",
            "Call-ID: [call_id]",
            f"CSeq:{cseq}",
            "Contact: <sip:[local_ip]:[local_port];transport=[transport]>",
            headers,
        ],
        body,
        retransmit=method == "INVITE" and status >= 200,
    )


CANCEL_COMES = '<recv request="CANCEL"/>'
ACKNOWLEDGED = '<recv request="ACK"/>'


def by_callee(method: str, cseq: int, *, headers: str = "", body: str = "", answer: int | None = 200) -> str:
    """A request of the callee in the dialog, and the response that it must get."""
    request = _message(
        f"{method} [next_url] SIP/2.0",
        [
            _via(f"{method}-{cseq}"),
            "Max-Forwards: 70",
            "[routes]",
            "From:[$local];tag=[call_number]",
            "To:[$remote]",
            "Call-ID: [call_id]",
            f"CSeq: {cseq} {method}",
            "Contact: <sip:[local_ip]:[local_port];transport=[transport]>",
            headers,
        ],
        body,
        retransmit=method != ACK,
    )
    return request + _response_to(method, answer)


def reoffers_by_caller(direction: str, cseq: int) -> str:
    """A re-INVITE of the caller: sendonly or inactive to hold, sendrecv to resume."""
    return by_caller("INVITE", cseq, body=sdp(direction, version=cseq)) + by_caller(ACK, cseq, answer=None)


def reoffers_by_callee(direction: str, cseq: int) -> str:
    """A re-INVITE of the callee."""
    return by_callee("INVITE", cseq, body=sdp(direction, version=cseq)) + by_callee(ACK, cseq, answer=None)


def refers_by_callee(number: str) -> str:
    """The callee sends the caller to `number` and is let go."""
    return by_callee("REFER", 1, headers=f"Refer-To: <sip:{number}@[remote_ip]>", answer=202) + _let_go()


def refers_by_caller(number: str) -> str:
    """The caller sends the callee to `number` and is let go."""
    return by_caller("REFER", 3, headers=f"Refer-To: <sip:{number}@[remote_ip]>", answer=202) + _let_go()


def picks_up(after_ms: int = 100) -> str:
    """The callee rings a while and answers."""
    ringing = respond(180, "Ringing") + pause(after_ms)
    return ringing + respond(200, "OK", sdp()) + ACKNOWLEDGED


def is_cancelled() -> str:
    """The callee rings until the call is taken back."""
    ends = respond(200, "OK", method="CANCEL") + respond(487, "Request Terminated") + ACKNOWLEDGED
    return respond(180, "Ringing") + CANCEL_COMES + ends


# Either.


def takes(method: str) -> str:
    """A request comes and gets 200."""
    return f'<recv request="{method}"/>' + _message(
        "SIP/2.0 200 OK", ["[last_Via:]", "[last_From:]", "[last_To:]", "[last_Call-ID:]", "[last_CSeq:]"]
    )


def _let_go() -> str:
    """NOTIFY that the transfer is taken over, then BYE."""
    return takes("NOTIFY") + takes("BYE")


def _via(branch: str) -> str:
    return f"Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=z9hG4bK-[pid]-[call_number]-{branch};rport"


_VIA_OF_INVITE = _via("2")


def _message(start: str, headers: list[str], body: str = "", *, retransmit: bool = False) -> str:
    lines = [start, *(header for header in headers if header), SDP_HEADERS if body else "Content-Length: 0", "", body]
    attribute = ' retrans="500"' if retransmit else ""
    return f"<send{attribute}><![CDATA[\n" + "\n".join(lines) + "\n]]></send>\n"


def _response_to(method: str, status: int | None) -> str:
    if status is None:
        return ""
    provisional = '<recv response="100" optional="true"/>'
    return (provisional if method == "INVITE" else "") + f'<recv response="{status}"/>'

"""How a phone is asked to answer by itself: there is one standard (RFC 5373), and two headers that phones look at."""


def auto_answer_headers(host: str) -> list[tuple[str, str]]:
    """`host` is ours. The Alert-Info of a ring tone has to give way: a phone takes the first that it understands."""
    return [
        ("Answer-Mode", "Auto"),
        ("Call-Info", f"<sip:{host}>;answer-after=0"),
        ("Alert-Info", f"<http://{host}>;info=alert-autoanswer;delay=0"),
    ]

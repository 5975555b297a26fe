"""PortSIP: what a web server is asked by an action URL. Facts are of the request that came, and of its outcome."""

from .kit import Body, Parameter, Way, way

ENDPOINT = "ivrs/{id}/action_urls"
_HERE = "http://localhost:1"
"""The port is that of the server."""


def _row(name: str, *ways: Way) -> Parameter:
    return Parameter("portsip", ENDPOINT, name, ways)


def _sent(**fields: object) -> Body:
    return {"action": {"url": f"{_HERE}/a", **fields}}


def parameters() -> list[Parameter]:
    proof = {"auth": "BASIC", "username": "adalove", "password": "secret7"}
    return [
        _row(
            "method",
            way(
                "GET",
                _sent(method="GET"),
                "asked in the query",
                ("", "- request GET /a?from=%2B4930777&to=6299&input=7"),
            ),
            way("POST", _sent(method="POST"), "asked in a JSON body", ("", "- request POST /a; - told 7")),
        ),
        _row(
            "url",
            *(
                way(path, _sent(url=_HERE + path), "what is asked", ("", f"- request POST {path}"))
                for path in ("/a", "/b?c=d")
            ),
        ),
        _row(
            "headers",
            way("X-Key:1", _sent(headers="X-Key:1"), "sent with the request", ("", "- header x-key 1")),
            way(
                "X-Key:2&X-B:3",
                _sent(headers="X-Key:2&X-B:3"),
                "all are sent",
                ("", "- header x-key 2; - header x-b 3"),
            ),
        ),
        *(
            _row(
                name,
                *(
                    way(
                        seconds,
                        _sent(**{name: seconds}),
                        f"at most {seconds} s {what}",
                        ("", f"- waits {seconds} {what}"),
                    )
                    for seconds in (1, 60)
                ),
            )
            for name, what in (("connection_timeout", "to connect"), ("request_timeout", "for the answer"))
        ),
        _row(
            "auth",
            way("DISABLE", _sent(auth="DISABLE"), "no proof", ("", "- request POST /a; !- header authorization")),
            way("BASIC", _sent(**proof), "by password", ("", "- header authorization Basic YWRhbG92ZTpzZWNyZXQ3")),
            way(
                "DIGEST",
                _sent(**{**proof, "auth": "DIGEST"}, headers="X-Challenge:yes"),
                "by password, which is not sent",
                ("", "- header authorization Digest"),
            ),
            way("BEARER", _sent(auth="BEARER", token="t0ken"), "by token", ("", "- header authorization Bearer t0ken")),
        ),
        _row(
            "username",
            way("adalove", _sent(**proof), "who asks", ("", "- header authorization Basic YWRhbG92ZTpzZWNyZXQ3")),
            way(
                "charles",
                _sent(**{**proof, "username": "charles"}),
                "who asks",
                ("", "- header authorization Basic Y2hhcmxlczpzZWNyZXQ3"),
            ),
        ),
        _row(
            "password",
            way("secret7", _sent(**proof), "the proof", ("", "- header authorization Basic YWRhbG92ZTpzZWNyZXQ3")),
            way(
                "another8",
                _sent(**{**proof, "password": "another8"}),
                "the proof",
                ("", "- header authorization Basic YWRhbG92ZTphbm90aGVyOA=="),
            ),
        ),
        _row(
            "token",
            *(
                way(
                    token,
                    _sent(auth="BEARER", token=token),
                    "the proof",
                    ("", f"- header authorization Bearer {token}"),
                )
                for token in ("t0ken", "other")
            ),
        ),
    ]

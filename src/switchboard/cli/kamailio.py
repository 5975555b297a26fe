"""`switchboard kamailio`: the configuration of the edge in front of several nodes."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from switchboard.cli.common import complain, settings_of
from switchboard.network_address import HOST_PORT, HostPort, parse_address
from switchboard.printable import printable

SOURCE_HEADER = "X-Switchboard-Source"
"""By which header nodes are to believe the edge, where the settings name none."""
BODY = Path(__file__).with_name("kamailio.cfg")
SIP_PORT, SIPS_PORT = 5060, 5061
_PLAIN = re.compile(r"[A-Za-z0-9._:/\[\]-]+\Z")
"""What may stand in a definition: nothing that could end it."""

app = typer.Typer()


@dataclass(frozen=True, slots=True)
class Edge:
    """What differs from one edge to another. `files` is the directory of its configuration."""

    listen: HostPort
    header: str
    tcp: bool
    files: Path
    control: Path
    tls_port: int = 0
    rtpengine: str = ""
    processes: int = 8
    patience_ms: int = 2000

    def configuration(self) -> str:
        """All of kamailio.cfg."""
        return "\n".join(("#!KAMAILIO", *self._needed(), *self._definitions(), BODY.read_text()))

    def _needed(self) -> Iterator[str]:
        address = parse_address(self.listen.host)
        bits = 32 if address is None or address.version == 4 else 128
        yield "# Made by `switchboard kamailio`. Each node needs in its switchboard.toml:"
        yield "#   [sip]"
        yield f'#   trusted_proxies = ["{self.listen.host}/{bits}"]'
        yield f'#   source_header = "{self.header}"'
        yield f'#   outbound_proxy = "{self.listen}"'

    def _definitions(self) -> Iterator[str]:
        """What Kamailio's preprocessor takes in and puts into the rest."""
        parts = {"WITH_TCP": self.tcp, "WITH_TLS": bool(self.tls_port), "WITH_RTPENGINE": bool(self.rtpengine)}
        yield from (f"#!define {name}" for name, wanted in parts.items() if wanted)
        values = {
            "EDGE_HOST": self.listen.bracketed,
            "EDGE_PORT": self.listen.port,
            "EDGE_TLS_PORT": self.tls_port or SIPS_PORT,
            "EDGE_SOURCE_HEADER": self.header,
            "EDGE_NODES": self.files / "dispatcher.list",
            "EDGE_CERTIFICATE": self.files / "certificate.pem",
            "EDGE_KEY": self.files / "key.pem",
            "EDGE_RTPENGINE": self.rtpengine or "none",
            "EDGE_CONTROL": self.control,
            "EDGE_PROCESSES": self.processes,
            "EDGE_PATIENCE": self.patience_ms,
        }
        yield from (f'#!substdef "!{name}!{_plain(str(value))}!g"' for name, value in values.items())


def dispatcher_list(nodes: Sequence[HostPort]) -> str:
    """The nodes: in set 1 they are asked whether they take calls, in set 2 they are not."""
    asked = [f"1 sip:{node} 8 0" for node in nodes]
    return "\n".join([*asked, *(f"2 sip:{node} 0 0" for node in nodes), ""])


@app.command()
def kamailio(
    context: typer.Context,
    listen: Annotated[
        str, typer.Option(metavar="ADDRESS[:PORT]", help="Where the edge listens; sip.outbound_proxy if not given.")
    ] = "",
    node: Annotated[
        list[str] | None, typer.Option(metavar="HOST[:PORT]", help="A node, for --list. Repeat it for each.")
    ] = None,
    tls: Annotated[bool, typer.Option("--tls", help="Also take TLS: certificate.pem, key.pem beside it.")] = False,
    tls_port: Annotated[int, typer.Option(min=1, max=65535, help="Where it takes TLS.")] = SIPS_PORT,
    rtpengine: Annotated[
        str, typer.Option(metavar="udp:HOST:PORT", help="Its rtpengine, which brings SRTP to phones with TLS.")
    ] = "",
    files: Annotated[Path, typer.Option(help="Where the edge has its files.")] = Path("/etc/kamailio"),
    control: Annotated[Path, typer.Option(help="The socket by which kamcmd speaks to it.")] = Path(
        "/run/kamailio/kamailio_ctl"
    ),
    processes: Annotated[int, typer.Option(min=1, max=64, help="So many take UDP, and as many TCP.")] = 8,
    patience: Annotated[
        float, typer.Option(metavar="SECONDS", min=0.5, max=30, help="A node that is silent so long is passed over.")
    ] = 2,
    as_list: Annotated[bool, typer.Option("--list", help="Print dispatcher.list, the list of the nodes.")] = False,
) -> None:
    """Print kamailio.cfg, or dispatcher.list, for the edge in front of several nodes."""
    sip = settings_of(context).sip
    if as_list:
        typer.echo(dispatcher_list([_host_port(one, sip.port or SIP_PORT) for one in node or ()]), nl=False)
        return
    edge = Edge(
        listen=_address(listen or sip.outbound_proxy),
        header=sip.source_header or SOURCE_HEADER,
        tcp=sip.tcp or tls,
        files=files,
        control=control,
        tls_port=tls_port if tls else 0,
        rtpengine=rtpengine,
        processes=processes,
        patience_ms=round(patience * 1000),
    )
    typer.echo(edge.configuration(), nl=False)


def _address(text: str) -> HostPort:
    """Kamailio binds to it, and nodes believe what comes from it: an address, not a name."""
    if not text:
        _refuse("say with --listen where the edge listens, or set sip.outbound_proxy")
    found = _host_port(text, SIP_PORT)
    if parse_address(found.host) is None:
        _refuse(f"{printable(found.host)} is no IP address")
    return found


def _host_port(text: str, default_port: int) -> HostPort:
    if not re.match(HOST_PORT, text):
        _refuse(f"{printable(text)} is no host and port")
    return HostPort.parse(text, default_port)


def _plain(value: str) -> str:
    if not _PLAIN.match(value):
        _refuse(f"{printable(value)} has characters that cannot stand in Kamailio's configuration")
    return value


def _refuse(why: str) -> NoReturn:
    complain(why)
    raise typer.Exit(1)

"""Settings: from the environment (`SWITCHBOARD_…`, `__` between levels), else from files of credentials, else a TOML
file, else the defaults here.
"""

import os
import socket
import tomllib
from collections.abc import Mapping
from ipaddress import IPv4Network, IPv6Network, ip_address
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, JsonValue, SecretStr, field_validator, model_validator
from pydantic_settings import (
    BaseSettings,
    EnvSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from switchboard.network_address import HOST_PORT, HostPort

Port = Annotated[int, Field(ge=0, le=65535)]
Network = IPv4Network | IPv6Network
ORIGIN = r"^https?://[a-z0-9.-]+(:[0-9]{1,5})?$|^https?://\[[0-9a-f:]+\](:[0-9]{1,5})?$"
"""An origin as browsers send it (RFC 6454): in lower case, without a path."""


CREDENTIALS_DIRECTORY = "CREDENTIALS_DIRECTORY"


class Section(BaseModel):
    """A group of settings; unknown keys are errors, so that a typing mistake is noticed."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class TlsSettings(Section):
    """What says which certificate is ours.

    `tls_certificate` is a file in PEM, `tls_key` the file of its key; empty: the same file. With `tls` `self-signed`
    there is a certificate of our own, in `data`.
    """

    tls: Literal["", "self-signed"] = ""
    tls_certificate: str = ""
    tls_key: str = ""

    @model_validator(mode="after")
    def _has_one_certificate(self) -> Self:
        if self.tls and self.tls_certificate:
            raise ValueError("tls_certificate names the certificate: tls must be empty")
        if self.tls_key and not self.tls_certificate:
            raise ValueError("tls_key goes with tls_certificate")
        return self

    @property
    def has_certificate(self) -> bool:
        """Whether there is one."""
        return bool(self.tls or self.tls_certificate)


class ApiSettings(TlsSettings):
    """The HTTP side.

    Every `stream_heartbeat_s` a stream of events sends a sign of life and checks its token. `page_cache_bytes` bounds
    the lists that are kept in memory; 0 keeps none. A request must come as a whole within `request_timeout_s`.
    `connections_per_address` 0 permits any number. `origins` are those under which browsers reach the page through a
    proxy that changes the Host header, such as `https://pbx.example.com`.

    With a certificate the port speaks HTTPS. For `hsts_s` seconds browsers then know this host by HTTPS alone; 0 does
    not tell them so.
    """

    host: str = "0.0.0.0"
    port: Port = 8088
    hsts_s: Annotated[int, Field(ge=0)] = 0
    origins: tuple[Annotated[str, Field(pattern=ORIGIN)], ...] = ()
    stream_heartbeat_s: Annotated[float, Field(gt=0)] = 5.0
    page_cache_bytes: Annotated[int, Field(ge=0)] = 64 * 1024 * 1024
    request_timeout_s: Annotated[float, Field(gt=0)] = 60.0
    connections_per_address: Annotated[int, Field(ge=0)] = 200

    @property
    def scheme(self) -> str:
        return "https" if self.has_certificate else "http"


class LoginSettings(Section):
    """Rules for people who log in. Addresses and accounts are locked out independently of one another.

    The session of a browser ends when it was not used for `session_idle_s`, and `session_s` after the log-in in any
    case. `second_factor` says of whom a second factor is demanded.
    """

    session_idle_s: Annotated[int, Field(ge=300)] = 8 * 3600
    session_s: Annotated[int, Field(ge=300)] = 7 * 86400
    second_factor: Literal["optional", "admins", "everybody"] = "optional"
    access_token_s: int = 1800
    refresh_token_s: int = 86400
    max_tokens: Annotated[int, Field(ge=1)] = 20
    lockout_failures: int = 10
    lockout_s: int = 300


class YeastarSettings(Section):
    """Rules of the Yeastar dialect.

    `allowed_addresses` are networks in CIDR form; an empty list permits any. A subscriber to events that sends nothing
    for `silence_s` is disconnected.
    """

    enabled: bool = True
    access_token_s: int = 1800
    refresh_token_s: int = 86400
    max_tokens: int = 8
    allowed_addresses: tuple[str, ...] = ()
    lockout_failures: int = 5
    lockout_s: int = 600
    silence_s: Annotated[float, Field(gt=0)] = 60.0


LONGEST_TOKEN_S = 10 * 365 * 86400
"""What lives longer is a permanent token."""


class ServetelSettings(Section):
    """Rules of the Servetel dialect.

    `first_number` is the lowest number of an IVR that it creates. Recordings may be fetched from `fetch_hosts` even if
    the addresses of these hosts are not public.
    """

    enabled: bool = True
    token_s: Annotated[int, Field(ge=1, le=LONGEST_TOKEN_S)] = 3600
    max_tokens: int = 1000
    lockout_failures: int = 5
    lockout_s: int = 600
    first_number: Annotated[int, Field(ge=1, le=9_999_999)] = 7000
    fetch_hosts: tuple[str, ...] = ()
    fetch_timeout_s: float = 20.0


class PortSipSettings(Section):
    """Rules of the PortSIP dialect.

    With `mask_secrets` answers have asterisks instead of PINs, passwords and tokens. `port` is an additional port for
    this dialect alone (the vendor's is 8887); 0: none.
    """

    enabled: bool = True
    port: Port = 0
    requests_per_minute: Annotated[int, Field(ge=1)] = 5000
    mask_secrets: bool = False


class SipSettings(TlsSettings):
    """The SIP side.

    `advertised_host` is the address at which phones reach us, if that is not the bound one. `names` are all other hosts
    by which phones know us. If there are any, credentials are accepted only for requests to our hosts; if not, also for
    requests to a host name that we do not know.

    An INVITE that waits longer than `patience_ms` is answered 503, if all do for a while, and so is any while the media
    workers have no time left; 0: none is, however late.

    Limits count for each source: for a trunk, and for an address (of IPv6 a /64). `calls_per_source` bounds its calls
    (0: as many as `max_calls`, because many sites have only one trunk). `calls_per_tenant` bounds those of each tenant
    (0: as many as `max_calls`), whatever its office says. `half_open_per_source` bounds calls that are
    not answered, or whose answer is not acknowledged. `connections_per_address` bounds connections that neither a
    registered phone nor a call uses; 0 permits any number.

    SIP over TLS is at `tls_port`, which goes with a certificate; 0: there is none. A server to which we connect over
    TLS must have a certificate of an authority in the file `tls_ca`; empty: one that the system trusts. With
    `tls_client_ca` whoever connects to us must have one of an authority in that file.

    `digest` are the algorithms of our challenges, in this order. Add SHA-256 in front only if all phones know it: many
    know only MD5, and some give up at an algorithm that they do not know. `trusted_proxies` are networks of proxies.
    Such a proxy says where a message came from, by the header `source_header` or else by Via; that counts for its
    audio, for limits, and for wrong passwords and PINs. By `source_header` alone a trunk is known behind a proxy.
    With `keys_through_proxies` they may bring and get the keys of encrypted audio without TLS: the network between them
    and us must be private. `outbound_proxy` is the host and port through which we speak to trunks. The
    `name_servers` are asked where the servers of trunks are; without any, those of the system.

    Phones that are registered are told how many messages wait for them (`unsolicited_notify`). If it is off, only those
    that subscribe are.

    The `alert_info` of a menu goes to phones as the keyword of the parameter `info`. With `alert_info_form` `bare` it
    goes out as it is written: that is no valid header, but some old phones want it.
    """

    host: str = "0.0.0.0"
    port: Port = 5060
    tcp: bool = True
    tls_port: Port = 0
    tls_ca: str = ""
    tls_client_ca: str = ""
    advertised_host: str = ""
    names: tuple[str, ...] = ()
    realm: str = "switchboard"
    digest: Annotated[tuple[Literal["MD5", "SHA-256"], ...], Field(min_length=1)] = ("MD5",)
    session_expires_s: int = 1800
    max_calls: int = 2000
    patience_ms: Annotated[int, Field(ge=0)] = 50
    calls_per_source: Annotated[int, Field(ge=0)] = 0
    half_open_per_source: Annotated[int, Field(ge=1)] = 500
    calls_per_tenant: Annotated[int, Field(ge=0)] = 0
    connections_per_address: Annotated[int, Field(ge=0)] = 200
    drain_s: float = 30.0
    max_contacts: int = 10
    trusted_proxies: tuple[Network, ...] = ()
    keys_through_proxies: bool = False
    outbound_proxy: Annotated[str, Field(pattern=f"^$|{HOST_PORT}")] = ""
    name_servers: tuple[Annotated[str, Field(pattern=HOST_PORT)], ...] = ()
    source_header: Annotated[str, Field(pattern=r"^([A-Za-z][A-Za-z0-9-]{0,63})?$")] = ""
    alert_info_form: Literal["info", "bare"] = "info"
    unsolicited_notify: bool = True

    @model_validator(mode="after")
    def _has_port_and_certificate(self) -> Self:
        if bool(self.tls_port) != self.has_certificate:
            raise ValueError("tls_port goes with a certificate: tls_certificate, or tls = self-signed")
        if self.tls_port and self.tls_port == self.port:
            raise ValueError("tls_port must be another one than port")
        return self

    @field_validator("name_servers")
    @classmethod
    def _are_addresses(cls, servers: tuple[str, ...]) -> tuple[str, ...]:
        for one in servers:
            ip_address(HostPort.parse(one, 53).host)
        return servers

    @model_validator(mode="after")
    def _believes_somebody(self) -> Self:
        if self.source_header and not self.trusted_proxies:
            raise ValueError("source_header needs trusted_proxies: from them alone it is believed")
        return self


class MediaSettings(Section):
    """The RTP side.

    `workers` 0 means one less than the cores, at least one. After an answer nothing is played for `answer_silence_ms`,
    or until the caller's first packet, if that comes earlier. With `any_source_behind_nat` a phone whose SDP has a
    private address may send its audio from any host.
    """

    first_port: Port = 10000
    last_port: Port = 20000
    workers: int = 0
    rtp_timeout_s: float = 60.0
    answer_silence_ms: Annotated[int, Field(ge=0, le=2000)] = 300
    any_source_behind_nat: bool = False


class SupervisorSettings(Section):
    """A process whose loop has been silent for `hang_s` counts as hung: it is killed and started again."""

    hang_s: Annotated[float, Field(ge=2)] = 3.0


class MetricsSettings(Section):
    """Who may scrape `/metrics`: whoever comes from one of `networks` directly, or has the `token`.

    With `port` it is served at that port of `host`, too, with `/livez` and `/readyz`, and nothing else. The first
    `tenants` tenants that have calls are counted apart; 0: none are.
    """

    networks: tuple[Network, ...] = (IPv4Network("127.0.0.0/8"), IPv6Network("::1/128"))
    token: SecretStr = SecretStr("")
    host: str = "127.0.0.1"
    port: Port = 0
    tenants: Annotated[int, Field(ge=0, le=1000)] = 0


class TelemetrySettings(Section):
    """The OpenTelemetry collector that is told of each call as a trace (OTLP over HTTP). Without `url`, which is the
    whole address, none is told.

    Of all calls it is told of a `share` from 0 to 1. `headers` go with each request; `ca_file` has the certificates to
    trust in place of the usual ones. `service` is the name of the service. A request takes at most `timeout_s`.
    """

    url: Annotated[str, Field(pattern=r"^(https?://[^\s\x00-\x1f\x7f-\x9f]+)?$")] = ""
    headers: dict[str, SecretStr] = {}
    ca_file: str = ""
    service: Annotated[str, Field(min_length=1)] = "switchboard"
    share: Annotated[float, Field(ge=0, le=1)] = 1.0
    timeout_s: Annotated[float, Field(gt=0)] = 10.0


class LimitSettings(Section):
    """How far a call may go in menus (the call semantics, section 12), and how large uploads may be.

    `prompt_seconds` bounds how long an upload may sound, `decode_seconds` the time to decode it. This machine has at
    most `test_calls` at once; 0: none. For each client of an API it has at most `placed_calls` at once, and places at
    most `placed_calls_a_minute`; 0: none. It keeps at most `kept_calls` of each, to be placed later or again. To tell
    an answering machine from a person it listens for `answerer_s`.
    """

    visits: int = 50
    depth: int = 20
    menu_time_s: float = 900.0
    upload_bytes: int = 8 * 1024 * 1024
    prompt_seconds: float = 600.0
    decode_seconds: Annotated[float, Field(gt=0)] = 60.0
    test_calls: Annotated[int, Field(ge=0)] = 4
    placed_calls: Annotated[int, Field(ge=0)] = 20
    placed_calls_a_minute: Annotated[int, Field(ge=0)] = 60
    kept_calls: Annotated[int, Field(ge=0)] = 1000
    answerer_s: Annotated[float, Field(ge=2, le=30)] = 6.0


class VoiceSettings(Section):
    """Who speaks a language: a program, and which of its voices.

    `voice` is one that the program knows by this name, or a file of the folder `voices` in `data`, without its suffix:
    of piper `.onnx` with `.onnx.json`, of flite `.flitevox`. Empty: the one that fits the language best. `program` is
    where the engine is, if not in the search path. `command` belongs to the engine `command` alone: a program with its
    arguments, among which `{text}` is a file of the text (else it is on standard input), `{output}` the WAV file to
    write (else it is read from standard output), `{language}` the BCP 47 tag, and `{voice}` is `voice`.
    """

    engine: Literal["espeak-ng", "piper", "pico2wave", "flite", "command"] = "espeak-ng"
    voice: Annotated[str, Field(pattern=r"^([A-Za-z0-9][A-Za-z0-9_.+-]{0,99})?$")] = ""
    program: Annotated[str, Field(pattern=r"^([^-\x00][^\x00]*)?$")] = ""
    command: tuple[Annotated[str, Field(pattern=r"^[^\x00]*$")], ...] = ()

    @model_validator(mode="after")
    def _names_one_program(self) -> Self:
        if (self.engine == "command") != bool(self.command):
            raise ValueError("command goes with the engine command, and only with it")
        if self.command and (self.program or not self.command[0]):
            raise ValueError("the program of a command is its first part")
        return self


class MusicSettings(Section):
    """Music from network streams, such as internet radio. It is off unless `streams` says so: who plays it to callers
    needs licences for that.

    Each stream is fetched once for a machine, while somebody is to hear it and for `linger_s` more. At most
    `most_streams` are fetched at a time, of which each tenant has begun at most `streams_per_tenant`; instead of others
    prompts are heard. Streams come from public addresses only, except for `outbound.private_hosts`.
    """

    streams: bool = False
    most_streams: Annotated[int, Field(ge=1, le=100)] = 8
    streams_per_tenant: Annotated[int, Field(ge=1, le=100)] = 4
    linger_s: Annotated[float, Field(ge=1)] = 30.0


class SpeechSettings(Section):
    """Which voice speaks which language: that of the longest tag in `voices` that the language begins with, or else
    `default`.

    A program has `timeout_s` and `memory_bytes` for a text.
    """

    default: VoiceSettings = VoiceSettings()
    voices: dict[Annotated[str, Field(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,8}$")], VoiceSettings] = {}
    timeout_s: Annotated[float, Field(gt=0)] = 30.0
    memory_bytes: Annotated[int, Field(ge=64 * 1024 * 1024)] = 4 * 1024**3


class OutboundSettings(Section):
    """How webhooks and other messages are delivered. They go only to public addresses, except for `private_hosts`.

    A message that could not be delivered is sent again after `first_retry_s`, then after three times as long each time,
    at most `last_retry_s`. After `attempts` it is given up.
    """

    private_hosts: tuple[str, ...] = ()
    timeout_s: Annotated[float, Field(gt=0)] = 10.0
    first_retry_s: Annotated[float, Field(gt=0)] = 5.0
    last_retry_s: Annotated[float, Field(gt=0)] = 3600.0
    attempts: Annotated[int, Field(ge=1)] = 10
    keep_days: Annotated[float, Field(gt=0)] = 7.0


class SmsSettings(Section):
    """The gateway that takes short messages for callers. Without `url` none is sent.

    `fields` are the body. In their texts `{to}` is the caller's number, `{text}` the text of the template, `{sender}`
    the template's sender or else `sender`, and `{id}` the number of the message, which is the same for each attempt. In
    a form, and with GET, fields must be texts. `token` is sent as a bearer token.
    """

    url: Annotated[str, Field(pattern=r"^(https?://[^\s\x00-\x1f\x7f-\x9f]+)?$")] = ""
    method: Literal["POST", "GET"] = "POST"
    format: Literal["json", "form"] = "json"
    headers: dict[str, SecretStr] = {}
    token: SecretStr = SecretStr("")
    sender: str = ""
    fields: dict[str, JsonValue] = {"to": "{to}", "text": "{text}", "from": "{sender}"}

    @model_validator(mode="after")
    def _forms_are_flat(self) -> Self:
        if self.method == "GET" and self.format == "json":
            raise ValueError("GET has no body: format must be form")
        if self.format == "form" and not all(isinstance(value, str) for value in self.fields.values()):
            raise ValueError("the fields of a form are texts")
        return self


class MailSettings(Section):
    """The SMTP server that takes mail about messages. Without `host` none is sent.

    `tls`: after STARTTLS, from the first byte on (usually port 465), or not at all, which rules out a password. The
    server's certificate must be valid for `host`; `ca_file` has the certificates to trust in place of the system's.
    `sender` is the address that mails are from. The server has `timeout_s` for a mail.
    """

    host: str = ""
    port: Port = 587
    tls: Literal["starttls", "tls", "none"] = "starttls"
    ca_file: str = ""
    user: str = ""
    password: SecretStr = SecretStr("")
    sender: Annotated[str, Field(pattern=r"^([^@\s<>,;\x00-\x1f\x7f-\x9f]+@[^@\s<>,;\x00-\x1f\x7f-\x9f]+)?$")] = ""
    timeout_s: Annotated[float, Field(gt=0)] = 60.0

    @model_validator(mode="after")
    def _is_complete(self) -> Self:
        if self.host and not self.sender:
            raise ValueError("sender is needed: the address that mails are from")
        if self.user and self.tls == "none":
            raise ValueError("a password is sent by TLS alone: tls must be starttls or tls")
        return self


class MessageSettings(Section):
    """Where the sounds of new messages are kept: in the database, or as files in `sounds` of the data directory. What
    is stored already stays where it is.
    """

    home: Literal["database", "directory"] = "database"


class RecordingSettings(Section):
    """Where recordings of calls are kept: as files of the machine that had the call, or, once it is over, in a bucket
    of S3 or of a store that speaks like it. What is stored already stays where it is.

    `endpoint` is the address of the store; empty: Amazon's in `region`. The names of all objects begin with `prefix`.
    Without `access_key` and `secret_key` those count that AWS gives to the machine. `ca_file` has the certificates to
    trust in place of the usual ones. The store has `timeout_s` to answer.
    """

    home: Literal["directory", "s3"] = "directory"
    endpoint: Annotated[str, Field(pattern=r"^(https?://[^\s\x00-\x1f\x7f-\x9f/@?#]+/?)?$")] = ""
    region: Annotated[str, Field(pattern=r"^[a-z0-9-]{1,64}$")] = "us-east-1"
    bucket: Annotated[str, Field(pattern=r"^([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])?$")] = ""
    prefix: Annotated[str, Field(pattern=r"^([A-Za-z0-9_.-]{1,64}/){0,4}$")] = ""
    access_key: str = ""
    secret_key: SecretStr = SecretStr("")
    ca_file: str = ""
    timeout_s: Annotated[float, Field(gt=0)] = 10.0

    @model_validator(mode="after")
    def _is_complete(self) -> Self:
        if self.home == "s3" and not self.bucket:
            raise ValueError("bucket is needed: where recordings are to be kept")
        if bool(self.access_key) != bool(self.secret_key.get_secret_value()):
            raise ValueError("access_key and secret_key go together")
        return self


class CredentialFiles(EnvSettingsSource):
    """Settings that a service manager or a container's engine hands over as files, so that they are in no environment.

    Each file is named as the variable would be, and has its value. `CREDENTIALS_DIRECTORY` is the directory, as
    systemd names it (`LoadCredential`).
    """

    def _load_env_vars(self) -> Mapping[str, str | None]:
        directory = os.environ.get(CREDENTIALS_DIRECTORY)
        if not directory:
            return {}
        prefix = str(self.config.get("env_prefix"))
        files = [file for file in Path(directory).iterdir() if file.name.startswith(prefix) and file.is_file()]
        return {file.name.lower(): file.read_text().strip() for file in files}


class Settings(BaseSettings):
    """All settings.

    `data` is the directory of the database, prompts, recordings and keys. `security_log` is the file in which refusals
    and lock-outs are logged; empty: `security.log` in `data`. `credentials_file` is the file in which the first start
    leaves credentials; empty: it prints them. `secret_key` becomes the key file of a machine that has none.
    """

    model_config = SettingsConfigDict(env_prefix="SWITCHBOARD_", env_nested_delimiter="__", extra="forbid", frozen=True)

    data: Path = Path("data")
    database: str = ""
    log_level: str = "info"
    log_format: Literal["logfmt", "json"] = "logfmt"
    security_log: str = ""
    credentials_file: str = ""
    node: str = ""
    secret_key: SecretStr = SecretStr("")
    api: ApiSettings = ApiSettings()
    login: LoginSettings = LoginSettings()
    yeastar: YeastarSettings = YeastarSettings()
    servetel: ServetelSettings = ServetelSettings()
    portsip: PortSipSettings = PortSipSettings()
    sip: SipSettings = SipSettings()
    media: MediaSettings = MediaSettings()
    supervisor: SupervisorSettings = SupervisorSettings()
    metrics: MetricsSettings = MetricsSettings()
    telemetry: TelemetrySettings = TelemetrySettings()
    limits: LimitSettings = LimitSettings()
    music: MusicSettings = MusicSettings()
    speech: SpeechSettings = SpeechSettings()
    outbound: OutboundSettings = OutboundSettings()
    sms: SmsSettings = SmsSettings()
    mail: MailSettings = MailSettings()
    messages: MessageSettings = MessageSettings()
    recordings: RecordingSettings = RecordingSettings()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Command line over environment over credentials over file."""
        return (init_settings, env_settings, CredentialFiles(settings_cls), TomlConfigSettingsSource(settings_cls))

    @property
    def node_name(self) -> str:
        """The name of this machine in the records of its calls: `node`, or else the host name."""
        return self.node or socket.gethostname()

    @property
    def security_log_file(self) -> Path:
        """The file to which the processes of this machine log refusals and lock-outs."""
        return Path(self.security_log) if self.security_log else self.data.resolve() / "security.log"

    @property
    def media_workers(self) -> int:
        """How many media workers run here."""
        return self.media.workers or max(1, (os.cpu_count() or 2) - 1)

    @property
    def streams(self) -> int:
        """How many RTP streams there can be, each with two ports."""
        return sum((last - first + 1) // 2 for first, last in map(self.media_ports, range(self.media_workers)))

    def media_ports(self, worker: int) -> tuple[int, int]:
        """First and last RTP port of a worker. All workers get equal shares of the range."""
        share = (self.media.last_port - self.media.first_port + 1) // self.media_workers // 2 * 2
        first = self.media.first_port + worker * share
        return first, first + share - 1

    @property
    def database_url(self) -> str:
        """SQLAlchemy URL: `database`, else an SQLite file in the data directory."""
        return self.database or f"sqlite+aiosqlite:///{self.database_file}"

    @property
    def database_file(self) -> Path | None:
        """That file; None with another database."""
        return None if self.database else self.data.resolve() / "switchboard.db"

    @property
    def prompts(self) -> Path:
        return self.data.resolve() / "prompts"

    @property
    def voices(self) -> Path:
        """Voices that the operator has added."""
        return self.data.resolve() / "voices"

    @property
    def recordings_directory(self) -> Path:
        """The recordings of calls, or those that are not in the bucket yet."""
        return self.data.resolve() / "recordings"

    @property
    def sounds(self) -> Path:
        """The sounds of messages that are not in the database."""
        return self.data.resolve() / "sounds"

    @property
    def drafts(self) -> Path:
        """Messages that were left and are not in the database yet."""
        return self.data.resolve() / "drafts"

    @property
    def takes(self) -> Path:
        """What callers say to be kept, such as messages, until it is stored."""
        return self.data.resolve() / "takes"

    @property
    def radio(self) -> Path:
        """The last seconds of network streams of music."""
        return self.data.resolve() / "run" / "radio"

    @property
    def files(self) -> Path:
        """Uploaded files."""
        return self.data.resolve() / "files"

    @property
    def uploads(self) -> Path:
        """Files that are not complete yet."""
        return self.data.resolve() / "uploads"

    @property
    def key_file(self) -> Path:
        """The key that encrypts secrets that must be read again."""
        return self.data.resolve() / "secret.key"

    @property
    def machine_file(self) -> Path:
        """What tells this machine from others of its name."""
        return self.data.resolve() / "machine-id"

    @property
    def self_signed(self) -> Path:
        """The certificate that we make ourselves, and its key."""
        return self.data.resolve() / "certificate.pem"

    def control_socket(self, worker: int) -> Path:
        """Where a media worker listens for its calls process."""
        return self.data.resolve() / "run" / f"media-{worker}.sock"

    @property
    def calls_socket(self) -> Path:
        """Where the calls process of this machine takes commands."""
        return self.data.resolve() / "run" / "calls.sock"

    @property
    def api_socket(self) -> Path:
        """Where the api process of this machine tells how all processes are."""
        return self.data.resolve() / "run" / "api.sock"


def load(file: Path | None = None, **overrides: Any) -> Settings:
    """The settings of `file` (TOML), over which the environment and then `overrides` go.

    Raises OSError, TOMLDecodeError, pydantic.ValidationError.
    """
    if file is not None:
        tomllib.loads(file.read_text())

    class FromFile(Settings):
        model_config = SettingsConfigDict(toml_file=file)

    return FromFile(**overrides)

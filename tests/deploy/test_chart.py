"""The Helm chart: Helm renders it, Kubernetes' schemas know all that comes of it, and it fits the product."""

import json
import platform
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from switchboard.api.health import PROBES
from switchboard.config import Settings, load
from tests.kit.charts import ChartRefused, complaints, rendered

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif(platform.machine() != "x86_64", reason="Helm comes as a library for x86_64 alone"),
]

ROOT = Path(__file__).parents[2]
CHART = ROOT / "deploy" / "helm" / "switchboard"
VERSIONS = ("1.28", "1.37")
"""The oldest one that the chart is for, and the newest one that we know."""

SECRETS = {"secrets": {"database": "postgresql+asyncpg://switchboard:x@db/switchboard", "key": f"{'A' * 43}="}}
EDGE = {"edge": {"enabled": True, "address": "192.0.2.1", "nodes": ["10.0.0.1", "10.0.0.2"]}}
CASES: dict[str, dict[str, Any]] = {
    "as it is": SECRETS,
    "with an edge": SECRETS | EDGE,
    "with a secret of the operator's": {"secrets": {"existing": "mine"}},
    "without a volume": SECRETS | {"persistence": {"enabled": False}},
    "with everything": SECRETS
    | EDGE
    | {
        "settings": '[office]\nname = "x"\n',
        "persistence": {"storageClass": "fast", "size": "1Gi"},
        "nodeSelector": {"pool": "voice"},
        "tolerations": [{"key": "voice", "operator": "Exists"}],
        "imagePullSecrets": [{"name": "registry"}],
        "podAnnotations": {"a": "b"},
        "priorityClassName": "voice",
        "api": {"tls": ""},
    },
}


def objects(values: dict[str, Any], name: str = "switchboard") -> dict[str, dict[str, Any]]:
    """All that would be made, by kind and name."""
    texts = [text for file, text in rendered(CHART, values, name).items() if not file.endswith("NOTES.txt")]
    found = [one for text in texts for one in yaml.safe_load_all(text) if one]
    return {f"{one['kind']}/{one['metadata']['name']}": one for one in found}


def pod(values: dict[str, Any]) -> dict[str, Any]:
    """The specification of a node's pod."""
    found: dict[str, Any] = objects(values)["StatefulSet/switchboard"]["spec"]["template"]["spec"]
    return found


def environment(container: dict[str, Any]) -> dict[str, str]:
    """As the container sees it; what comes of the cluster is an address."""
    return {one["name"]: one.get("value", "10.0.0.1") for one in container["env"]}


@pytest.mark.parametrize("values", CASES.values(), ids=CASES)
def test_helm_and_kubernetes_take_it(values: dict[str, Any]) -> None:
    from kubernetes_validate import validate

    assert complaints(CHART, values) == []
    for name, one in objects(values, "pbx").items():
        for version in VERSIONS:
            validate(one, version, strict=True)
        assert name.partition("/")[2] in (
            "pbx-switchboard",
            "pbx-switchboard-nodes",
            "pbx-switchboard-edge",
        )


def test_it_is_of_this_version() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    chart = yaml.safe_load((CHART / "Chart.yaml").read_text())
    assert chart["appVersion"] == version
    assert f"switchboard:{version}" in pod(SECRETS)["containers"][0]["image"]


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({}, "secrets.database is needed"),
        ({"secrets": {"database": SECRETS["secrets"]["database"]}}, "secrets.key is needed"),
        ({"secrets": {**SECRETS["secrets"], "key": "secret"}}, "key"),
        ({"secrets": {**SECRETS["secrets"], "database": "sqlite:///here"}}, "database"),
        (SECRETS | {"edge": {"enabled": True}}, "edge.address is needed"),
        (SECRETS | {"edge": {"enabled": True, "address": "192.0.2.1"}}, "edge.nodes is needed"),
        (SECRETS | {"edge": {**EDGE["edge"], "nodes": ["10.0.0.1; rm -r /"]}}, "nodes"),
        (SECRETS | {"replica": 3}, "replica"),
    ],
)
def test_what_cannot_work_is_refused_with_the_reason(values: dict[str, Any], reason: str) -> None:
    with pytest.raises(ChartRefused, match=reason):
        rendered(CHART, values)


def test_a_pod_may_end_its_calls_and_only_one_goes_at_a_time() -> None:
    found = objects(SECRETS | {"drainSeconds": 600})
    node = found["StatefulSet/switchboard"]["spec"]["template"]["spec"]
    assert node["terminationGracePeriodSeconds"] > 600 + 30
    assert environment(node["containers"][0])["SWITCHBOARD_SIP__DRAIN_S"] == "600"
    budget = found["PodDisruptionBudget/switchboard"]["spec"]
    assert budget["maxUnavailable"] == 1
    labels = found["StatefulSet/switchboard"]["spec"]["template"]["metadata"]["labels"]
    assert budget["selector"]["matchLabels"].items() <= labels.items()
    assert found["Service/switchboard"]["spec"]["selector"].items() <= labels.items()


def test_probes_are_those_of_the_product_and_a_database_that_is_away_kills_nobody() -> None:
    container = pod(SECRETS)["containers"][0]
    paths = {kind: container[f"{kind}Probe"]["httpGet"]["path"] for kind in ("startup", "liveness", "readiness")}
    assert paths == {"startup": "/readyz", "liveness": "/livez", "readiness": "/readyz"}
    assert {*paths.values()} <= {*PROBES}
    plain = pod(SECRETS | {"api": {"tls": ""}})["containers"][0]
    assert [one["livenessProbe"]["httpGet"]["scheme"] for one in (container, plain)] == ["HTTPS", "HTTP"]


def test_nothing_has_more_privileges_than_it_needs() -> None:
    found = objects(SECRETS | EDGE)
    for name in ("StatefulSet/switchboard", "Deployment/switchboard-edge"):
        spec = found[name]["spec"]["template"]["spec"]
        assert spec["securityContext"]["runAsNonRoot"] and not spec["automountServiceAccountToken"]
        for container in [*spec.get("initContainers", []), *spec["containers"]]:
            context = container["securityContext"]
            assert context["readOnlyRootFilesystem"] and not context["allowPrivilegeEscalation"]
            assert context["capabilities"] == {"drop": ["ALL"]}


@pytest.mark.parametrize("values", [SECRETS, SECRETS | EDGE], ids=["alone", "behind an edge"])
def test_the_product_takes_its_settings(
    values: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = {"settings": '[login]\nsession_idle_s = 600\n[sip]\nrealm = "pbx"\n'}
    found = objects(values | settings)
    node = found["StatefulSet/switchboard"]["spec"]["template"]["spec"]["containers"][0]
    secret = found["Secret/switchboard"]["stringData"]
    for name, value in secret.items():
        (tmp_path / name).write_text(value)
    for name, value in (environment(node) | {"CREDENTIALS_DIRECTORY": str(tmp_path)}).items():
        monkeypatch.setenv(name, value)
    file = tmp_path / "switchboard.toml"
    file.write_text(found["ConfigMap/switchboard"]["data"]["switchboard.toml"])
    loaded = load(file)
    assert loaded.database == SECRETS["secrets"]["database"]
    assert loaded.secret_key.get_secret_value() == SECRETS["secrets"]["key"]
    assert (loaded.sip.realm, loaded.sip.host, loaded.api.tls) == ("pbx", "10.0.0.1", "self-signed")
    assert {"SWITCHBOARD_DATABASE", "SWITCHBOARD_SECRET_KEY"} == {*secret}
    assert known_settings(environment(node)) == {*environment(node)} - {"CREDENTIALS_DIRECTORY"}


def known_settings(variables: dict[str, str]) -> set[str]:
    """Those that are settings; an unknown one outside of a section would be ignored."""
    known = set()
    for name in variables:
        section, _, setting = name.removeprefix("SWITCHBOARD_").lower().partition("__")
        value = getattr(Settings(), section, None)
        if name.startswith("SWITCHBOARD_") and value is not None and (not setting or hasattr(value, setting)):
            known.add(name)
    return known


def test_the_schema_knows_every_value() -> None:
    schema = json.loads((CHART / "values.schema.json").read_text())
    values = yaml.safe_load((CHART / "values.yaml").read_text())
    assert {*values} == {*schema["properties"]} - {"global"}

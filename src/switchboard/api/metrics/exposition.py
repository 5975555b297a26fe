"""Samples as Prometheus reads them (its text format 0.0.4)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import Final

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily
from prometheus_client.registry import Collector

from switchboard.api.metrics.catalogue import CATALOGUE, Metric
from switchboard.api.metrics.samples import Sample
from switchboard.measures import Distribution

CONTENT_TYPE: Final = "text/plain; version=0.0.4; charset=utf-8"

Family = GaugeMetricFamily | CounterMetricFamily | HistogramMetricFamily


def exposition(found: Iterable[Sample]) -> bytes:
    """The text of one scrape. Metrics without a sample are left out."""
    registry = CollectorRegistry(auto_describe=False)
    registry.register(_Once(found))
    return generate_latest(registry)


class _Once(Collector):
    def __init__(self, found: Iterable[Sample]) -> None:
        self._samples: dict[str, list[Sample]] = defaultdict(list)
        for sample in found:
            self._samples[sample.metric].append(sample)

    def collect(self) -> Iterator[Family]:
        for metric in CATALOGUE:
            if of_metric := self._samples.get(metric.name):
                yield _family(metric, of_metric)


def _family(metric: Metric, found: Iterable[Sample]) -> Family:
    if metric.kind == "histogram":
        histogram = HistogramMetricFamily(metric.name, metric.text, labels=metric.labels)
        for sample in found:
            assert isinstance(sample.value, Distribution)
            histogram.add_metric(sample.labels, _buckets(sample.value, metric.parts), sample.value.total / metric.parts)
        return histogram
    family: GaugeMetricFamily | CounterMetricFamily
    kind = CounterMetricFamily if metric.kind == "counter" else GaugeMetricFamily
    family = kind(metric.name, metric.text, labels=metric.labels)
    for sample in found:
        assert not isinstance(sample.value, Distribution)
        family.add_metric(sample.labels, sample.value)
    return family


def _buckets(distribution: Distribution, parts: int) -> list[tuple[str, float]]:
    """Each bound, in the unit of the metric, with how many were no greater."""
    bounds = [*(f"{bound / parts:g}" for bound in distribution.bounds), "+Inf"]
    return list(zip(bounds, map(float, accumulate(distribution.counts)), strict=True))

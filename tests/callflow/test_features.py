"""Every feature has a code, and does something."""

from typing import get_args

import pytest

from switchboard.callflow.features import COROUTINES
from switchboard.model.feature_codes import FEATURES, FeatureCodes, FeatureName

pytestmark = pytest.mark.unit


def test_each_feature_has_a_code_and_does_something() -> None:
    names = set(get_args(FeatureName))
    assert names == set(FEATURES) == set(FeatureCodes.model_fields) == set(COROUTINES)

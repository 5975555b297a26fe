"""The music that comes with the product."""

import numpy as np
import pytest

from switchboard.prompts.music import Music

pytestmark = pytest.mark.unit


def test_it_lasts_a_minute_and_goes_over_into_its_beginning() -> None:
    sound = Music().decoded()
    level_db = 20 * np.log10(np.sqrt(np.mean(np.square(sound.values))))
    assert sound.duration_s >= 60
    assert -28 < level_db < -24
    assert abs(sound.values[-1] - sound.values[0]) < 0.05

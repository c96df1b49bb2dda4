"""How hard Hypothesis tries: chosen by ``HYPOTHESIS_PROFILE``, ``ci`` where it is not set.

``ci`` tries the same examples every time, so that a failure is the change's fault; ``thorough``
looks for new ones, many more of them; ``fuzz`` is for files, which are quick to read.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

_SUPPRESSED = (HealthCheck.too_slow, HealthCheck.function_scoped_fixture)


def load_profile() -> None:
    """Register the profiles and load the one that the environment names."""
    settings.register_profile(
        "ci",
        derandomize=True,
        deadline=None,
        database=None,
        max_examples=100,
        suppress_health_check=_SUPPRESSED,
    )
    settings.register_profile(
        "thorough", deadline=None, max_examples=2000, suppress_health_check=_SUPPRESSED
    )
    settings.register_profile(
        "fuzz", deadline=None, max_examples=10_000, suppress_health_check=_SUPPRESSED
    )
    settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))

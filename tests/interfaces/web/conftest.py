from __future__ import annotations

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def nobody_has_tried_before() -> None:
    """Forget how often earlier tests signed in or up: those limits are kept in the cache."""
    cache.clear()

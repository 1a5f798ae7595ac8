from __future__ import annotations

import pytest

from zaal.interfaces.cli.messages import compile_all


@pytest.fixture(scope="session", autouse=True)
def catalogues() -> None:
    compile_all()

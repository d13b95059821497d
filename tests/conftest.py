import logging
import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from hypothesis import settings

from tests.fakes import FakeClock

# A busy machine is not a wrong answer: examples are counted, never timed.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")


@pytest.fixture(autouse=True)
def quiet(caplog, request):
    """An unexpected warning in the log fails the test; mark it `noisy` when it is the point."""
    yield
    if "noisy" not in request.keywords:
        loud = [r.getMessage() for r in caplog.records if r.levelno >= logging.WARNING]
        assert not loud


@pytest.fixture
def clock():
    return FakeClock()

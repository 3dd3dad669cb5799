"""The shipped policy, read once for all tests of the ticket rules."""

import pytest

from core.policy import Policy
from tests.core.tickets.story import shipped


@pytest.fixture(scope="session")
def policy() -> Policy:
    return shipped()

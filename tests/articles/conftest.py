import pytest

from tests.factories import moment


@pytest.fixture
def clock(time_machine):
    """Stands at nine (UTC) on 4 May 2026 until it is moved."""
    time_machine.move_to(moment(2026, 5, 4, 9), tick=False)
    return time_machine

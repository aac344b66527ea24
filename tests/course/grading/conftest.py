"""Children to attack."""

import sys

import pytest

from tests.course.grading.attack import Children
from zerodl.course.grading.worker import Workers

PRELOAD = ("numpy", "zerodl.course.plain", "tests.course.grading.submission")


@pytest.fixture(scope="session", params=["fork server", pytest.param("fresh interpreter", marks=pytest.mark.slow)])
def children(request):
    """Both ways to start a child."""
    fresh = request.param == "fresh interpreter"
    if not fresh and sys.platform != "linux":
        pytest.skip("this system starts every child as a fresh interpreter")
    with Workers(PRELOAD, fresh) as workers:
        yield Children(workers, fresh)


@pytest.fixture(scope="session")
def shut_in(children):
    """Children that the kernel isolates completely."""
    missing = children.alone("pass").not_isolated
    if missing:
        pytest.skip("this system does not isolate children: " + "; ".join(missing))
    return children

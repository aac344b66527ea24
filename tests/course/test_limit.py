"""An endless loop is left, whatever it catches, and nothing of the limit arrives later or elsewhere."""

import random
import signal
import threading
import time

import pytest

from zerodl.course.limit import TimeIsUp, run_within

SOON = 0.1
posix_only = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="this system has no alarm signal")


def spin():
    while True:
        pass


def catch_exceptions():
    while True:
        try:
            spin()
        except Exception:
            pass


def catch_everything():
    while True:
        try:
            sum(range(100))
        except:  # noqa: E722 - what a learner may write
            pass


def catch_everything_twice():
    while True:
        try:
            catch_everything()
        except BaseException:
            pass


def finally_again():
    try:
        spin()
    finally:
        sum(range(10_000))


def recurse(depth=0):
    return recurse(depth + 1) if depth < 800 else spin()


def wait():
    threading.Event().wait(60)


def sleep():
    time.sleep(60)


def sleep_and_catch_everything():
    while True:
        try:
            time.sleep(60)
        except:  # noqa: E722 - what a learner may write
            pass


LOOPS = [spin, catch_exceptions, catch_everything, finally_again, recurse]


def in_thread(work):
    """What ``work()`` returned or raised in a thread of its own."""
    outcome = []

    def run():
        try:
            outcome.append(work())
        except BaseException as error:
            outcome.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(20)
    assert not thread.is_alive(), "the thread never came back"
    return outcome[0]


@posix_only
@pytest.mark.parametrize("loop", [*LOOPS, sleep, wait, sleep_and_catch_everything, catch_everything_twice])
def test_the_main_thread_comes_back(loop):
    start = time.monotonic()
    with pytest.raises(TimeIsUp):
        run_within(SOON, loop)
    assert SOON <= time.monotonic() - start < 5


@pytest.mark.parametrize("loop", LOOPS)
def test_another_thread_comes_back(loop):
    start = time.monotonic()
    assert type(in_thread(lambda: run_within(SOON, loop))) is TimeIsUp
    assert SOON <= time.monotonic() - start < 10


@pytest.mark.parametrize("where", [lambda work: work(), in_thread], ids=["main thread", "another thread"])
def test_what_ends_in_time_gives_its_result_or_its_error(where):
    assert where(lambda: run_within(60, lambda a, b: a + b, 1, 2)) == 3
    assert where(lambda: run_within(None, lambda a, b: a + b, 1, 2)) == 3

    def fail():
        with pytest.raises(ZeroDivisionError):
            run_within(60, lambda: 1 / 0)
        return "raised"

    assert where(fail) == "raised"


@pytest.mark.parametrize("where", [lambda work: work(), in_thread], ids=["main thread", "another thread"])
def test_no_late_exception_however_close_the_end_is_to_the_limit(where):
    rng = random.Random(0)

    def busy(seconds):
        end = time.perf_counter() + seconds
        while time.perf_counter() < end:
            pass

    def many():
        in_time = late = 0
        while min(in_time, late) < 25:
            try:
                run_within(0.01, busy, rng.uniform(0.004, 0.02))
                in_time += 1
            except TimeIsUp:
                late += 1
            for _ in range(200):  # a late one would arrive here
                str(late)
        return "all is well"

    assert where(many) == "all is well"


@posix_only
def test_the_alarm_is_as_it_was_before():
    rung = []
    before = signal.signal(signal.SIGALRM, lambda *_: rung.append(True))
    try:
        with pytest.raises(TimeIsUp):
            run_within(SOON, spin)
        run_within(60, int)
        assert signal.getitimer(signal.ITIMER_REAL)[0] == 0
        signal.raise_signal(signal.SIGALRM)
        assert rung == [True]
    finally:
        signal.signal(signal.SIGALRM, before)


def test_the_clean_up_around_a_stopped_call_is_not_disturbed():
    tidied = []
    for _ in range(20):
        try:
            run_within(0.005, spin)
        except TimeIsUp:
            end = time.perf_counter() + 0.005  # several attempts would fall into this
            while time.perf_counter() < end:
                pass
            tidied.append(True)
    assert len(tidied) == 20


def give_up_politely():
    try:
        spin()
    except TimeIsUp:
        return "a result"


def replace_the_error():
    try:
        spin()
    finally:
        raise ValueError("while tidying up")


@pytest.mark.parametrize("function", [give_up_politely, replace_the_error])
@pytest.mark.parametrize("where", [lambda work: work(), in_thread], ids=["main thread", "another thread"])
def test_what_ends_too_late_has_not_ended_in_time(where, function):
    def work():
        with pytest.raises(TimeIsUp):
            run_within(0.01, function)
        return "raised"

    assert where(work) == "raised"


def test_a_time_that_is_over_already_stops_at_once():
    with pytest.raises(TimeIsUp):
        run_within(-1, spin)

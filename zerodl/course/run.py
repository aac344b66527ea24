"""Run an exercise's scenarios, with the reference or with an answer in its place, and bring back plain data."""

import io
import time
import warnings
from contextlib import contextmanager, redirect_stderr, redirect_stdout

import numpy as np

from .. import config
from ..random import default_generator
from .limit import TimeIsUp, run_within
from .observe import raised
from .plain import plain
from .seat import trying

SEEDS = (0, 1, 2)  # the notebook's checks; the grader draws its own


def run_scenarios(record, seed, function=None, until=None, printed=None):
    """Yield, for each scenario, what happened as plain data.

    Between two scenarios the package is as it was before, so whoever stops listening leaves nothing behind.

    Args:
        function: the answer; None runs the reference.
        until: the moment, by ``time.monotonic()``, at which the scenario that is running is stopped, and the rest is
            not run; None lets it run.
        printed: a list that receives, for each scenario, what was printed in it.
    """
    for number, scenario in enumerate(record.scenarios):
        rng = np.random.default_rng([seed, number])
        data, late = None, False
        with trying(record.name, function), _usual_settings(), _listening() as heard:
            try:
                data = run_within(until and until - time.monotonic(), _run, scenario, rng)
            except TimeIsUp:
                late = True
        if printed is not None:
            printed.append(heard.text if len(heard.text) <= heard.longest else f"{heard.text[:-1]}…")
        if late:
            return
        yield data


def _run(scenario, rng):
    """The scenario's data, or the error that ended it."""
    try:
        return plain(scenario.run(rng))
    except (KeyboardInterrupt, TimeIsUp):
        raise
    except BaseException as error:  # SystemExit too
        return raised(error) | {"ended": "early"}


def ended_early(data):
    """Whether a scenario's data say that an error ended it."""
    return type(data) is dict and data.get("ended") == "early"


@contextmanager
def _usual_settings():
    """For a ``with`` block: the settings as they are at the start of Python, whatever the notebook has changed."""
    dtype, state = config.get_default_dtype(), default_generator.get_state()
    config.set_default_dtype(np.float32)
    try:
        with config.enable_grad(), warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")  # nbgrader takes anything on stderr for a failure
            yield
    finally:
        config.set_default_dtype(dtype)
        default_generator.set_state(state)


class _Heard(io.TextIOBase):
    """A file that keeps the beginning of what is written to it."""

    longest = 2000

    def __init__(self):
        self.text = ""

    def write(self, text):
        if len(self.text) <= self.longest:
            self.text = (self.text + text)[: self.longest + 1]
        return len(text)


@contextmanager
def _listening():
    """For a ``with`` block: what is printed goes to a _Heard and nowhere else, however much it is."""
    heard = _Heard()
    with redirect_stdout(heard), redirect_stderr(heard):
        yield heard

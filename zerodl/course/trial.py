"""Try what a learner wrote, in this kernel, and say what came of it."""

import time

from .answer import AnswerError, compile_answer, is_gap
from .judge import BrokenReferenceError, cut_off, judge, refused
from .run import SEEDS, run_scenarios
from .text import Text

CHECK_SECONDS = 20


def try_answer(record, source, seconds=CHECK_SECONDS, seeds=SEEDS):
    """The verdict on a source text; it changes nothing, and prints nothing."""
    if is_gap(source):
        return refused(record, "gap", Text(en="The gap is still empty: put your code in place of the `raise` line."))
    try:
        return _try_function(record, compile_answer(record.name, source), seconds, seeds)
    except AnswerError as error:
        return refused(record, "refused", Text(en=str(error)))
    except BrokenReferenceError as error:
        return refused(record, "broken", Text(en=str(error)))


def _try_function(record, function, seconds, seeds):
    until = time.monotonic() + seconds
    any_printed = ""
    for seed in seeds:
        printed = []
        verdict = judge(record, [seed], [list(run_scenarios(record, seed, function, until, printed))])
        if not verdict.passed:
            verdict.printed = printed[len(verdict.scenarios) - 1]
            break
        any_printed = any_printed or "".join(printed)
    else:
        verdict.printed = any_printed
    if verdict.cause == "no result":
        late = f"Your code was still running after {seconds} seconds and was stopped. Look for a loop that never ends."
        return cut_off(verdict, "time", Text(en=late))
    return verdict

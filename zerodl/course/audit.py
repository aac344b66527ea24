"""``zerodl course audit``: every exercise tried with right and wrong answers, on inputs that nobody has seen before."""

import secrets
from collections import Counter

from ..errors import ArgumentError
from . import blind, catalogue, matrix
from .folder import shipped_lessons
from .leak import leaks
from .notebook import answered_name, checked_name, read_notebook, source
from .record import Question

LEAST = 2  # variants and known mistakes for each exercise


def add_arguments(parser):
    """Declare the arguments of ``zerodl course audit``."""
    parser.add_argument("lessons", nargs="*", metavar="LESSON", help="a lesson's number, such as 02 (default: all)")
    parser.add_argument(
        "--seeds", type=int, default=3, metavar="N", help="try every answer on N draws of the inputs (default: 3)"
    )
    parser.add_argument("--seed", type=int, metavar="S", help="the first draw, to repeat an earlier audit")


def run(args):
    """Print the matrix, the counts, leaks and the blind wrong answers; return 1 if anything does not hold."""
    lessons = _lessons(args.lessons)
    seeds = _seeds(args.seed, args.seeds)
    print(f"Draws {seeds[0]} to {seeds[-1]}; the same again: --seed {seeds[0]} --seeds {len(seeds)}\n")
    faults = []
    for lesson in lessons:
        faults += _audit_exercises(lesson, seeds)
        faults += _audit_notebook(lesson)
        faults += _audit_blind(lesson)
    for fault in faults:
        print(f"DOES NOT HOLD: {fault}")
    print("Everything holds." if not faults else f"{len(faults)} of these things do not hold.")
    return 1 if faults else 0


def _lessons(words):
    known = catalogue.lessons()
    for word in words:
        if word.zfill(2) not in known:
            raise ArgumentError(f"there is no lesson {word!r}; there are {', '.join(known)}")
    return [word.zfill(2) for word in words] or known


def _seeds(first, count):
    if count < 1 or (first is not None and first < 0):
        raise ArgumentError(f"--seeds must be at least 1 and --seed not negative, got {count} and {first}")
    first = secrets.randbelow(10**9) if first is None else first
    return range(first, first + count)


# --- the matrix -------------------------------------------------------------------------------------------------------


def _audit_exercises(lesson, seeds):
    """Print the matrix of a lesson and its counts; return what does not hold, in sentences."""
    waiting = "" if lesson in shipped_lessons() else ", which waits for its notebook"
    records = catalogue.of_lesson(lesson)
    print(f"Lesson {lesson}{waiting}")
    counts, faults = Counter(), []
    for record in records:
        if isinstance(record, Question):
            faults += _faults_of_question(record)
            continue
        print(f"  {record.name}")
        for answer in _tried(record, seeds):
            faults += answer.faults
            counts[answer.kind, not answer.faults] += 1
            print(f"    {'fault' if answer.faults else 'ok':6} {answer.kind:10} {answer.name}")
        for kind, found in (("variants", record.variants), ("known mistakes", record.mistakes)):
            if len(found) < LEAST:
                faults.append(f"{record.name}: {len(found)} {kind}, at least {LEAST} are wanted")
    for kind, says in _SAYS.items():
        print(f"  {counts[kind, True]} of {counts[kind, True] + counts[kind, False]} {says}")
    print(f"  {sum(isinstance(record, Question) for record in records)} questions\n")
    return faults


_SAYS = {
    "reference": "references pass",
    "variant": "right answers written differently pass",
    "gap": "untouched gaps earn nothing",
    "mistake": "known mistakes earn nothing and get their own diagnosis",
}


class _Answer:
    """One answer of a record on all seeds: what became of it, in sentences where it is not what should have."""

    def __init__(self, rows, seeds):
        self.kind, self.name = rows[0].kind, rows[0].name
        self.faults = [self._fault(row, seed) for row, seed in zip(rows, seeds) if not row.holds]

    def _fault(self, row, seed):
        came = "passes" if row.passed else f"gets the diagnosis {row.cause!r}"
        return f"{row.exercise}: the {row.kind} {row.name!r} {came} at draw {seed}"


def _tried(record, seeds):
    """Every answer that the record knows."""
    by_seed = [matrix.rows(record, [seed]) for seed in seeds]
    return [_Answer(rows, seeds) for rows in zip(*by_seed)]


def _faults_of_question(record):
    if record.right not in record.options or len(record.options) < LEAST:
        return [f"{record.name}: the right letter {record.right!r} is not one of {', '.join(record.options)}"]
    return []


# --- the lesson -------------------------------------------------------------------------------------------------------


def _audit_notebook(lesson):
    """What a lesson's notebook lacks, and what it gives away; nothing to say while there is no notebook."""
    path = shipped_lessons().get(lesson)
    if path is None:
        return []
    notebook = read_notebook(path)
    code = [source(cell) for cell in notebook["cells"] if cell.get("cell_type") == "code"]
    there = {answered_name(text) for text in code} & {checked_name(text) for text in code}
    missing = [record.name for record in catalogue.of_lesson(lesson) if record.name not in there]
    faults = [f"{path.name} has no cell, or no check, for {name}" for name in missing]
    return faults + [
        f"{path.name}, cell {leak.cell + 1}, gives {leak.expression!r} of {leak.exercise} away: {leak.line}"
        for leak in leaks(notebook)
    ]


# --- the blind wrong answers ------------------------------------------------------------------------------------------


def _audit_blind(lesson):
    """Print the share of right diagnoses, and those that are not known to be right; return what earned full points."""
    tried = blind.try_all(lesson)
    if tried is None:
        print(f"  Wrong answers written from lesson {lesson} alone: there are none here, so this part is left out.\n")
        return []
    right = sum(answer.right is True for answer in tried)
    print(f"  Wrong answers written from lesson {lesson} alone")
    for answer in tried:
        if not answer.right:
            verdict = "not judged" if answer.right is None else "not right"
            print(f"    {verdict:10} {answer}\n{'':15}{answer.says}")
    print(f"  {sum(not answer.passed for answer in tried)} of {len(tried)} earn less than full points")
    print(f"  {right} of {len(tried)} get the right diagnosis ({right / len(tried):.0%})\n")
    return [f"the wrong answer {answer} earns full points" for answer in tried if answer.passed]


__all__ = ["add_arguments", "run"]

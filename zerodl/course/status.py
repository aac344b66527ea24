"""``zerodl course status``: which exercises are solved, lesson by lesson, and what is next. It changes nothing."""

import contextlib
import io

from . import catalogue, progress
from .answer import is_gap
from .folder import add_folder_argument, course_folder, lesson_title, shipped_lessons, written
from .notebook import chosen_letter
from .opening import passes, rebuild
from .record import Question

BAR = 20  # characters
SOLVED, UNCHECKED, BEGUN, OPEN = "solved", "to check", "begun", ""


def add_arguments(parser):
    """Declare the arguments of ``zerodl course status``."""
    add_folder_argument(parser, "folder")
    parser.add_argument(
        "--rebuild",
        action="store_true",
        help="enter in your progress what stands solved in your notebooks but is missing there",
    )


def run(args):
    """Print the lessons, their exercises and what to do next."""
    folder = course_folder(args.folder)
    lessons = shipped_lessons()
    damaged = [record.name for record in catalogue.all_records() if _is_damaged(record, folder)]
    if args.rebuild:
        with _quiet():
            restored = rebuild(folder)
        print(f"Entered in your progress from your notebooks: {', '.join(restored) or 'nothing was missing'}.\n")
    cells, unreadable = written(folder)
    states = {record.name: state(record, folder, cells.get(record.name, [])) for record in catalogue.all_records()}
    print(f"The course in {folder}")
    for number, path in lessons.items():
        print(f"\n{_lesson_lines(number, path, states)}")
    print(f"\n{_closing_lines(lessons, states, cells, args.folder)}")
    for name in damaged:
        print(f"The saved answer to {name} was damaged; it is kept in .zerodl/kept.")
    for path in unreadable:
        print(f"{path.name} could not be read as a notebook and was passed over.")
    if not cells:
        print(f"There are no lessons in {folder}. If yours are elsewhere, name the folder; `zerodl lab` brings them.")
    return 0


def state(record, folder, found):
    """How far the learner is with an exercise or question.

    Args: found: (path, text) of its cells in the notebooks.
    Returns: SOLVED, by the progress; UNCHECKED, right in a notebook but not in the progress; BEGUN or OPEN.
    """
    if progress.load(record.name, folder) is not None:
        return SOLVED
    with _quiet():
        if any(passes(record, text) for _, text in found):
            return UNCHECKED
    if isinstance(record, Question):
        return BEGUN if any(chosen_letter(text) in record.options for _, text in found) else OPEN
    return BEGUN if any(not is_gap(text) for _, text in found) else OPEN


def _quiet():
    """For a ``with`` block: what the learner's own code prints is not part of the status."""
    return contextlib.redirect_stdout(io.StringIO())


def _is_damaged(record, folder):
    """Whether the progress has a file for this record that does not hold what was saved; looking sets it aside."""
    path = progress.progress_folder(folder) / f"{record.name}.py"
    return path.exists() and progress.load(record.name, folder) is None


def _lesson_lines(number, path, states):
    records = catalogue.of_lesson(number)
    earned = _points(records, states)
    possible = sum(record.points for record in records)
    lines = [f"{lesson_title(path):24} {bar(earned, possible)} {earned:4} of {possible} points"]
    lines += [f"  {states[record.name]:8}  {record.points:3}  {record.name}" for record in records]
    return "\n".join(lines)


def _points(records, states):
    return sum(record.points for record in records if states[record.name] == SOLVED)


def bar(earned, possible):
    """A bar in plain characters, full only when everything is earned.

    Example:
        >>> bar(50, 100)
        '[##########----------]'
    """
    filled = BAR * earned // possible if possible else 0
    return f"[{'#' * filled}{'-' * (BAR - filled)}]"


def _closing_lines(lessons, states, cells, given):
    """The sum, what the notebooks hold besides, and what is next. Args: given: the folder on the command line."""
    records = [record for record in catalogue.all_records() if record.lesson in lessons]
    solved = sum(states[record.name] == SOLVED for record in records)
    possible = sum(record.points for record in records)
    lines = [f"In all {_points(records, states)} of {possible} points; {solved} of {len(records)} solved."]
    if unchecked := [record.name for record in records if states[record.name] == UNCHECKED]:
        files = sorted({path.name for name in unchecked for path, _ in cells[name]})
        command = " ".join(["zerodl course status", *([given] if given else []), "--rebuild"])
        lines.append(
            f"{len(unchecked)} of the others stand solved in {', '.join(files)} but not in your progress: run their "
            f"check cells, or {command}"
        )
    left = [record for record in records if states[record.name] in (BEGUN, OPEN)]
    lines.append(_next_line(left[0], lessons) if left else "Nothing is left to solve.")
    return "\n".join(lines)


def _next_line(record, lessons):
    where = f"{record.name} in {lessons[record.lesson].name}"
    if isinstance(record, Question):
        return f"Next: {where}, a question ({record.points} points)."
    return f"Next: {where} ({record.points} points, about {record.minutes} minutes). {record.task}"


__all__ = ["add_arguments", "run", "state"]

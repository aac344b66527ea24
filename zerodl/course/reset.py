"""``zerodl course reset``: take exercises, or whole lessons, back to how they were shipped, keeping a copy."""

import copy
import secrets

from ..atomic import create_new, write_atomic
from ..errors import ZerodlError
from . import catalogue, progress
from .answer import is_gap
from .files import keep_copy
from .folder import add_folder_argument, course_folder, shipped_lessons, written
from .notebook import NotebookError, answered_name, checked_name, chosen_letter, read_notebook, source, to_text
from .record import Question


def add_arguments(parser):
    """Declare the arguments of ``zerodl course reset``."""
    parser.add_argument(
        "names",
        nargs="+",
        metavar="NAME",
        help="an exercise or question as its cell names it, ops.elementwise.mul_grad, or a whole lesson, 02",
    )
    add_folder_argument(parser)
    parser.add_argument(
        "--progress-only",
        action="store_true",
        help="forget that they were solved, and leave the notebooks as they are",
    )


def run(args):
    """Reset what was named. All names are looked up before anything is changed."""
    folder = course_folder(args.folder)
    shipped = shipped_lessons()
    records, lessons = _look_up(args.names, shipped)
    try:
        changed = [] if args.progress_only else _reset_notebooks(records, lessons, shipped, folder)
        records += [record for number in lessons for record in catalogue.of_lesson(number) if record not in records]
        _forget(records, folder)
    except OSError as error:
        raise ZerodlError(f"{error.filename or folder} cannot be written: {error.strerror}") from error
    _tell_of_answers_that_stay(records, folder)
    if any(changed):
        print("If a notebook is open in JupyterLab: File > Reload Notebook from Disk, then restart its kernel.")
    return 0


def _look_up(names, shipped):
    """The records and the numbers of the lessons that are named.

    Raises: ZerodlError for a name that is neither.
    """
    records, lessons = [], []
    for name in names:
        if name.isdecimal():
            if name.zfill(2) not in shipped:
                raise ZerodlError(f"there is no lesson {name}; there are {', '.join(shipped)}")
            lessons.append(name.zfill(2))
        else:
            records.append(catalogue.find(name))
    return list({record.name: record for record in records}.values()), list(dict.fromkeys(lessons))


def _reset_notebooks(records, lessons, shipped, folder):
    """Reset whole lessons, then the exercises of the others; return for each whether that changed anything."""
    changed = [_reset_lesson(shipped[number], folder) for number in lessons]
    for number in sorted({record.lesson for record in records if record.lesson not in lessons}):
        names = [record.name for record in records if record.lesson == number]
        changed.append(_reset_exercises(names, shipped.get(number), folder))
    return changed


def _forget(records, folder):
    """Take the records out of the progress, and say where their entries are kept."""
    kept = {record.name: progress.forget(record.name, folder) for record in records}
    gone = [name for name, path in kept.items() if path]
    if gone:
        place = {str(path.parent) for path in kept.values() if path}
        print(f"Out of your progress: {', '.join(gone)}. The entries are kept in {' and '.join(sorted(place))}.")


def _reset_lesson(shipped, folder):
    """Put a lesson's notebook back as it was shipped; return whether that changed anything."""
    path = folder / shipped.name
    content = shipped.read_bytes()
    if not path.exists():
        create_new(path, content)
        print(f"{path.name} was missing and is there again, as shipped.")
        return True
    if path.read_bytes() == content:
        print(f"{path.name} is as it was shipped already.")
        return False
    kept = keep_copy(path)
    write_atomic(path, content)
    print(f"{path.name} is as it was shipped; yours is kept as {kept}.")
    return True


def _reset_exercises(names, shipped, folder):
    """Put the gaps of one lesson's exercises back; return whether that changed anything.

    The lesson's own notebook is the one that is changed; if it goes by another name, all that hold the exercises are.
    """
    if shipped is None:
        print(f"There is no notebook yet for {', '.join(names)}.")
        return False
    paths = [folder / shipped.name]
    if not paths[0].exists():
        cells, _ = written(folder)
        paths = sorted({path for name in names for path, _ in cells.get(name, [])})
    if not paths:
        print(f"{shipped.name} is not in {folder}; put it back with: zerodl course reset {shipped.name[:2]}")
    changed = [_reset_in(path, names, read_notebook(shipped)) for path in paths]
    return any(changed)


def _reset_in(path, names, shipped):
    try:
        notebook = read_notebook(path)
    except NotebookError as error:
        raise NotebookError(f"{error}; to put the whole lesson back: zerodl course reset {path.name[:2]}") from error
    before = to_text(notebook)
    sentences = [back_to_gap(notebook["cells"], name, shipped["cells"]) for name in names]
    text = to_text(notebook)
    kept = None
    if text != before:
        kept = keep_copy(path)
        write_atomic(path, text)
    for sentence in sentences:
        print(f"{path.name}: {sentence}")
    if kept:
        print(f"{path.name} as it was before is kept as {kept}.")
    return kept is not None


def back_to_gap(cells, name, shipped):
    """Put the shipped gap in place of an exercise's cell, in the list itself; return a sentence that says so.

    Every cell that answers the exercise becomes the gap. If there is none, the gap is put before the exercise's check,
    or after the nearest cell of the shipped lesson that is still there. A check that is missing is put back too.

    Args: cells: the learner's. name: of an exercise or question. shipped: the lesson's cells as they came.
    """
    place = next((i for i, cell in enumerate(shipped) if _key(cell) == ("answer", name)), None)
    if place is None:
        return f"{name} is not part of this lesson"
    answered = [cell for cell in cells if _key(cell) == ("answer", name)]
    checks = [i for i, cell in enumerate(cells) if _key(cell) == ("check", name)]
    already = all(source(cell) == source(shipped[place]) for cell in answered)
    for cell in [*answered, *(cells[i] for i in checks)]:
        cell["outputs"], cell["execution_count"] = [], None  # a card that says "passed" would no longer be true
    for cell in answered:
        cell["source"] = shipped[place]["source"]
    if answered:
        said = f"{name} was a gap already" if already else f"{name} is a gap again"
        after = max(i for i, cell in enumerate(cells) if _key(cell) == ("answer", name))
    else:
        after, where = (checks[0] - 1, "before its check") if checks else _nearest(cells, shipped, place)
        cells.insert(after + 1, _new_cell(shipped[place], cells))
        after += 1
        said = f"{name} had no cell any more; its gap is back {where}"
    check = next((cell for cell in shipped if _key(cell) == ("check", name)), None)
    if not checks and check:
        cells.insert(after + 1, _new_cell(check, cells))
        said += ", and its check below it"
    return f"{said}."


def _key(cell):
    """What a cell is known by: the exercise that it answers or checks, else its type and text."""
    text = source(cell)
    if cell.get("cell_type") == "code":
        if name := answered_name(text):
            return "answer", name
        if name := checked_name(text):
            return "check", name
    return cell.get("cell_type"), text.strip()


def _nearest(cells, shipped, place):
    """The index to insert after, and in words where that is: behind the nearest cell above that is still there."""
    last = {_key(cell): i for i, cell in enumerate(cells)}
    for cell in reversed(shipped[:place]):
        if _key(cell) in last:
            return last[_key(cell)], f"after {_first_line(cell)}"
    for cell in shipped[place + 1 :]:
        if _key(cell) in last:
            return last[_key(cell)] - 1, f"before {_first_line(cell)}"
    return len(cells) - 1, "at the end"


def _first_line(cell):
    return f'"{source(cell).strip().partition(chr(10))[0].strip("# ")}"'


def _new_cell(cell, cells):
    """A copy of a shipped cell, with an id that no cell in the notebook has."""
    cell = copy.deepcopy(cell)
    if cell.get("id") in {other.get("id") for other in cells}:
        cell["id"] = secrets.token_hex(4)
    return cell


def _tell_of_answers_that_stay(records, folder):
    """Opening a lesson enters in the progress what stands solved in any notebook of the folder, so say which do."""
    cells, _ = written(folder)
    for record in records:
        files = [path.name for path, text in cells.get(record.name, []) if not _is_empty(record, text)]
        if files:
            print(
                f"An answer to {record.name} still stands in {', '.join(files)}; if it is right, the next lesson that "
                "you open enters it in your progress again."
            )


def _is_empty(record, text):
    return not chosen_letter(text) if isinstance(record, Question) else is_gap(text)


__all__ = ["add_arguments", "back_to_gap", "run"]

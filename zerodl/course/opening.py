"""The first cell of every lesson: the learner's earlier answers go back into the framework."""

from pathlib import Path

from ..errors import ZerodlError
from . import card, catalogue, progress
from .answer import compile_answer
from .check import lesson_points
from .notebook import answers, chosen_letter, read_notebook
from .points import show_card
from .record import Question
from .run import SEEDS
from .seat import plug_in, plugged_names, unplug
from .trial import try_answer


def opening(lesson):
    """Open a lesson: plug in every piece solved so far, and say how many run on the learner's own code.

    Progress that was lost or damaged is rebuilt from the notebooks in the course folder. Nothing is plugged in
    unchecked.
    """
    if lesson not in catalogue.lessons():
        raise ZerodlError(f"opening: there is no lesson {lesson!r}; there are {', '.join(catalogue.lessons())}")
    damaged = [record.name for record in catalogue.all_records() if progress.is_damaged(record.name)]
    restored, problem = _rebuild_quietly()
    broken = plug_in_progress()
    before = [record for record in catalogue.all_exercises() if record.lesson < lesson]
    own = [record for record in before if record.name in plugged_names()]
    lines = (
        [
            f"{len(own)} of {len(before)} earlier {'piece' if len(own) == len(before) == 1 else 'pieces'} "
            f"{'runs' if len(own) == 1 else 'run'} on your own code."
        ]
        if before
        else []
    )
    if damaged:
        lines.append(f"Damaged, and set aside in `.zerodl/kept`: {', '.join(damaged)}.")
    if restored:
        lines.append(f"Rebuilt from your notebooks: {', '.join(restored)}.")
    if problem:
        lines.append(f"What your notebooks hold could not be saved in {progress.progress_folder()}: {problem}.")
    if broken:
        lines.append(f"No longer passing, so zerodl's own version stands in: {', '.join(broken)}.")
    earned, possible = lesson_points(lesson)
    here = [record.name for record in catalogue.of_lesson(lesson) if record.name in plugged_names()]
    if here:
        lines.append(f"Of this lesson, yours already: {', '.join(name.rpartition('.')[2] for name in here)}.")
    html = "".join(f'<p style="margin: 0 0 4px">{card.prose(line)}</p>' for line in lines)
    show_card(
        card.frame(f"<b>Lesson {lesson} is open.</b>{html}{card.bar(lesson, earned, possible)}", card.BLUE),
        "\n".join([f"Lesson {lesson} is open. {earned} of {possible} points.", *lines]),
    )


def plug_in_progress():
    """Plug in every passed exercise; returns the names of those that no longer pass."""
    broken = []
    for record in catalogue.all_exercises():
        source = progress.load(record.name)
        if source is None:
            if record.name in plugged_names():
                unplug(record.name)
        elif try_answer(record, source, seeds=SEEDS[:1]).passed:  # it has passed them all before
            plug_in(record.name, compile_answer(record.name, source, counted=True))
        else:
            unplug(record.name)
            broken.append(record.name)
    return broken


def _rebuild_quietly():
    """What ``rebuild`` returns, and why it could not be saved, if so: the lesson opens all the same."""
    try:
        return rebuild(), ""
    except OSError as error:
        return [], error.strerror or str(error)


def rebuild(folder="."):
    """Enter in the folder's progress what stands solved in its notebooks but not there; returns the names.

    Raises: OSError if the progress cannot be written.
    """
    restored = []
    for path in sorted(Path(folder).glob("*.ipynb")):
        try:
            found = answers(read_notebook(path))
        except ZerodlError:
            continue  # a file that is no notebook has nothing to restore
        for record in catalogue.all_records():
            source = found.get(record.name)
            if source and progress.load(record.name, folder) is None and passes(record, source):
                progress.save(record.name, source, folder)
                restored.append(record.name)
    return restored


def passes(record, source):
    """Whether a cell's text is a right answer to the exercise or question; it changes nothing."""
    if isinstance(record, Question):
        return chosen_letter(source) == record.right
    return try_answer(record, source).passed

"""All exercises and questions, found by name."""

import functools
import importlib
import pkgutil
from difflib import get_close_matches

from ..errors import ArgumentError
from . import exercises
from .record import Exercise, Question


@functools.cache
def all_records():
    """Every exercise and question, lesson by lesson, in the order that each lesson lists them."""
    records = []
    for package in sorted(pkgutil.iter_modules(exercises.__path__), key=lambda found: found.name):
        lesson = importlib.import_module(f"{exercises.__name__}.{package.name}")
        records += [importlib.import_module(f"{lesson.__name__}.{module}").record for module in lesson.ORDER]
    return tuple(records)


def all_exercises():
    """Every exercise."""
    return [record for record in all_records() if isinstance(record, Exercise)]


def of_lesson(lesson):
    """The exercises and questions of one lesson."""
    return [record for record in all_records() if record.lesson == lesson]


def lessons():
    """The numbers of the lessons that have records."""
    return sorted({record.lesson for record in all_records()})


def find(name):
    """The exercise or question of this name.

    Raises: ArgumentError for an unknown name, with the nearest known ones.
    """
    for record in all_records():
        if record.name == name:
            return record
    names = [record.name for record in all_records()]
    near = get_close_matches(str(name), names, n=3, cutoff=0.4) or names[:3]
    raise ArgumentError(f"there is no exercise {name!r}; did you mean {' or '.join(near)}?")


__all__ = ["Exercise", "Question", "all_exercises", "all_records", "find", "lessons", "of_lesson"]

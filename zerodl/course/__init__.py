"""The course: what a lesson's cells call."""

from .check import answer, check, exercise, hint
from .milestone import milestone
from .opening import opening

__all__ = ["answer", "check", "exercise", "hint", "milestone", "opening"]

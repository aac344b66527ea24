"""Lesson 00, Welcome."""

ORDER = ("relu",)

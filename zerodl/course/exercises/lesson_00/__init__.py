"""Lesson 00, Welcome."""

ORDER = ("relu", "why_relu")

"""Lesson 03, Layers."""

ORDER = ("linear_init",)

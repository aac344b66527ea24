"""Grading: running submissions behind a wall, and the reports that come of it."""

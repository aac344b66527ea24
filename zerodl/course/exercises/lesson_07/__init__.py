"""Lesson 07, Regularisation."""

ORDER = (
    "elastic",
    "why_zero",
    "drop",
    "windows",
    "judge",
    "standardise_grad",
    "why_scale",
    "update_running_statistics",
    "why_alone",
)

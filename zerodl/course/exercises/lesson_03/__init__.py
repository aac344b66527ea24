"""Lesson 03, Layers."""

ORDER = (
    "linear_init",
    "named_parameters",
    "sigmoid",
    "why_dead",
    "why_root",
    "xavier_uniform",
    "kaiming_normal",
    "why_random",
    "gradients_by_hand",
)

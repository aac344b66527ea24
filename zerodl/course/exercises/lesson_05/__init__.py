"""Lesson 05, Optimisers."""

ORDER = (
    "momentum_step",
    "why_longer",
    "rmsprop_step",
    "adam_step",
    "why_scale",
    "adamw_step",
    "clip_grad_norm",
    "why_together",
    "warm_up_cosine",
)

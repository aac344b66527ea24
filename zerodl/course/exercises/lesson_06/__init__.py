"""Lesson 06, Training."""

ORDER = (
    "batch_sampler_iter",
    "tally_update",
    "train_epoch",
    "why_mean",
    "why_split",
    "history_record",
    "load_all",
    "why_resume",
)

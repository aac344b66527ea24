"""Lesson 06, Training."""

ORDER = (
    "batch_sampler_iter",
    "tally_update",
    "train_epoch",
    "why_mean",
    "why_split",
    "history_record",
    "why_resume",
    "load_all",
)

"""Lesson 04, Losses and metrics."""

ORDER = (
    "l1_loss_grad",
    "why_median",
    "logistic_loss",
    "why_plateau",
    "log_softmax",
    "log_softmax_grad",
    "why_stuck",
    "count_pairs",
    "precision_recall_f1",
)

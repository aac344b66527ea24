"""Losses as modules."""

from . import functional as F
from .module import Module


class CrossEntropyLoss(Module):
    """Cross-entropy between scores (B, C) and class numbers (B,); see ``zerodl.cross_entropy``."""

    def __init__(self, reduction="mean"):
        super().__init__()
        self.reduction = reduction

    def forward(self, input, target):
        return F.cross_entropy(input, target, reduction=self.reduction)

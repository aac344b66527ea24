"""Losses as layers: of answers out of several, and of yes and no."""

from ..autograd.tensor import Tensor
from ..ops.loss_class import labels_weight
from . import functional as F
from .loss import Loss, WeightedLoss


class LabelLoss(WeightedLoss):
    """What losses of class numbers share: a weight for each class, and class numbers that do not count.

    Args: weight: one factor for each class. ignore_index: class numbers that do not count.
    """

    def __init__(self, weight=None, ignore_index=-100, reduction="mean"):
        super().__init__(weight, reduction)
        self.ignore_index = ignore_index

    def weight_of(self, target):
        """What the mean over these targets divides by: 0 if all are ignored; None if they are no class numbers.

        The mean over several batches is the mean of theirs, each counted by this weight.
        """
        if target.dtype.kind not in "iu":
            return None
        weight = None if self.weight is None else self.weight.array
        return labels_weight(target.array, weight, self.ignore_index)


class CrossEntropyLoss(LabelLoss):
    """Cross-entropy between scores (B, C) and class numbers (B,) or probabilities (B, C); see ``zerodl.cross_entropy``.

    Args: weight: one factor for each class. ignore_index: class numbers that do not count. label_smoothing: how much of
        each answer is spread over all classes.
    Example:
        >>> import zerodl
        >>> CrossEntropyLoss()(zerodl.tensor([[0.0, 0.0]]), zerodl.tensor([1]))  # log 2
        tensor(0.6931)
    """

    def __init__(self, weight=None, ignore_index=-100, reduction="mean", label_smoothing=0.0):
        super().__init__(weight, ignore_index, reduction)
        self.label_smoothing = label_smoothing

    def forward(self, input, target):
        return F.cross_entropy(input, target, self.weight, self.ignore_index, self.reduction, self.label_smoothing)


class NLLLoss(LabelLoss):
    """The surprise at the right classes, for log-probabilities as LogSoftmax gives them; see ``zerodl.nll_loss``.

    Args: weight: one factor for each class. ignore_index: class numbers that do not count.
    """

    def forward(self, input, target):
        return F.nll_loss(input, target, self.weight, self.ignore_index, self.reduction)


class BCELoss(WeightedLoss):
    """Cross-entropy of yes and no, for probabilities, as Sigmoid gives them; see ``zerodl.binary_cross_entropy``.

    Args: weight: a factor for each loss, broadcast to the shape of the input.
    """

    def forward(self, input, target):
        return F.binary_cross_entropy(input, target, weight=self.weight, reduction=self.reduction)


class BCEWithLogitsLoss(WeightedLoss):
    """Cross-entropy of yes and no, for scores of any size; see ``zerodl.binary_cross_entropy_with_logits``.

    Args: weight: a factor for each loss. pos_weight: a factor for each yes. Both are broadcast to the input's shape.
    """

    pos_weight: Tensor | None

    def __init__(self, weight=None, reduction="mean", pos_weight=None):
        super().__init__(weight, reduction)
        self.register_buffer("pos_weight", pos_weight)

    def forward(self, input, target):
        return F.binary_cross_entropy_with_logits(
            input, target, weight=self.weight, reduction=self.reduction, pos_weight=self.pos_weight
        )


class MultiMarginLoss(WeightedLoss):
    """The hinge loss for several classes; see ``zerodl.multi_margin_loss``.

    Args: p: 1, or 2 for the square. margin: by how much the right score should be above the others. weight: one factor
        for each class.
    """

    def __init__(self, p=1, margin=1.0, weight=None, reduction="mean"):
        super().__init__(weight, reduction)
        self.p = p
        self.margin = margin

    def forward(self, input, target):
        return F.multi_margin_loss(input, target, self.p, self.margin, self.weight, self.reduction)


class MultiLabelMarginLoss(Loss):
    """The hinge loss for rows with several right classes; see ``zerodl.multilabel_margin_loss``."""

    def forward(self, input, target):
        return F.multilabel_margin_loss(input, target, reduction=self.reduction)


class MultiLabelSoftMarginLoss(WeightedLoss):
    """BCEWithLogitsLoss averaged over the classes of each row; see ``zerodl.multilabel_soft_margin_loss``.

    Args: weight: a factor for each loss, broadcast to the shape of the input.
    """

    def forward(self, input, target):
        return F.multilabel_soft_margin_loss(input, target, self.weight, self.reduction)

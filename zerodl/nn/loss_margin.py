"""Losses as layers: of pairs and triplets, which are content with a margin."""

from . import functional as F
from .distance import PairwiseDistance
from .loss import Loss


class HingeEmbeddingLoss(Loss):
    """For distances of pairs that are alike (1) or not (−1); see ``zerodl.hinge_embedding_loss``.

    Args: margin: how far apart others should be.
    """

    def __init__(self, margin=1.0, reduction="mean"):
        super().__init__(reduction)
        self.margin = margin

    def forward(self, input, target):
        return F.hinge_embedding_loss(input, target, self.margin, self.reduction)


class MarginRankingLoss(Loss):
    """For pairs of scores of which the first should be above (1) or below (−1); see ``zerodl.margin_ranking_loss``.

    Args: margin: by how much.
    """

    def __init__(self, margin=0.0, reduction="mean"):
        super().__init__(reduction)
        self.margin = margin

    def forward(self, input1, input2, target):
        return F.margin_ranking_loss(input1, input2, target, self.margin, self.reduction)


class SoftMarginLoss(Loss):
    """Cross-entropy of scores for answers 1 and −1; see ``zerodl.soft_margin_loss``."""

    def forward(self, input, target):
        return F.soft_margin_loss(input, target, self.reduction)


class CosineEmbeddingLoss(Loss):
    """For pairs of vectors that should point the same way (1) or not (−1); see ``zerodl.cosine_embedding_loss``.

    Args: margin: the cosine up to which others cost nothing.
    """

    def __init__(self, margin=0.0, reduction="mean"):
        super().__init__(reduction)
        self.margin = margin

    def forward(self, input1, input2, target):
        return F.cosine_embedding_loss(input1, input2, target, self.margin, self.reduction)


class TripletMarginLoss(Loss):
    """For an anchor that should lie nearer to its like than to another; see ``zerodl.triplet_margin_loss``.

    Args: margin: by how much. p, eps: of the distance. swap: whether the distance of the two others counts, too.
    """

    def __init__(self, margin=1.0, p=2.0, eps=1e-6, swap=False, reduction="mean"):
        super().__init__(reduction)
        self.margin = margin
        self.p = p
        self.eps = eps
        self.swap = swap

    def forward(self, anchor, positive, negative):
        settings = self.margin, self.p, self.eps, self.swap, self.reduction
        return F.triplet_margin_loss(anchor, positive, negative, *settings)


class TripletMarginWithDistanceLoss(Loss):
    """TripletMarginLoss with a distance of your own, a function or a module of two tensors."""

    def __init__(self, *, distance_function=None, margin=1.0, swap=False, reduction="mean"):
        super().__init__(reduction)
        self.distance_function = PairwiseDistance() if distance_function is None else distance_function
        self.margin = margin
        self.swap = swap

    def forward(self, anchor, positive, negative):
        return F.triplet_margin_with_distance_loss(
            anchor, positive, negative, distance_function=self.distance_function, margin=self.margin, swap=self.swap,
            reduction=self.reduction,
        )  # fmt: skip

"""How alike two vectors are, as layers."""

from . import functional as F
from .module import Module


class CosineSimilarity(Module):
    """The cosine of the angle between vectors along ``dim``, from −1 to 1.

    Shape: x1 and x2 broadcast together; ``dim`` vanishes
    Args: eps: the least length that is divided by.
    Example:
        >>> import zerodl
        >>> CosineSimilarity(dim=0)(zerodl.tensor([1.0, 0.0]), zerodl.tensor([3.0, 0.0]))
        tensor(1.)
    """

    def __init__(self, dim=1, eps=1e-8):
        super().__init__()
        self.dim = dim
        self.eps = eps

    def forward(self, x1, x2):
        return F.cosine_similarity(x1, x2, self.dim, self.eps)


class PairwiseDistance(Module):
    """The distance between vectors along the last axis.

    Shape: x1 and x2 (…, D), broadcast together -> (…), or (…, 1) with keepdim
    Args: p: 2 is the straight line, 1 the sum of the differences. eps: added to each difference.
    """

    def __init__(self, p=2.0, eps=1e-6, keepdim=False):
        super().__init__()
        self.norm = p
        self.eps = eps
        self.keepdim = keepdim

    def forward(self, x1, x2):
        return F.pairwise_distance(x1, x2, self.norm, self.eps, self.keepdim)

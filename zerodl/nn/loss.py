"""Losses as layers: of numbers, and of what a distribution says of them."""

from ..autograd.tensor import Tensor
from . import functional as F
from .module import Module


class Loss(Module):
    """What losses share: they are called with a prediction and its target, and turn many losses into one number.

    Args: reduction: "mean", "sum", or "none" for all losses as they are.
    """

    def __init__(self, reduction="mean"):
        super().__init__()
        self.reduction = reduction


class WeightedLoss(Loss):
    """What losses with a ``weight`` share: it is a buffer, and so moves with the module and stands in its state."""

    weight: Tensor | None

    def __init__(self, weight=None, reduction="mean"):
        super().__init__(reduction)
        self.register_buffer("weight", weight)


class MSELoss(Loss):
    """The squared error; see ``zerodl.mse_loss``.

    Example:
        >>> import zerodl
        >>> MSELoss()(zerodl.tensor([1.0, 5.0]), zerodl.tensor([1.0, 3.0]))
        tensor(2.)
    """

    def forward(self, input, target):
        return F.mse_loss(input, target, reduction=self.reduction)


class L1Loss(Loss):
    """The absolute error; see ``zerodl.l1_loss``."""

    def forward(self, input, target):
        return F.l1_loss(input, target, reduction=self.reduction)


class SmoothL1Loss(Loss):
    """The absolute error with its tip rounded off; see ``zerodl.smooth_l1_loss``.

    Args: beta: where the curve becomes a line.
    """

    def __init__(self, reduction="mean", beta=1.0):
        super().__init__(reduction)
        self.beta = beta

    def forward(self, input, target):
        return F.smooth_l1_loss(input, target, reduction=self.reduction, beta=self.beta)


class HuberLoss(Loss):
    """The squared error near 0, the absolute error beyond; see ``zerodl.huber_loss``.

    Args: delta: where the curve becomes a line.
    """

    def __init__(self, reduction="mean", delta=1.0):
        super().__init__(reduction)
        self.delta = delta

    def forward(self, input, target):
        return F.huber_loss(input, target, reduction=self.reduction, delta=self.delta)


class KLDivLoss(Loss):
    """The Kullback–Leibler divergence of log-probabilities from probabilities; see ``zerodl.kl_div``.

    Args: reduction: also "batchmean", which is the divergence itself. log_target: whether target holds logarithms, too.
    """

    def __init__(self, reduction="mean", log_target=False):
        super().__init__(reduction)
        self.log_target = log_target

    def forward(self, input, target):
        return F.kl_div(input, target, reduction=self.reduction, log_target=self.log_target)


class PoissonNLLLoss(Loss):
    """The surprise at counts; see ``zerodl.poisson_nll_loss``.

    Args: log_input: whether input holds logarithms of the means. full: add what depends on the target alone.
    """

    def __init__(self, log_input=True, full=False, eps=1e-8, reduction="mean"):
        super().__init__(reduction)
        self.log_input = log_input
        self.full = full
        self.eps = eps

    def forward(self, input, target):
        return F.poisson_nll_loss(input, target, self.log_input, self.full, self.eps, self.reduction)


class GaussianNLLLoss(Loss):
    """The surprise at numbers under predicted means and variances; see ``zerodl.gaussian_nll_loss``.

    Args: full: add log(2π) / 2. eps: the least variance.
    """

    def __init__(self, *, full=False, eps=1e-6, reduction="mean"):
        super().__init__(reduction)
        self.full = full
        self.eps = eps

    def forward(self, input, target, var):
        return F.gaussian_nll_loss(input, target, var, self.full, self.eps, self.reduction)

"""Penalties on the size of weights, to be added to a loss; and which parameters are weights at all."""

from ..autograd.tensor import Tensor
from ..errors import ArgumentError, DTypeError
from ..ops import zeros
from .batch_norm import ChannelNorm
from .group_norm import GroupNorm
from .layer_norm import LayerNorm, RMSNorm
from .module import Module

NORMALISATIONS = (ChannelNorm, GroupNorm, LayerNorm, RMSNorm)


def l1_penalty(parameters):
    """The sum of the absolute values of all elements.

        y = Σ |w|

    Its gradient, the sign of w, is the same for small weights as for large ones, and so drives many of them to 0.

    Args: parameters: some, or one; or a module, of which the weights are taken, see ``split_parameters``.
    Source: Tibshirani (1996), "Regression Shrinkage and Selection via the Lasso".
    Example:
        >>> import zerodl
        >>> l1_penalty(zerodl.tensor([3.0, -4.0]))
        tensor(7.)
    """
    return _total(parameters, lambda w: w.abs().sum())


def l2_penalty(parameters):
    """The sum of the squares of all elements.

        y = Σ w²

    Its gradient, 2w, is the stronger the larger a weight is: all become smaller, and none exactly 0. With plain SGD,
    adding λ/2 times it to the loss is ``weight_decay=λ``; with Adam it is not, see ``optim.AdamW``.

    Args: parameters: some, or one; or a module, of which the weights are taken, see ``split_parameters``.
    Source: Hoerl and Kennard (1970), "Ridge Regression"; Krogh and Hertz (1991).
    Example:
        >>> import zerodl
        >>> l2_penalty(zerodl.tensor([3.0, -4.0]))
        tensor(25.)
    """
    return _total(parameters, lambda w: (w * w).sum())


def elastic_penalty(parameters, l1_ratio=0.5):
    """A mixture of both: weights of no use become 0, and those that do the same work share it.

        y = l1_ratio · Σ |w| + (1 − l1_ratio) / 2 · Σ w²

    Args:
        parameters: some, or one; or a module, of which the weights are taken, see ``split_parameters``.
        l1_ratio: the share of the absolute values, in [0, 1].
    Raises: ArgumentError for another share.
    Source: Zou and Hastie (2005); scikit-learn's ElasticNet.
    Example:
        >>> import zerodl
        >>> elastic_penalty(zerodl.tensor([3.0, -4.0]), l1_ratio=0.5)
        tensor(9.7500)
    """
    if not 0 <= l1_ratio <= 1:
        raise ArgumentError(f"elastic_penalty: expected l1_ratio from 0 to 1, got {l1_ratio}")
    return _total(parameters, lambda w: elastic(w, l1_ratio))


def elastic(w, l1_ratio):
    """The elastic penalty of one tensor, which draws each of its elements towards 0.

        y = l1_ratio · Σ |w| + (1 − l1_ratio) / 2 · Σ w²        slope: l1_ratio · sign(w) + (1 − l1_ratio) · w

    Shape: w (any shape) -> ()
    Args: l1_ratio: the share of the pull that does not depend on how large an element is.
    Example:
        >>> import zerodl
        >>> w = zerodl.tensor([3.0, -4.0], requires_grad=True)
        >>> elastic(w, l1_ratio=0.25).backward()
        >>> w.grad
        tensor([ 2.5000, -3.2500])
    """
    return l1_ratio * w.abs().sum() + (1 - l1_ratio) / 2 * (w * w).sum()


def split_parameters(model):
    """(weights, others): which parameters of a model are to be kept small, and which are not.

    Others are what has a single axis, such as biases and the slopes of PReLU, and all that belongs to normalisations.
    Keeping these small would move or scale what goes through the network, and makes no function simpler.

    Example:
        >>> from zerodl import nn
        >>> weights, others = split_parameters(nn.Sequential(nn.Linear(3, 2), nn.BatchNorm1d(2)))
        >>> [w.shape for w in weights], [w.shape for w in others]
        ([(2, 3)], [(2,), (2,), (2,)])
    """
    if not isinstance(model, Module):
        raise DTypeError(f"split_parameters: expected a module such as nn.Linear(3, 2), got {model!r:.60}")
    weights, others, seen = [], [], set()
    for module in model.modules():
        for parameter in module.parameters(recurse=False):
            if id(parameter) not in seen:
                seen.add(id(parameter))
                free = parameter.ndim < 2 or isinstance(module, NORMALISATIONS)
                (others if free else weights).append(parameter)
    return weights, others


def parameter_groups(model, weight_decay=0.01):
    """A model's parameters in two groups for an optimiser: weights that decay, and biases and norms that do not.

        optim.AdamW(parameter_groups(model, weight_decay=0.1), lr=1e-3)

    Returns: a list of dictionaries with "params" and "weight_decay"; a group of none is left out.
    Source: the practice of BERT and GPT-2; see ``split_parameters``.
    Example:
        >>> from zerodl import nn
        >>> [(len(group["params"]), group["weight_decay"]) for group in parameter_groups(nn.Linear(3, 2), 0.1)]
        [(1, 0.1), (1, 0.0)]
    """
    weights, others = split_parameters(model)
    groups = [{"params": weights, "weight_decay": weight_decay}, {"params": others, "weight_decay": 0.0}]
    return [group for group in groups if group["params"]]


def _total(parameters, measure):
    """The sum of a measure of each tensor, on the tape."""
    if isinstance(parameters, Module):
        parameters, _ = split_parameters(parameters)
    total = None
    for parameter in [parameters] if isinstance(parameters, Tensor) else parameters:
        if not isinstance(parameter, Tensor):
            raise DTypeError(f"penalty: expected tensors, got {type(parameter).__name__}; pass model.parameters()")
        total = measure(parameter) if total is None else total + measure(parameter)
    return zeros(()) if total is None else total

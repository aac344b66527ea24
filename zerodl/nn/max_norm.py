"""The max-norm constraint: no unit's incoming weights grow longer than a given length."""

from ..autograd.tensor import Tensor
from ..config import no_grad
from ..errors import ArgumentError, DTypeError
from .module import Module


def max_norm_(parameters, max_norm, norm_type=2.0, dim=0):
    """Shorten, in place, each row of the weights that is longer than ``max_norm``; to be called after each step.

        weight[i] ← weight[i] · max_norm / |weight[i]|        where |weight[i]| > max_norm

    A row, ``weight[i]``, is what one output weighs its inputs with. Unlike weight decay, which draws all weights to 0
    all the time, the constraint leaves rows alone that are short enough.

    Args:
        parameters: some, or one; those of a single axis, such as biases, are left alone.
        max_norm: the greatest length, 3 or 4 in the paper. norm_type: the p of the length. dim: the axis of the rows.
    Raises: ArgumentError for a negative length; DTypeError for what is no tensor.
    Source: Srivastava et al. (2014), section 5.1.
    Example:
        >>> import zerodl
        >>> weight = zerodl.nn.Parameter(zerodl.tensor([[3.0, 4.0], [0.3, 0.4]]))
        >>> max_norm_([weight], 1.0); weight.detach()
        tensor([[0.6000, 0.8000],
                [0.3000, 0.4000]])
    """
    if not max_norm >= 0:
        raise ArgumentError(f"max_norm_: expected a length from 0 up, got {max_norm}")
    with no_grad():
        for parameter in [parameters] if isinstance(parameters, (Tensor, Module)) else parameters:
            if not isinstance(parameter, Tensor):
                came = type(parameter).__name__
                raise DTypeError(f"max_norm_: expected tensors, got {came}; pass model.parameters()")
            if parameter.ndim > 1:
                parameter.renorm_(norm_type, dim, max_norm)

"""Renormalisation: slices that are too long are shortened."""

from ..autograd.op import composite
from ..autograd.shapes import normalise_dim
from ..errors import ArgumentError, ShapeError
from .distance import norm
from .elementwise import where
from .requirement import require_floats


@composite(in_place=True)
def renorm(x, p, dim, maxnorm):
    """Shorten each slice along an axis to the length ``maxnorm``, if it is longer; its direction stays.

        y[i] = x[i] · maxnorm / |x[i]|        where |x[i]| > maxnorm, else x[i]

    Args: p: of the length, (Σ |x|ᵖ)^(1/p). dim: the axis whose slices x[i] are measured: 0 is the rows of a matrix.
    Raises: ShapeError for fewer than two axes; ArgumentError for a negative length.
    Source: torch.renorm
    Example:
        >>> import zerodl
        >>> zerodl.renorm(zerodl.tensor([[3.0, 4.0], [0.3, 0.4]]), p=2, dim=0, maxnorm=1.0)
        tensor([[0.6000, 0.8000],
                [0.3000, 0.4000]])
    """
    require_floats("renorm", x)
    if x.ndim < 2:
        raise ShapeError(f"renorm: expected two axes or more, slices to be measured, got shape {tuple(x.shape)}")
    if not maxnorm >= 0 or not p > 0:
        raise ArgumentError(f"renorm: expected p above 0 and maxnorm from 0 up, got p={p} and maxnorm={maxnorm}")
    axis = normalise_dim("renorm", dim, x.ndim)
    length = norm(x, p, dim=tuple(i for i in range(x.ndim) if i != axis), keepdim=True)
    return x * where(length > maxnorm, maxnorm / (length + 1e-7), 1.0)  # as PyTorch does, a hair below maxnorm

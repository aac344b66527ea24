"""Grids of points, and matrices of blocks."""

from ..autograd.op import composite
from ..errors import ArgumentError, ShapeError
from .axis import transpose
from .join import cat, stack
from .pad import constant_pad_nd
from .shape import atleast_2d, expand, ravel, reshape


@composite(method=False)
def meshgrid(*tensors, indexing="ij"):
    """The coordinates of all points of a grid, one tensor for each axis; views of the vectors given.

    Args: indexing: "ij": axis i of the grid belongs to vector i. "xy": the first two are exchanged, x going right.
    Source: torch.meshgrid
    Example:
        >>> import zerodl
        >>> i, j = zerodl.meshgrid(zerodl.arange(2), zerodl.arange(3))
        >>> i.tolist(), j.tolist()
        ([[0, 0, 0], [1, 1, 1]], [[0, 1, 2], [0, 1, 2]])
    """
    tensors = tuple(tensors[0]) if len(tensors) == 1 and isinstance(tensors[0], (list, tuple)) else tensors
    if indexing not in ("ij", "xy"):
        raise ArgumentError(f'meshgrid: indexing must be "ij" or "xy", got {indexing!r}')
    if not tensors or any(x.ndim > 1 for x in tensors):
        raise ShapeError(f"meshgrid: expected vectors, got shapes {[x.shape for x in tensors]}")
    shape = tuple(x.shape[0] if x.ndim else 1 for x in tensors)
    grids = [expand(reshape(x, _only(i, shape)), shape) for i, x in enumerate(tensors)]
    exchange = indexing == "xy" and len(tensors) > 1
    return tuple(transpose(grid, 0, 1) for grid in grids) if exchange else tuple(grids)


def _only(i, shape):
    """The shape with every length but the i-th made 1."""
    return tuple(n if j == i else 1 for j, n in enumerate(shape))


@composite(method=False)
def cartesian_prod(*tensors):
    """Every way to pick one element of each vector, as rows.

    Source: torch.cartesian_prod
    Example:
        >>> import zerodl
        >>> zerodl.cartesian_prod(zerodl.tensor([1, 2]), zerodl.tensor([3, 4])).tolist()
        [[1, 3], [1, 4], [2, 3], [2, 4]]
    """
    if any(x.ndim != 1 for x in tensors):
        raise ShapeError(f"cartesian_prod: expected vectors, got shapes {[x.shape for x in tensors]}")
    return tensors[0] if len(tensors) == 1 else stack([ravel(grid) for grid in meshgrid(*tensors)], 1)


@composite(method=False)
def block_diag(*tensors):
    """A matrix with the given ones along its diagonal, and zeros elsewhere; a vector counts as one row.

    Source: torch.block_diag
    Example:
        >>> import zerodl
        >>> zerodl.block_diag(zerodl.ones(1, 2), zerodl.tensor(3.0)).tolist()
        [[1.0, 1.0, 0.0], [0.0, 0.0, 3.0]]
    """
    if not tensors or any(x.ndim > 2 for x in tensors):
        raise ShapeError(f"block_diag: expected matrices, got shapes {[x.shape for x in tensors]}")
    blocks = [atleast_2d(x) for x in tensors]
    width, left, rows = sum(block.shape[1] for block in blocks), 0, []
    for block in blocks:
        right = width - left - block.shape[1]
        rows.append(constant_pad_nd(block, (left, right)))
        left += block.shape[1]
    return cat(rows, 0)

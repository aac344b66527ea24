"""All parameters of a network as one long vector, and back."""

from ..errors import ShapeError
from ..ops import cat


def parameters_to_vector(parameters):
    """The elements of all parameters, one after the other; gradients flow back through it.

    Source: ``torch.nn.utils.parameters_to_vector``.
    Example:
        >>> from zerodl import nn
        >>> parameters_to_vector(nn.Linear(3, 2).parameters()).shape
        (8,)
    """
    return cat([parameter.reshape((-1,)) for parameter in parameters])


def vector_to_parameters(vec, parameters):
    """Copy the slices of a vector into the parameters, in order.

    Shape: vec (N,), N the number of elements of all parameters together
    Source: ``torch.nn.utils.vector_to_parameters``.
    Example:
        >>> import zerodl
        >>> from zerodl import nn
        >>> layer = nn.Linear(2, 1)
        >>> vector_to_parameters(zerodl.tensor([1.0, 2.0, 3.0]), layer.parameters())
        >>> layer.weight.tolist(), layer.bias.tolist()
        ([[1.0, 2.0]], [3.0])
    """
    parameters = list(parameters)
    count = sum(parameter.numel() for parameter in parameters)
    if tuple(vec.shape) != (count,):
        raise ShapeError(f"vector_to_parameters: expected a vector of {count} elements, got shape {tuple(vec.shape)}")
    start = 0
    for parameter in parameters:
        end = start + parameter.numel()
        parameter.array[...] = vec.array[start:end].reshape(parameter.shape)
        parameter.storage.version += 1
        start = end

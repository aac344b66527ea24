"""Arrays in, arrays out: what lies below tensors and tapes."""

from .standardise import standardise
from .stencil import stencil
from .strided import Strided
from .strides import broadcast_shape, broadcast_strides, contiguous_copy, contiguous_strides, index_view

__all__ = [
    "Strided",
    "broadcast_shape",
    "broadcast_strides",
    "contiguous_copy",
    "contiguous_strides",
    "index_view",
    "standardise",
    "stencil",
]

"""Differentiation: what an operation is, the tape that records it, the backward pass, and the scalar engine."""

from .functional import grad
from .gradcheck import gradcheck, gradgradcheck, numeric_gradient
from .op import Op, Saved, composite, op
from .order import topological_order
from .shapes import unbroadcast
from .tensor import Tensor
from .value import Value

__all__ = [
    "Op",
    "Saved",
    "Tensor",
    "Value",
    "composite",
    "grad",
    "gradcheck",
    "gradgradcheck",
    "numeric_gradient",
    "op",
    "topological_order",
    "unbroadcast",
]

"""Lesson 02, Autograd."""

ORDER = (
    "numeric_gradient",
    "value_mul",
    "by_hand",
    "topological_order",
    "value_backward",
    "why_add",
    "mul_grad",
    "tanh_grad",
    "unbroadcast",
    "matmul_grad",
    "why_zero",
    "why_backward",
)

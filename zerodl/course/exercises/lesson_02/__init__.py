"""Lesson 02, Autograd."""

ORDER = (
    "numeric_gradient",
    "value_mul",
    "value_tanh",
    "topological_order",
    "value_backward",
    "why_add",
    "mul_grad",
    "unbroadcast",
    "matmul_grad",
    "why_backward",
    "why_zero",
)

"""Lesson 01, Tensor."""

ORDER = (
    "contiguous_strides",
    "contiguous_copy",
    "index_view",
    "by_hand",
    "why_kept",
    "broadcast_shape",
    "broadcast_strides",
    "why_keepdim",
    "standardise",
    "stencil",
)

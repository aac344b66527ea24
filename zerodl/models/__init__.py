"""Networks: what is built out of layers."""

from .two_layer import gradients_by_hand, squared_error

__all__ = ["gradients_by_hand", "squared_error"]

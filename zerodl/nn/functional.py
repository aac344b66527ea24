"""Layers as functions, for models that keep their own parameters."""

from ..ops import cross_entropy, log_softmax, nll_loss, relu, softmax, tanh


def linear(input, weight, bias=None):
    """input @ weightᵀ + bias.

    Shape: input (B, in), weight (out, in), bias (out,) -> (B, out)
    """
    y = input @ weight.transpose(-1, -2)
    return y if bias is None else y + bias


__all__ = ["cross_entropy", "linear", "log_softmax", "nll_loss", "relu", "softmax", "tanh"]

"""Pictures of activations: the curve, and how steep it is at every place."""

import numpy as np

from ..autograd.tensor import Tensor
from .theme import COLOURS, INK, figure


def draw_slopes(functions, low=-5.0, high=5.0):
    """A panel for each function: its height as a line, its slope by the tape as a dashed one.

    Args: functions: what each is called, and a function from tensor to tensor, element by element.
    Returns: a matplotlib figure, which a notebook shows.
    Example:
        >>> import zerodl
        >>> len(draw_slopes({"tanh": zerodl.tanh, "relu": zerodl.relu}).axes)
        2
    """
    fig = figure(width=2.15 * max(len(functions), 2), height=2.5)
    panels = fig.subplots(1, len(functions), sharex=True, sharey=True, squeeze=False)[0]
    for panel, (name, function) in zip(panels, functions.items()):
        x = np.linspace(low, high, 401)
        height, slope = height_and_slope(function, x)
        panel.axhline(0, color=INK, linewidth=0.6)
        panel.axvline(0, color=INK, linewidth=0.6)
        panel.plot(x, height, color=COLOURS[0], linewidth=2, label="height")
        panel.plot(x, slope, "--", color=COLOURS[1], linewidth=1.6, label="slope")
        panel.set_title(name, fontsize=10)
    panels[0].set_ylim(-1.3, 2.3)
    lines, labels = panels[0].get_legend_handles_labels()
    fig.legend(lines, labels, loc="outside lower center", ncols=2, frameon=False, fontsize=9, labelcolor=INK)
    return fig


def height_and_slope(function, x):
    """The values of a function of tensors at the numbers ``x``, and its slopes there, found by a backward pass.

    Example:
        >>> height_and_slope(lambda x: x * x, np.array([3.0]))
        (array([9.]), array([6.]))
    """
    inputs = Tensor(np.array(x, dtype=np.float64), requires_grad=True)
    y = function(inputs)
    y.backward(np.ones(y.shape))
    return y.detach().numpy(), inputs.grad.numpy()

"""A deep network just after its first weights were drawn: what passes through it forward, and what comes back."""

from dataclasses import dataclass

import numpy as np

from ..autograd import grad
from ..autograd.tensor import Tensor
from ..errors import ArgumentError
from ..nn import Linear, init
from ..nn import functional as F
from ..random import default_generator
from .depth import spreads

BATCH = 256


@dataclass(frozen=True)
class Activation:
    """What a network of the widget bends with: the function, its name in the table of gains, and a range to show."""

    function: object
    gain: str
    low: float
    high: float


ACTIVATIONS = {
    "none": Activation(lambda x: x * 1.0, "linear", -3.0, 3.0),
    "sigmoid": Activation(F.sigmoid, "sigmoid", -0.05, 1.05),
    "tanh": Activation(F.tanh, "tanh", -1.05, 1.05),
    "relu": Activation(F.relu, "relu", -3.0, 3.0),
    "leaky_relu": Activation(F.leaky_relu, "leaky_relu", -3.0, 3.0),
}

# How a layer's weight gets its first values, given what follows the layer. Each calls the package's own functions, so
# the widget shows whatever code is there.
WAYS = {
    "normal_, std 1": lambda weight, gain: init.normal_(weight),
    "normal_, std 0.01": lambda weight, gain: init.normal_(weight, std=0.01),
    "Linear's own": lambda weight, gain: weight,
    "xavier_uniform_": lambda weight, gain: init.xavier_uniform_(weight),
    "xavier_uniform_ with gain": lambda weight, gain: init.xavier_uniform_(weight, gain=init.calculate_gain(gain)),
    "kaiming_normal_": lambda weight, gain: init.kaiming_normal_(weight, nonlinearity=gain),
}


class Signal:
    """A batch of normal numbers sent through a new network, and a gradient of normal numbers sent back.

    Args:
        activation: a key of ACTIVATIONS. way: a key of WAYS. scale: a factor for all first weights.
        depth: how many layers, each a linear layer and the activation. width: numbers in each.
        seed: of all random numbers; the shared generator is left as it was.
    Attributes: ``activations`` and ``gradients``, an array (256, width) for each layer.
    Raises: ArgumentError for an activation or a way that is not in the tables.
    """

    def __init__(self, activation="tanh", way="xavier_uniform_", scale=1.0, depth=30, width=128, seed=0):
        check_names(activation, way)
        self.activation, self.scale, self.depth, self.width = ACTIVATIONS[activation], scale, depth, width
        self.name, self.way = activation, way
        state = default_generator.get_state()
        default_generator.manual_seed(seed)
        try:
            with np.errstate(all="ignore"):  # overflow is what some settings are there to show
                self._send()
        finally:
            default_generator.set_state(state)

    def _send(self):
        rng = np.random.default_rng(0)
        x = Tensor(rng.normal(size=(BATCH, self.width)).astype(np.float32))
        layers = []
        for _ in range(self.depth):
            linear = Linear(self.width, self.width, bias=False)
            WAYS[self.way](linear.weight, self.activation.gain)
            linear.weight.array[...] *= self.scale
            x = self.activation.function(linear(x))
            layers.append(x)
        back = rng.normal(size=x.shape).astype(np.float32)
        self.activations = [layer.detach().numpy() for layer in layers]
        self.gradients = [gradient.numpy() for gradient in grad(x, layers, grad_outputs=Tensor(back))]

    def sentences(self):
        """What the numbers say: how the spread changes from layer to layer both ways, and what does not move any
        more."""
        forward = _told("Forward", self.activations, "at the end")
        return [forward, _told("Backward", self.gradients[::-1], "at the beginning"), *self._standing_still()]

    def _standing_still(self):
        last = self.activations[-1]
        if not np.isfinite(last).all():
            return []
        if self.name in ("tanh", "sigmoid"):
            slope = 1 - last**2 if self.name == "tanh" else 4 * last * (1 - last)  # as a part of the steepest
            share = np.mean(slope < 0.05)
            return [f"In the last layer {100 * share:.0f} % of the values lie where the curve is nearly flat."]
        if self.name == "relu":
            dead = np.mean(np.max(last, axis=0) == 0)
            return [f"In the last layer {100 * dead:.0f} % of the units are 0 for all {BATCH} inputs."]
        return []


def check_names(activation="tanh", way="xavier_uniform_", **others):
    """Refuse an activation or a way that is not in the tables."""
    for name, table in ((activation, ACTIVATIONS), (way, WAYS)):
        if name not in table:
            raise ArgumentError(f"a signal: there is no {name!r}; choose one of {', '.join(table)}")


def _told(way, layers, where):
    """What becomes of the spread on the way through the layers, in the order of ``layers``."""
    found = spreads(layers)
    broken = next((i for i, spread in enumerate(found) if not spread > 0), None)
    if broken is not None:
        number = broken + 1 if way == "Forward" else len(layers) - broken
        what = "all values are equal" if np.isfinite(layers[broken]).all() else "there are inf and nan"
        return f"{way}: from layer {number} on, {what}."
    factor = (found[-1] / found[0]) ** (1 / max(len(found) - 1, 1))
    return f"{way}: each layer multiplies the spread by {factor:.3g} on average; {where} it is {found[-1]:.2g}."

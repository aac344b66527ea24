"""The loss of a model with two numbers to learn, over the plane of both, and the way gradient descent takes there."""

from dataclasses import dataclass

import numpy as np

from ..autograd.tensor import Tensor
from ..errors import ArgumentError, ShapeError
from ..nn import functional as F

LIMIT, NUM = 10.0, 41  # both numbers go from −LIMIT to LIMIT, in so many places


def squared_error(score, target, reduction="mean"):
    """The squared distance of the probability from 0 or 1."""
    return F.mse_loss(F.sigmoid(score), target, reduction=reduction)


def cross_entropy(score, target, reduction="mean"):
    """−log of the probability that was given to what is so."""
    return F.binary_cross_entropy_with_logits(score, target, reduction=reduction)


# Both call the package's own functions, so the picture shows whatever code is there.
LOSSES = {"squared error": squared_error, "cross-entropy": cross_entropy}


@dataclass(frozen=True)
class Descent:
    """The way of gradient descent over one loss: where it was, (steps + 1, 2), and how large the loss was there."""

    places: np.ndarray
    losses: np.ndarray
    first_gradient: np.ndarray  # (2,), at the start

    @property
    def end(self):
        """The weight and the bias after the last step."""
        return self.places[-1]


class Landscape:
    """The model score = weight · x + bias, of which sigmoid makes the probability that the target is 1.

    Args: x: one number for each sample, standardised. target: 0 or 1 for each.
    Raises: ShapeError unless both have shape (N,) with N > 0. ArgumentError for another target.
    Example:
        >>> land = Landscape(np.array([-1.0, 1.0]), np.array([0, 1]))
        >>> round(float(land.descend("cross-entropy", 0.0, 0.0, lr=1.0, steps=3).losses[0]), 4)  # log 2
        0.6931
    """

    def __init__(self, x, target):
        self.x, self.target = (np.asarray(values, np.float64) for values in (x, target))
        if self.x.ndim != 1 or self.x.shape != self.target.shape or not self.x.size:
            raise ShapeError(
                f"a landscape: expected x and target of one shape (N,), got {self.x.shape} and {self.target.shape}"
            )
        if not np.isin(self.target, (0, 1)).all():
            raise ArgumentError("a landscape: each target must be 0 or 1")
        self.axis = np.linspace(-LIMIT, LIMIT, NUM)

    def surface(self, name):
        """The loss at each place, (bias, weight)."""
        scores = np.add.outer(self.axis, np.multiply.outer(self.axis, self.x))  # (bias, weight, N)
        target = np.broadcast_to(self.target, scores.shape)
        losses = LOSSES[name](Tensor(scores), Tensor(target.copy()), reduction="none")
        return np.mean(losses.numpy(), axis=-1)

    def descend(self, name, weight, bias, lr, steps):
        """The Descent that begins at a weight and a bias; it ends early where the numbers leave the floats."""
        x, target = Tensor(self.x), Tensor(self.target)
        place, places, losses, first = np.array([weight, bias], np.float64), [], [], None
        for _ in range(steps + 1):
            parameters = Tensor(place.copy(), requires_grad=True)
            loss = LOSSES[name](parameters[0] * x + parameters[1], target)
            loss.backward()
            gradient = parameters.grad.numpy()
            first = gradient if first is None else first
            places.append(place)
            losses.append(loss.item())
            place = place - lr * gradient
            if not np.isfinite(place).all():
                break
        return Descent(np.array(places), np.array(losses), first)

    def probabilities(self, weight, bias, x):
        """What the model says for some numbers x."""
        return F.sigmoid(Tensor(weight * np.asarray(x, np.float64) + bias)).numpy()


def told(name, descent):
    """What a Descent did, in one sentence."""
    size, steps = float(np.hypot(*descent.first_gradient)), len(descent.losses) - 1
    came = f"after {steps} steps {descent.losses[-1]:.3f}" if steps else "no step yet"
    start = f"{descent.losses[0]:.3f} at the start, where the gradient has length {size:.2g}"
    return f"{name.capitalize()}: {start}; {came}."

"""NaN and infinity: training stops at once, and says in which layer they began."""

import math

import numpy as np

from ..autograd.tensor import Tensor
from ..config import no_grad
from ..errors import ZerodlError
from ..random import fork_rng
from .callback import Callback
from .wording import count

ADVICE = "a lower learning rate or clip_norm=1.0 often helps; look for log(0), division by 0, exp of large numbers"


class NotFiniteError(ZerodlError, FloatingPointError):
    """The loss, or a gradient, became NaN or infinite; the message says where it began."""


class NanGuard(Callback):
    """Stop before the step if the loss or a gradient is NaN or infinite. The weights stay as they were.

    The Trainer has one by itself. To find where it began, the batch goes through the model once more, and every layer's
    output is looked at; if all are finite, the gradients are, from the loss backwards.

    Args: gradients: look at the gradients before each step, too, which costs one sum over them.
    Raises: NotFiniteError.
    """

    order = -10

    def __init__(self, gradients=True):
        self.gradients = gradients

    def after_backward(self, trainer):
        """The loss is known."""
        if not math.isfinite(trainer.loss_value):
            where = origin_forward(trainer)
            raise NotFiniteError(f"the loss is {trainer.loss_value} {_moment(trainer)}: {where}. {_advice(where)}")

    def before_step(self, trainer):
        """The gradients are complete."""
        if not self.gradients:
            return
        named = [(name, p.grad) for name, p in trainer.model.named_parameters() if p.grad is not None]
        for name, grad in reversed(named):  # the way that gradients go
            if not _is_finite(grad.array):
                raise NotFiniteError(
                    f"the loss is {trainer.loss_value:.4g}, but the gradient of {name!r} has {_bad(grad.array)} "
                    f"{_moment(trainer)}; it is the first on the way back from the loss. {_advice(name)}"
                )


@no_grad()
def origin_forward(trainer):
    """Words on where in the forward pass of ``trainer.data`` the first number that is not finite comes from."""
    *inputs, target = trainer.data.values() if isinstance(trainer.data, dict) else trainer.data
    for what, tensor in [*(("inputs", tensor) for tensor in inputs), ("targets", target)]:
        if not _is_finite(tensor.array):
            return f"the {what} of this batch hold {_bad(tensor.array)}, so it began in the data"
    for name, parameter in trainer.model.named_parameters():
        if not _is_finite(parameter.array):
            return f"the parameter {name!r} holds {_bad(parameter.array)} since an earlier step"
    return _first_layer(trainer) or _in_the_loss(trainer.prediction)


def _first_layer(trainer):
    """Words on the first layer whose output is not finite, or None. The model and the generator stay as they were."""
    found, handles, model = [], [], trainer.model

    def look(name, module, args, output):
        bad = next((t for t in _tensors(output) if not _is_finite(t.array)), None)
        if bad is not None and not found:
            sizes = [float(np.max(np.abs(t.array))) for t in _tensors(args) if t.array.size]
            came = f"; what went in is finite, at most {max(sizes):.3g} in size" if _all_finite(args) and sizes else ""
            layer = f"layer {name!r} ({type(module).__name__})" if name else type(module).__name__
            found.append(f"it began in {layer}, whose output has {_bad(bad.array)}{came}")

    buffers = [(buffer, buffer.array.copy()) for buffer in model.buffers()]
    for name, module in model.named_modules():
        hook = lambda module, args, output, name=name: look(name, module, args, output)  # noqa: E731
        handles.append(module.register_forward_hook(hook))
    try:
        with fork_rng():
            trainer.forward(trainer.data)
    finally:
        for handle in handles:
            handle.remove()
        for buffer, before in buffers:
            buffer.array[...] = before
    return found[0] if found else None


def _in_the_loss(prediction):
    if not isinstance(prediction, Tensor):
        return "every layer's output is finite, so it began in the loss function"
    low, high = float(np.min(prediction.array)), float(np.max(prediction.array))
    return f"every layer's output is finite (the last from {low:.4g} to {high:.4g}), so it began in the loss function"


def _moment(trainer):
    return f"at step {trainer.step + 1:,} (epoch {trainer.epoch + 1}, batch {trainer.batch})"


def _advice(where):
    if "in the data" in where:
        return "Look for missing values in the data, and for a column that is divided by a spread of 0"
    return f"The weights are those before this step; {ADVICE}"


def _is_finite(array):
    """Whether all are finite: by their sum, which is quick, and one by one only if that overflows."""
    if array.dtype.kind in "biu":
        return True
    with np.errstate(all="ignore"):
        return math.isfinite(float(np.sum(array))) or bool(np.all(np.isfinite(array)))


def _bad(array):
    """ "3 NaN and 1 infinite value" of how many."""
    nan = int(np.sum(np.isnan(array)))
    infinite = int(np.sum(np.isinf(array)))
    parts = [f"{nan:,} NaN"] * bool(nan) + [count(infinite, "infinite value")] * bool(infinite)
    return f"{' and '.join(parts)} of {array.size:,}"


def _tensors(value):
    if isinstance(value, Tensor):
        return [value]
    if isinstance(value, dict):
        value = list(value.values())
    return [t for part in value for t in _tensors(part)] if isinstance(value, (tuple, list)) else []


def _all_finite(args):
    return all(_is_finite(t.array) for t in _tensors(args))

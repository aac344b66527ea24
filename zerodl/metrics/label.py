"""What counts as a predicted class: class numbers as they are, or scores, of which the largest wins."""

import numpy as np

from ..autograd.tensor import Tensor
from ..backend import array_module, is_floating
from ..device import to_device
from ..errors import ArgumentError, DTypeError, ShapeError


def array_of(name, x):
    """The array of a tensor, or what NumPy makes of a list, if it is one of real numbers."""
    x = x.array if isinstance(x, Tensor) else x
    x = np.asarray(x) if array_module(x) is np else x
    if x.dtype.kind not in "biuf" and not is_floating(x.dtype):
        raise DTypeError(f"{name}: expected a tensor or array of real numbers, got dtype {x.dtype}")
    return x.astype(np.float32) if is_floating(x.dtype) and x.dtype.itemsize < 4 else x


def class_numbers(name, prediction, target, num_classes=None, threshold=None, ignore_index=None):
    """Predicted and true class numbers as flat int64 arrays on the CPU, and how many classes the scores told of.

    A prediction is one of four things, and its shape and dtype say which:

    - whole numbers (or booleans) of the target's shape are class numbers;
    - numbers with one axis more than the target, at place 1, are scores: (B, C) for (B,), (B, C, T) for (B, T). The
      class with the largest is predicted, the first of equals. Logits and probabilities say the same;
    - floats of the shape of float targets that are probabilities, (B, C) with rows that sum to 1, as MixUp makes them:
      the class with the largest is the true one, as the class with the largest score is the predicted one;
    - other floats of the target's shape are scores of class 1 against class 0, and need a ``threshold``: what lies
      above it is class 1. Use 0.5 for probabilities, 0 for logits. Without one they are refused, for nothing tells
      which of the two they are.

    Other targets are class numbers, of whatever dtype.

    Returns: predictions, targets, and C for scores, 2 with a threshold, else ``num_classes``.
    """
    p, t = array_of(name, prediction), array_of(name, target)
    _check_shapes(name, p, t, threshold)
    if is_floating(p.dtype):
        refuse_nan(name, p)
    if p.ndim == t.ndim + 1:
        found, p = p.shape[1], np.argmax(p, axis=1)
    elif threshold is not None:
        found, p = 2, p > threshold
    elif is_floating(p.dtype) and _are_probabilities(t):
        found, p, t = p.shape[1], np.argmax(p, axis=1), np.argmax(t, axis=1)
    elif is_floating(p.dtype) and p.size:  # an empty list is float64 to NumPy
        raise DTypeError(
            f"{name}: the predictions are {p.dtype} of the target's shape {t.shape}: are they class numbers, "
            "probabilities or logits? Pass whole numbers, or threshold=0.5 for probabilities, threshold=0 for logits"
        )
    else:
        found = num_classes
    if num_classes is not None and found != num_classes:
        raise ShapeError(f"{name}: the predictions tell of {found} classes, but num_classes is {num_classes}")
    p, t = (to_device(np.reshape(x, (-1,)), "cpu") for x in (p, t))
    if is_floating(t.dtype) and np.any(wrong := t != np.floor(t)):  # NaN is among them: it equals nothing
        i = int(np.argmax(wrong))
        raise DTypeError(f"{name}: targets are class numbers, whole numbers from 0 on, got {t[i]} at position {i}")
    p, t = p.astype(np.int64), t.astype(np.int64)
    if ignore_index is not None:
        kept = t != ignore_index
        p, t = p[kept], t[kept]
    for what, labels in (("target", t), ("prediction", p)):
        _check_range(name, what, labels, found)
    return p, t, found


def _are_probabilities(t):
    """Whether targets are probabilities of two or more classes, along axis 1."""
    if not is_floating(t.dtype) or t.ndim < 2 or t.shape[1] < 2 or not t.size:
        return False
    return bool(np.all(t >= 0)) and bool(np.all(np.abs(np.sum(t, axis=1) - 1) < 1e-3))


def _check_shapes(name, p, t, threshold):
    if t.ndim == 0:
        raise ShapeError(f"{name}: the targets are a single number, of shape (); expected an axis of rows, (B,)")
    if p.shape == t.shape or (threshold is None and p.ndim == t.ndim + 1 and p.shape[:1] + p.shape[2:] == t.shape):
        if p.ndim == t.ndim + 1 and p.shape[1] < 2:
            raise ShapeError(
                f"{name}: predictions of shape {p.shape} are scores of a single class; for two classes drop that axis "
                "with squeeze(1), and pass threshold=0.5 for probabilities, threshold=0 for logits"
            )
        return
    scores = "" if threshold is not None else f", or scores of shape {(*t.shape[:1], 'C', *t.shape[1:])}"
    raise ShapeError(
        f"{name}: the predictions have shape {p.shape}, the targets {t.shape}; expected predictions of the targets' "
        f"shape{scores}".replace("'", "")
    )


def _check_range(name, what, labels, num_classes):
    wrong = labels < 0 if num_classes is None else (labels < 0) | (labels >= num_classes)
    if np.any(wrong):
        i = int(np.argmax(wrong))
        expected = "from 0 on" if num_classes is None else f"0 … {num_classes - 1}"
        ignore = f"; ignore_index={labels[i]} leaves such out" if what == "target" and labels[i] < 0 else ""
        raise ArgumentError(f"{name}: the {what} at position {i} is class {labels[i]}, expected {expected}{ignore}")


def refuse_nan(name, scores):
    """Raise if a score is NaN: nothing is larger or smaller than it, so it predicts nothing."""
    wrong = np.isnan(scores)
    if np.any(wrong):
        rows = to_device(np.any(np.reshape(wrong, (len(wrong), -1)), axis=1), "cpu")
        raise ArgumentError(f"{name}: row {int(np.argmax(rows))} of the predictions has NaN, which predicts nothing")

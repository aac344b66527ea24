"""Losses."""

import numpy as np

from tests.ops.cases.activation import np_log_softmax
from tests.ops.cases.draw import Cases, Example, between, off_grid, positive, signed, strided

REDUCTIONS = ("mean", "sum", "none")


def reduced(losses, reduction="mean"):
    return {"none": lambda: losses, "sum": losses.sum, "mean": losses.mean}[reduction]()


def torch_loss(name):
    """torch.nn.functional.NAME, class numbers as PyTorch wants them."""

    def loss(torch, *inputs, **settings):
        inputs = [x if isinstance(x, float) or x.is_floating_point() else x.long() for x in inputs]
        return getattr(torch.nn.functional, name)(*inputs, **settings)

    return loss


def with_reductions(inputs, **settings):
    return {reduction: Example(inputs, {"reduction": reduction} | settings) for reduction in REDUCTIONS}


# --- one element at a time --------------------------------------------------------------------------------------------


def paired(draw=signed, draw_target=off_grid, **extra):
    """A prediction and a target of one shape."""
    return {
        **with_reductions((draw(2, 3), draw_target(2, 3))),
        "0-d": Example((draw(), draw_target())),
        "strided": Example((strided(draw), strided(draw_target)), {"reduction": "none"}),
        "empty sum": Example((draw(0, 3), draw_target(0, 3)), {"reduction": "sum"}),
        "empty mean": Example((draw(0, 3), draw_target(0, 3)), smooth=False),
        "batch of one": Example((draw(1, 5), draw_target(1, 5))),
        **extra,
    }


def np_paired(loss):
    """A loss of NumPy: of one element and its target, and settings."""

    def expected(x, target, reduction="mean", **settings):
        losses = np.array([loss(a, t, **settings) for a, t in zip(x.ravel(), target.ravel())]).reshape(x.shape)
        return reduced(losses, reduction) if losses.size or reduction != "mean" else np.float64("nan")

    return expected


def np_smooth_l1(a, t, beta=1.0):
    return abs(a - t) - beta / 2 if abs(a - t) >= beta else (a - t) ** 2 / (2 * beta)


def np_huber(a, t, delta=1.0):
    return delta * (abs(a - t) - delta / 2) if abs(a - t) > delta else (a - t) ** 2 / 2


TIES = (np.array([1.0, 2.0, -1.0, 0.0]), np.array([1.0, 1.0, 1.0, 0.5]))  # errors 0, 1, −2, −1/2


def np_binary(p, t, weight=1.0):
    with np.errstate(divide="ignore"):
        return -weight * (t * max(np.log(p), -100) + (1 - t) * max(np.log(1 - p), -100))


def np_binary_of_score(x, t, weight=1.0, pos_weight=1.0):
    return weight * (pos_weight * t * np.logaddexp(0, -x) + (1 - t) * np.logaddexp(0, x))


def weighted(loss):
    """Weights broadcast, then given to each element with the rest."""

    def expected(x, target, reduction="mean", **weights):
        weights = {name: np.broadcast_to(w, x.shape) for name, w in weights.items()}
        each = [
            loss(x[i], target[i], **{name: w[i] for name, w in weights.items()}) for i in np.ndindex(x.shape)
        ]
        losses = np.array(each, np.float64).reshape(x.shape)
        return reduced(losses, reduction) if losses.size or reduction != "mean" else np.float64("nan")

    return expected


# --- classes ----------------------------------------------------------------------------------------------------------

LABELS = np.array([0, 2, 2, 1])
WEIGHT = np.array([0.5, 2.0, 1.25])


def labelled(**extra):
    """Scores and class numbers for a loss."""
    return {
        **with_reductions((signed(4, 3), LABELS)),
        "batch of one": Example((signed(1, 5), np.array([4]))),
        "one class": Example((signed(3, 1), np.array([0, 0, 0]))),
        "strided": Example((strided(signed), np.array([3, 0, 1]))),
        "small labels": Example((signed(2, 3), np.array([2, 0], np.uint8))),
        "empty sum": Example((signed(0, 3), np.array([], np.int64)), {"reduction": "sum"}),
        "empty mean": Example((signed(0, 3), np.array([], np.int64)), smooth=False),
        "no batch": Example((signed(3), np.array(1))),
        "images": Example((signed(2, 3, 2, 2), np.array([[[0, 1], [2, 2]], [[1, 0], [2, 1]]]))),
        **{f"weight, {r}": Example((signed(4, 3), LABELS), {"weight": WEIGHT, "reduction": r}) for r in REDUCTIONS},
        "ignored": Example((signed(4, 3), np.array([-100, 2, -100, 1]))),
        "ignored class": Example((signed(4, 3), LABELS), {"ignore_index": 2, "reduction": "none"}),
        "ignored, weight": Example((signed(4, 3), np.array([0, 2, -1, 1])), {"ignore_index": -1, "weight": WEIGHT}),
        "all ignored": Example((signed(2, 3), np.array([-100, -100])), smooth=False),
        **extra,
    }


def np_nll(log_probs, target, weight=None, ignore_index=-100, reduction="mean"):
    weight = np.ones(log_probs.shape[min(1, log_probs.ndim - 1)]) if weight is None else weight
    losses, amounts = np.zeros(target.shape), np.zeros(target.shape)
    for i in np.ndindex(target.shape):
        if target[i] != ignore_index:
            amounts[i] = weight[target[i]]
            losses[i] = -amounts[i] * log_probs[(*i[:1], target[i], *i[1:])]
    if reduction == "mean":
        return losses.sum() / amounts.sum() if amounts.sum() else np.float64("nan")
    return reduced(losses, reduction)


def np_cross_entropy(x, target, weight=None, ignore_index=-100, reduction="mean", label_smoothing=0.0):
    axis, classes = min(1, x.ndim - 1), x.shape[min(1, x.ndim - 1)]
    log_probs = np_log_softmax(x, axis)
    if target.dtype.kind != "f" and not label_smoothing:
        return np_nll(log_probs, target, weight, ignore_index, reduction)
    wanted, total = target, None
    if target.dtype.kind != "f":
        wanted = np.moveaxis((target[..., None] == np.arange(classes)) * 1.0, -1, axis)
        total = np_nll(-np.ones(x.shape), target, weight, ignore_index, "sum")
    wanted = (1 - label_smoothing) * wanted + label_smoothing / classes
    weight = np.ones(classes) if weight is None else weight
    losses = -np.tensordot(weight, np.moveaxis(wanted * log_probs, axis, 0), 1)
    if target.dtype.kind != "f":
        losses = np.where(target == ignore_index, 0, losses)
    return losses.sum() / total if total is not None and reduction == "mean" else reduced(losses, reduction)


def shares(*shape):
    """Probabilities along axis 1."""
    x = positive(*shape)
    return x / x.sum(axis=1, keepdims=True)


CASES = {
    "mse_loss": Cases(np_paired(lambda a, t: (a - t) ** 2), torch_loss("mse_loss"), paired()),
    "l1_loss": Cases(
        np_paired(lambda a, t: abs(a - t)),
        torch_loss("l1_loss"),
        paired(ties=Example(TIES, smooth=False)),
    ),
    "smooth_l1_loss": Cases(
        np_paired(np_smooth_l1),
        torch_loss("smooth_l1_loss"),
        paired(
            ties=Example(TIES, smooth=False),
            beta=Example((signed(2, 3), off_grid(2, 3)), {"beta": 0.31}),
            no_beta=Example((signed(2, 3), off_grid(2, 3)), {"beta": 0}),
        ),
    ),
    "huber_loss": Cases(
        np_paired(np_huber),
        torch_loss("huber_loss"),
        paired(
            ties=Example(TIES, smooth=False),
            delta=Example((signed(2, 3), off_grid(2, 3)), {"delta": 0.31}),
        ),
    ),
    "binary_cross_entropy": Cases(
        weighted(np_binary),
        torch_loss("binary_cross_entropy"),
        paired(
            between(0, 1),
            between(0, 1),
            certain=Example(
                (np.array([0.0, 1.0, 0.0, 1.0]), np.array([0.0, 1.0, 1.0, 0.5])),
                smooth=False,
                unlike_torch="its smallest divisor is 1e-12 rounded to float32",
            ),
            weight=Example((between(0, 1)(2, 3), between(0, 1)(2, 3)), {"weight": positive(3)}),
        ),
    ),
    "binary_cross_entropy_with_logits": Cases(
        weighted(np_binary_of_score),
        torch_loss("binary_cross_entropy_with_logits"),
        paired(
            signed,
            between(0, 1),
            certain=Example((np.array([1e5, -1e5, 1e5, -1e5]), np.array([0.0, 1.0, 1.0, 0.0])), smooth=False),
            weight=Example((signed(2, 3), between(0, 1)(2, 3)), {"weight": positive(2, 1)}),
            pos_weight=Example((signed(2, 3), between(0, 1)(2, 3)), {"pos_weight": positive(3), "weight": positive(3)}),
        ),
    ),
    "nll_loss": Cases(np_nll, torch_loss("nll_loss"), labelled()),
    "surprise": Cases(
        np_nll,
        torch_loss("nll_loss"),
        {
            label: e
            for label, e in labelled().items()
            if not e.settings.keys() - {"reduction"} and "ignored" not in label
        },
    ),
    "cross_entropy": Cases(
        np_cross_entropy,
        torch_loss("cross_entropy"),
        labelled(
            **{
                "±1e5": Example((np.array([[1e5, -1e5], [-1e5, 1e5]]), np.array([0, 0])), smooth=False),
                "all scores alike": Example((np.zeros((2, 4)), np.array([3, 1]))),
                "smoothing": Example((signed(4, 3), LABELS), {"label_smoothing": 0.2}),
                "smoothing, weight": Example((signed(4, 3), LABELS), {"label_smoothing": 0.2, "weight": WEIGHT}),
                "smoothing, ignored": Example((signed(4, 3), LABELS), {"label_smoothing": 0.2, "ignore_index": 2}),
                "probabilities": Example((signed(4, 3), shares(4, 3))),
                "probabilities of images": Example((signed(2, 3, 2), shares(2, 3, 2)), {"reduction": "none"}),
                "probabilities, everything": Example(
                    (signed(2, 3, 2), shares(2, 3, 2)), {"label_smoothing": 0.2, "weight": WEIGHT}
                ),
                "probabilities, no batch": Example((signed(3), shares(1, 3)[0]), {"reduction": "sum"}),
            }
        ),
    ),
}

"""Losses with margins, of vectors, and of distributions."""

import math

import numpy as np

from tests.ops.cases.draw import Cases, Example, between, off_grid, positive, signed, strided
from tests.ops.cases.loss import LABELS, TIES, WEIGHT, np_paired, paired, reduced, shares, torch_loss, with_reductions

SIGNS = np.array([[1, -1, -1], [-1, 1, 1]])


def signs(*shape):
    """1 and −1 in turn."""
    return np.asarray(1 - 2 * (np.arange(math.prod(shape)) % 2)).reshape(shape)


def float_signs(name):
    """torch.nn.functional.NAME, which takes no integers here."""

    def loss(torch, *inputs, **settings):
        return getattr(torch.nn.functional, name)(*(x.double() for x in inputs), **settings)

    return loss


def rowwise(loss):
    """A loss of NumPy: of one row of each input, and settings."""

    def expected(*inputs, reduction="mean", **settings):
        if inputs[0].ndim == 1:
            return reduced(np.float64(loss(*inputs, **settings)), reduction)
        losses = np.array([loss(*row, **settings) for row in zip(*inputs)])
        return reduced(losses, reduction) if losses.size or reduction != "mean" else np.float64("nan")

    return expected


# --- pairs ------------------------------------------------------------------------------------------------------------


def signed_pairs(**extra):
    ties = Example((np.array([1.0, -1.0, 0.0]), np.array([-1, 1, -1])), smooth=False)
    return paired(signed, signs, ties=ties, **extra)


def np_ranking(a, b, sign, margin=0.0):
    return np.maximum(0, margin - sign * (a - b))


def np_cosine(a, b, sign, margin=0.0):
    cosine = a @ b / np.sqrt((a @ a + 1e-12) * (b @ b + 1e-12))
    return 1 - cosine if sign == 1 else max(0, cosine - margin)


# --- classes ----------------------------------------------------------------------------------------------------------


def np_multi_margin(row, label, p=1, margin=1.0, weight=None):
    others = [max(0, margin - row[label] + x) ** p for c, x in enumerate(row) if c != label]
    return (1 if weight is None else weight[label]) * sum(others) / len(row)


def np_multilabel_margin(row, named):
    right = list(named[: list(named).index(-1)]) if -1 in named else list(named)
    return sum(max(0, 1 - row[r] + x) for r in right for c, x in enumerate(row) if c not in right) / len(row)


def np_multilabel_soft(x, target, weight=1.0, reduction="mean"):
    losses = (target * np.logaddexp(0, -x) + (1 - target) * np.logaddexp(0, x)) * weight
    return reduced(losses.mean(-1), reduction)


NAMED = np.array([[1, 3, -1, 0], [-1, 2, 1, 0], [0, 1, 2, 3], [2, -1, -1, -1]])

# --- triplets ---------------------------------------------------------------------------------------------------------


def np_triplet(a, b, c, margin=1.0, p=2.0, eps=1e-6, swap=False):
    def distance(x, y):
        return np.sum(np.abs(x - y + eps) ** p) ** (1 / p)

    return max(0, margin + distance(a, b) - min(distance(a, c), distance(b, c) if swap else np.inf))


def manhattan(a, b):
    return (abs(a - b)).sum(-1)


def triplets(**extra):
    def draw(*shape):
        return signed(*shape), off_grid(*shape), signed(*shape) * 1.03

    return {
        **with_reductions(draw(3, 4)),
        "one": Example(draw(4), {"reduction": "none"}),
        "swap": Example(draw(5, 3), {"swap": True, "margin": 2.5, "reduction": "none"}),
        "far enough": Example((signed(2, 3), signed(2, 3), signed(2, 3) + 50)),
        "strided": Example((strided(signed), strided(off_grid), strided(positive)), {"margin": 3.0}),
        "empty": Example((signed(0, 3), signed(0, 3), signed(0, 3)), {"reduction": "sum"}),
        **extra,
    }


# --- distributions ----------------------------------------------------------------------------------------------------


def np_kl(x, target, reduction="mean", log_target=False):
    t = np.exp(target) if log_target else target
    losses = np.array([b * (np.log(b) - a) if b else 0.0 for a, b in zip(x.ravel(), t.ravel())]).reshape(x.shape)
    return losses.sum() / len(x) if reduction == "batchmean" else reduced(losses, reduction)


def np_poisson(x, t, log_input=True, full=False, eps=1e-8):
    stirling = t * math.log(t) - t + 0.5 * math.log(2 * math.pi * t) if full and t > 1 else 0
    return (math.exp(x) - t * x if log_input else x - t * math.log(x + eps)) + stirling


def np_gaussian(x, target, var, full=False, eps=1e-6, reduction="mean"):
    var = np.maximum(var, eps)
    var = var[..., None] if 0 < var.ndim < x.ndim else var
    losses = 0.5 * (np.log(var) + (x - target) ** 2 / var) + (0.5 * np.log(2 * np.pi) if full else 0)
    return reduced(losses, reduction)


CASES = {
    "hinge_embedding_loss": Cases(
        np_paired(lambda x, sign, margin=1.0: x if sign == 1 else max(0, margin - x)),
        torch_loss("hinge_embedding_loss"),
        signed_pairs(margin=Example((signed(2, 3), SIGNS), {"margin": 0.3})),
    ),
    "margin_ranking_loss": Cases(
        lambda *inputs, reduction="mean", **settings: reduced(np_ranking(*inputs, **settings), reduction),
        torch_loss("margin_ranking_loss"),
        {
            **with_reductions((signed(2, 3), off_grid(2, 3), SIGNS)),
            "margin": Example((signed(2, 3), off_grid(2, 3), SIGNS), {"margin": 0.7}),
            "ties": Example((*TIES, np.array([1, 1, -1, -1])), smooth=False),
            "batch of one": Example((signed(1), off_grid(1), signs(1))),
        },
    ),
    "soft_margin_loss": Cases(
        np_paired(lambda x, sign: np.logaddexp(0, -sign * x)), float_signs("soft_margin_loss"), signed_pairs()
    ),
    "multilabel_soft_margin_loss": Cases(
        np_multilabel_soft,
        torch_loss("multilabel_soft_margin_loss"),
        {
            **with_reductions((signed(2, 3), between(0, 1)(2, 3))),
            "weight": Example((signed(2, 3), between(0, 1)(2, 3)), {"weight": positive(3)}),
            "one row": Example((signed(3), between(0, 1)(3))),
        },
    ),
    "multi_margin_loss": Cases(
        rowwise(np_multi_margin),
        torch_loss("multi_margin_loss"),
        {
            **with_reductions((signed(4, 3), LABELS)),
            "squared": Example((signed(4, 3), LABELS), {"p": 2, "margin": 1.7}),
            "weight": Example((signed(4, 3), LABELS), {"weight": WEIGHT, "reduction": "none"}),
            "strided": Example((strided(signed), np.array([3, 0, 1]))),
            "one row": Example((signed(3), np.array(1))),
            "ties": Example((np.array([[0.0, 1.0, 2.0]]), np.array([1])), smooth=False),
            "empty sum": Example((signed(0, 3), np.array([], np.int64)), {"reduction": "sum"}),
        },
    ),
    "multilabel_margin_loss": Cases(
        rowwise(np_multilabel_margin),
        torch_loss("multilabel_margin_loss"),
        {
            **with_reductions((signed(4, 4), NAMED)),
            "one row": Example((signed(4), NAMED[0])),
            "strided": Example((strided(signed), NAMED[:3])),
        },
    ),
    "cosine_embedding_loss": Cases(
        rowwise(np_cosine),
        torch_loss("cosine_embedding_loss"),
        {
            **with_reductions((signed(4, 3), off_grid(4, 3), signs(4))),
            "margin": Example((signed(4, 3), off_grid(4, 3), -np.ones(4, np.int64)), {"margin": -0.9}),
            "one pair": Example((signed(3), off_grid(3), np.array(1))),
            "no length": Example(
                (np.zeros((2, 3)), signed(2, 3), signs(2)),
                smooth=False,
                unlike_torch="what it adds to a square is 1e-12 rounded to float32",
            ),
            "strided": Example((strided(signed), strided(off_grid), signs(3))),
        },
    ),
    "triplet_margin_loss": Cases(
        rowwise(np_triplet),
        torch_loss("triplet_margin_loss"),
        triplets(p=Example((signed(2, 3), off_grid(2, 3), signed(2, 3) * 1.03), {"p": 3.0, "eps": 0.01})),
    ),
    "triplet_margin_with_distance_loss": Cases(
        lambda *inputs, distance_function=None, **settings: rowwise(np_triplet)(
            *inputs, **({"p": 1.0, "eps": 0.0} if distance_function else {}), **settings
        ),
        torch_loss("triplet_margin_with_distance_loss"),
        triplets(
            distance=Example((signed(2, 3), off_grid(2, 3), signed(2, 3) * 1.03), {"distance_function": manhattan}),
        ),
    ),
    "kl_div": Cases(
        np_kl,
        torch_loss("kl_div"),
        {
            **with_reductions((signed(2, 3), shares(2, 3))),
            "batchmean": Example((signed(2, 3), shares(2, 3)), {"reduction": "batchmean"}),
            "logarithms": Example((signed(2, 3), signed(2, 3)), {"log_target": True, "reduction": "batchmean"}),
            "impossible": Example((signed(2), np.array([0.0, 1.0])), smooth=False),
            "strided": Example((strided(signed), strided(positive)), {"reduction": "none"}),
        },
    ),
    "poisson_nll_loss": Cases(
        np_paired(np_poisson),
        torch_loss("poisson_nll_loss"),
        paired(
            draw_target=between(0.1, 5),
            full=Example((signed(2, 3), np.array([[0.5, 1.0, 1.5], [2.0, 3.0, 7.0]])), {"full": True}, smooth=False),
            means=Example((positive(2, 3), between(1.1, 5)(2, 3)), {"log_input": False, "full": True}),
            eps=Example((np.array([0.0, 1.0]), np.array([1.0, 2.0])), {"log_input": False, "eps": 0.1}),
        ),
    ),
    "gaussian_nll_loss": Cases(
        np_gaussian,
        torch_loss("gaussian_nll_loss"),
        {
            **with_reductions((signed(2, 3), off_grid(2, 3), positive(2, 3))),
            "full": Example((signed(2, 3), off_grid(2, 3), positive(2, 3)), {"full": True}),
            "one variance a row": Example((signed(2, 3), off_grid(2, 3), positive(2, 1))),
            "one axis less": Example((signed(2, 3), off_grid(2, 3), positive(2))),
            "floor": Example((signed(2), off_grid(2), np.array([0.0, 1.0])), {"eps": 0.5}, smooth=False),
            "number": Example((signed(2, 3), off_grid(2, 3), 0.5)),
        },
    ),
}

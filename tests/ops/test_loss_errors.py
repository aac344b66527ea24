"""What losses refuse, and what they say to it."""

import pytest

from zerodl import ones, tensor
from zerodl.errors import ArgumentError, DTypeError, GradientError, ShapeError
from zerodl.nn import functional as F

PAIRS = ["mse_loss", "l1_loss", "smooth_l1_loss", "huber_loss", "binary_cross_entropy", "kl_div",
         "binary_cross_entropy_with_logits", "poisson_nll_loss", "hinge_embedding_loss", "soft_margin_loss",
         "multilabel_soft_margin_loss", "multilabel_margin_loss"]  # fmt: skip


@pytest.mark.parametrize("name", PAIRS)
def test_a_target_of_another_shape_is_refused(name):
    for shape, other in [((4, 1), (4,)), ((4, 3), (3,)), ((1,), ())]:
        with pytest.raises(ShapeError) as error:
            getattr(F, name)(ones(*shape), ones(other))
        assert str(error.value).startswith(f"{name}: input and target must have one shape")
        assert f"input {shape}, target {other}" in str(error.value)
        assert "x.reshape(…)" in str(error.value)


WRONG = {
    "a reduction that is none": (
        lambda: F.mse_loss(ones(2), ones(2), reduction="avg"),
        ArgumentError,
        "mse_loss: reduction must be one of none, sum, mean, got 'avg'",
    ),
    "batchmean": (
        lambda: F.kl_div(ones(2), ones(2), reduction="avg"),
        ArgumentError,
        "kl_div: reduction must be one of none, sum, mean, batchmean, got 'avg'",
    ),
    "a number as target": (
        lambda: F.mse_loss(ones(2), 1.0),
        DTypeError,
        "mse_loss: expected a tensor for target, got float",
    ),
    "a list as target": (lambda: F.huber_loss(ones(2), [1.0, 2.0]), DTypeError, "huber_loss: .*list.*zerodl.tensor"),
    "a negative beta": (
        lambda: F.smooth_l1_loss(ones(2), ones(2), beta=-1),
        ArgumentError,
        "beta must not be negative, got -1",
    ),
    "a delta of 0": (lambda: F.huber_loss(ones(2), ones(2), delta=0), ArgumentError, "delta must be positive, got 0"),
    "scores as probabilities": (
        lambda: F.binary_cross_entropy(ones(2) * 3, ones(2)),
        ArgumentError,
        "binary_cross_entropy: input must hold probabilities.*3.*binary_cross_entropy_with_logits",
    ),
    "answers that are none": (
        lambda: F.binary_cross_entropy(ones(2), -ones(2)),
        ArgumentError,
        "target must hold probabil",
    ),
    "a weight that does not fit": (
        lambda: F.binary_cross_entropy(ones(2, 3), ones(2, 3), weight=ones(2)),
        ShapeError,
        r"binary_cross_entropy: weight of shape \(2,\).*\(2, 3\)",
    ),
    "a weight with more axes": (
        lambda: F.binary_cross_entropy(ones(3), ones(3), weight=ones(2, 3)),
        ShapeError,
        "weight of",
    ),
    "a weight that learns": (
        lambda: F.cross_entropy(ones(2, 3), tensor([0, 1]), weight=ones(3).requires_grad_()),
        GradientError,
        r"cross_entropy: weight gets no gradient; pass weight.detach\(\)",
    ),
    "a weight for too few classes": (
        lambda: F.nll_loss(ones(2, 3), tensor([0, 1]), weight=ones(2)),
        ShapeError,
        r"nll_loss: weight must hold one number for each of the 3 classes, got shape \(2,\)",
    ),
    "a label outside": (
        lambda: F.cross_entropy(ones(2, 3), tensor([0, 3])),
        ArgumentError,
        r"cross_entropy: labels must lie in 0 … 2.*got 3 at index 1; 1 of 2 labels lie outside",
    ),
    "a label outside, of an image": (
        lambda: F.nll_loss(ones(1, 2, 2, 2), tensor([[[0, 1], [-1, 5]]])),
        ArgumentError,
        r"nll_loss: .*got -1 at index \(0, 1, 0\); 2 of 4",
    ),
    "a label outside, alone": (lambda: F.cross_entropy(ones(3), tensor(7)), ArgumentError, "got 7; 1 of 1"),
    "labels from 1": (
        lambda: F.multi_margin_loss(ones(3, 3), tensor([1, 2, 3])),
        ArgumentError,
        "multi_margin_loss: labels must lie in 0 … 2.*got 3 at index 2",
    ),
    "an unlisted class": (
        lambda: F.multilabel_margin_loss(ones(1, 3), tensor([[0, 5, -1]])),
        ArgumentError,
        r"multilabel_margin_loss: .*got 5 at index \(0, 1\)",
    ),
    "labels as a column": (
        lambda: F.cross_entropy(ones(4, 3), tensor([[0], [1], [2], [0]])),
        ShapeError,
        r"cross_entropy: .*\(4, 3\) and \(4, 1\)",
    ),
    "probabilities for other classes": (
        lambda: F.cross_entropy(ones(4, 3), ones(4, 2)),
        ShapeError,
        r"cross_entropy: .*input \(4, 3\), target \(4, 2\)",
    ),
    "true and false as labels": (
        lambda: F.cross_entropy(ones(2, 3), tensor([True, False])),
        DTypeError,
        "integers; got bool",
    ),
    "scores that are integers": (
        lambda: F.cross_entropy(tensor([[1, 2]]), tensor([0])),
        DTypeError,
        "cross_entropy: expected floating numbers, got int64",
    ),
    "integers for probabilities": (
        lambda: F.cross_entropy(tensor([[1, 2]]), ones(1, 2)),
        DTypeError,
        "cross_entropy: expected floating numbers, got int64",
    ),
    "too much smoothing": (
        lambda: F.cross_entropy(ones(1, 2), tensor([0]), label_smoothing=1.5),
        ArgumentError,
        "label_smoothing must lie in 0 … 1, got 1.5",
    ),
    "answers of 0 and 1": (
        lambda: F.hinge_embedding_loss(ones(2), tensor([0, 1])),
        ArgumentError,
        "hinge_embedding_loss: target must hold 1 and -1, got 0.*2 \\* target - 1",
    ),
    "p of 3": (lambda: F.multi_margin_loss(ones(1, 2), tensor([0]), p=3), ArgumentError, "p must be 1 or 2, got 3"),
    "vectors without targets": (
        lambda: F.cosine_embedding_loss(ones(2, 3), ones(2, 3), tensor(1)),
        ShapeError,
        r"cosine_embedding_loss: .*\(2, 3\) and \(\)",
    ),
    "a triplet of two shapes": (
        lambda: F.triplet_margin_loss(ones(2, 3), ones(2, 3), ones(3)),
        ShapeError,
        r"triplet_margin_loss: anchor and positive and negative .*negative \(3,\)",
    ),
    "a margin of 0": (
        lambda: F.triplet_margin_loss(ones(2, 3), ones(2, 3), ones(2, 3), margin=0),
        ArgumentError,
        "margin",
    ),
    "a negative variance": (
        lambda: F.gaussian_nll_loss(ones(2), ones(2), -ones(2)),
        ArgumentError,
        "var .*the least is -1",
    ),
    "variances that do not fit": (
        lambda: F.gaussian_nll_loss(ones(2, 3), ones(2, 3), ones(3, 3)),
        ShapeError,
        r"gaussian_nll_loss: var .*\(2, 3\).*got \(3, 3\)",
    ),
}


@pytest.mark.parametrize(("do", "kind", "message"), WRONG.values(), ids=WRONG)
def test_bad_input(do, kind, message):
    with pytest.raises(kind, match=message):
        do()


def test_labels_that_are_floats_are_told_to_become_whole_numbers():
    for scores, labels in [(ones(4, 3), ones(4)), (ones(4, 3, 2), ones(4, 2))]:
        with pytest.raises(DTypeError, match=r"labels are class numbers, so integers; got float32; .* target.long\(\)"):
            F.cross_entropy(scores, labels)

"""Losses as layers: PyTorch's names, arguments and printing; every setting reaches the function."""

import inspect

import numpy as np
import pytest

from tests.ops.test_loss import GRID, calls, ours_of, torch
from zerodl import nn, tensor

MODULES = [name for name in nn.__all__ if name.endswith("Loss")]
LEGACY = ("self", "size_average", "reduce")


def test_every_loss_of_pytorch_is_a_layer():
    theirs = {n for n in torch.nn.modules.loss.__all__ if not n.endswith("2d")}
    later = {"AdaptiveLogSoftmaxWithLoss", "CTCLoss", "LinearCrossEntropyLoss"}  # layers with parameters; sequences
    assert theirs - later == set(MODULES)


def function_of(name):
    """The function that a layer stands for: the one whose name is the same without underscores."""
    short = {"BCELoss": "binary_cross_entropy", "BCEWithLogitsLoss": "binary_cross_entropy_with_logits",
             "CrossEntropyLoss": "cross_entropy", "KLDivLoss": "kl_div"}  # fmt: skip
    return short.get(name) or next(n for n in GRID if n.replace("_", "") == name.lower())


@pytest.mark.parametrize("name", MODULES)
def test_layers_have_pytorchs_arguments(name):
    theirs = inspect.signature(getattr(torch.nn, name).__init__).parameters
    ours = inspect.signature(getattr(nn, name).__init__).parameters
    wanted = [(n, p.default, p.kind) for n, p in theirs.items() if n not in LEGACY]
    assert [(n, p.default, p.kind) for n, p in ours.items() if n != "self"] == wanted
    assert repr(getattr(nn, name)()) == repr(getattr(torch.nn, name)())


@pytest.mark.filterwarnings("ignore:reduction. 'mean' divides")
@pytest.mark.parametrize("name", MODULES)
def test_layers_hand_every_setting_on(name):
    function, compared = function_of(name), 0
    for inputs, settings in calls(function):
        ours = getattr(nn, name)(**{k: tensor(v) if isinstance(v, np.ndarray) else v for k, v in settings.items()})
        y = ours(*(tensor(x) for x in inputs))
        wanted = ours_of(function, inputs, settings)[0]
        np.testing.assert_array_equal(y.numpy(), wanted.detach().numpy())
        compared += 1
    assert compared >= 6


@pytest.mark.parametrize("name", ["BCELoss", "BCEWithLogitsLoss", "CrossEntropyLoss", "MultiMarginLoss", "NLLLoss"])
def test_weights_stand_in_the_state_and_move(name):
    loss = getattr(nn, name)(weight=tensor([1.0, 2.0]))
    assert list(loss.state_dict()) == ["weight"]
    assert loss.double().weight.dtype == np.float64
    assert list(getattr(nn, name)().state_dict()) == list(getattr(torch.nn, name)().state_dict())

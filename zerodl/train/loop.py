"""The training loop as one writes it by hand, and the pass that only measures."""

from contextlib import contextmanager

from ..config import no_grad
from .tally import Tally
from .weighted_tally import WeightedTally


def train_epoch(model, loss, optimizer, batches):
    """Go through the batches once, with one step for each; return the mean loss over all rows.

    `Trainer` is this loop with places in between where callbacks are called.

    Args:
        model: a Module. loss: a function of (prediction, target) that gives one number, as a tensor.
        optimizer: holds the model's parameters.
        batches: a DataLoader, or anything that gives tuples; the last part of each is the target, the model gets the
            others.
    Example:
        >>> import zerodl
        >>> from zerodl import nn, optim
        >>> _ = zerodl.manual_seed(0)
        >>> x = zerodl.randn(64, 3); y = x.sum(dim=1, keepdim=True)
        >>> model = nn.Linear(3, 1); optimizer = optim.SGD(model.parameters(), lr=0.1)
        >>> squares = lambda prediction, target: ((prediction - target) ** 2).mean()
        >>> losses = [train_epoch(model, squares, optimizer, [(x[:32], y[:32]), (x[32:], y[32:])]) for _ in range(20)]
        >>> losses[0] > 1, losses[-1] < 0.01
        (True, True)
    """
    tally = Tally(loss)
    model.train()
    for *inputs, target in batches:
        optimizer.zero_grad()
        prediction = model(*inputs)
        value = loss(prediction, target)
        value.backward()
        optimizer.step()
        tally.update(value, prediction, target)
    return tally.compute()["loss"]


@no_grad()
def evaluate(model, loss, batches, metrics=None):
    """Go through the batches without learning from them; return the mean loss and the metrics over all rows.

    The model is in evaluation mode meanwhile; afterwards every layer is in the mode it was in before.

    Args: batches: see `train_epoch`. metrics: {name: a metric with update, compute and reset}.
    Returns: {"loss": …, and a number for each metric}.
    Example:
        >>> import zerodl
        >>> from zerodl import nn
        >>> evaluate(nn.Identity(), lambda x, y: (x - y).mean(), [(zerodl.ones(3), zerodl.zeros(3))])
        {'loss': 1.0}
    """
    tally = WeightedTally(loss, metrics)
    with mode_kept(model):
        model.eval()
        for *inputs, target in batches:
            prediction = model(*inputs)
            tally.update(loss(prediction, target), prediction, target)
    return tally.compute()


@contextmanager
def mode_kept(model):
    """A ``with`` block after which every layer is in training or in evaluation as it was before."""
    modes = [(module, module.training) for module in model.modules()]
    try:
        yield
    finally:
        for module, training in modes:
            module.training = training

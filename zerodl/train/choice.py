"""Losses, optimisers and metrics by name, as Keras takes them."""

from difflib import get_close_matches

from .. import metrics as metric_classes
from .. import optim
from ..errors import ArgumentError, DTypeError
from ..metrics.confusion import MatrixMetric
from ..metrics.score import ScoreMetric
from ..nn import BCELoss, BCEWithLogitsLoss, CrossEntropyLoss, NLLLoss
from ..nn import functional as F
from ..nn.module import Module
from .tally import MeanOf

LOSSES = {
    "bce": "binary_cross_entropy", "bce_with_logits": "binary_cross_entropy_with_logits",
    "binary_cross_entropy": "binary_cross_entropy", "binary_crossentropy": "binary_cross_entropy",
    "cross_entropy": "cross_entropy", "huber": "huber_loss", "l1": "l1_loss", "mae": "l1_loss", "mse": "mse_loss",
    "nll": "nll_loss", "smooth_l1": "smooth_l1_loss",
}  # fmt: skip
LOSSES_ELSEWHERE = {  # PyTorch's and Keras's names; the cross-entropy of several classes takes scores under any name
    "bceloss": "bce", "bcewithlogitsloss": "bce_with_logits", "binary_cross_entropy_with_logits": "bce_with_logits",
    "categorical_crossentropy": "cross_entropy", "crossentropy": "cross_entropy", "crossentropyloss": "cross_entropy",
    "huber_loss": "huber", "huberloss": "huber", "l1_loss": "l1", "l1loss": "l1", "mean_absolute_error": "l1",
    "mean_squared_error": "mse", "mse_loss": "mse", "mseloss": "mse", "nll_loss": "nll", "nllloss": "nll",
    "smooth_l1_loss": "smooth_l1", "smoothl1loss": "smooth_l1", "sparse_categorical_crossentropy": "cross_entropy",
}  # fmt: skip
METRICS = {
    "acc": "Accuracy", "accuracy": "Accuracy", "auc": "ROCAUC", "average_precision": "AveragePrecision",
    "balanced_accuracy": "BalancedAccuracy", "f1": "F1Score", "f1_score": "F1Score", "mae": "MeanAbsoluteError",
    "mape": "MeanAbsolutePercentageError", "mean_absolute_error": "MeanAbsoluteError",
    "mean_squared_error": "MeanSquaredError", "mse": "MeanSquaredError", "perplexity": "Perplexity",
    "precision": "Precision", "r2": "R2Score", "r2_score": "R2Score", "recall": "Recall",
    "rmse": "RootMeanSquaredError", "roc_auc": "ROCAUC", "root_mean_squared_error": "RootMeanSquaredError",
    "top_k_accuracy": "TopKAccuracy",
}  # fmt: skip
OPTIMISERS = {
    "adadelta": "Adadelta", "adagrad": "Adagrad", "adam": "Adam", "adamw": "AdamW", "lion": "Lion", "nadam": "NAdam",
    "rmsprop": "RMSprop", "sgd": "SGD",
}  # fmt: skip


def check_order(loss, optimizer):
    """Refuse a loss and an optimiser in each other's place."""
    if _is_optimizer(loss) or _is_loss(optimizer):
        raise ArgumentError(
            f"Trainer: the loss and the optimiser are exchanged, got loss {loss!r} and optimiser {optimizer!r}; the "
            "order is Trainer(model, loss, optimizer)"
        )


def _is_optimizer(thing):
    if isinstance(thing, str):
        return thing.lower() in OPTIMISERS
    return isinstance(thing, optim.Optimizer) or isinstance(thing, type) and issubclass(thing, optim.Optimizer)


def _is_loss(thing):
    if isinstance(thing, str):
        return _key(thing) in LOSSES or _key(thing) in LOSSES_ELSEWHERE
    return isinstance(thing, Module) or getattr(F, getattr(thing, "__name__", ""), None) is thing


def loss_function(loss):
    """A loss by its name, or itself if it is a function or a module."""
    if isinstance(loss, str):
        return getattr(F, LOSSES[_known(LOSSES_ELSEWHERE.get(_key(loss), loss), LOSSES, "loss")])
    if not callable(loss):
        raise DTypeError(f'Trainer: expected a function or a name such as "cross_entropy" for loss, got {loss!r}')
    return loss


def make_optimizer(optimizer, model, lr=None):
    """An optimiser by its name, made by a function of the parameters, or itself.

    Args: lr: the learning rate for one that is made here; None takes its usual one.
    """
    if isinstance(optimizer, str):
        optimizer = getattr(optim, OPTIMISERS[_known(optimizer, OPTIMISERS, "optimiser")])
    elif not callable(optimizer):
        if lr is not None:
            raise ArgumentError("Trainer: lr= is for an optimiser given by name; this one has its own")
        if not hasattr(optimizer, "step"):
            raise DTypeError(f'Trainer: expected an optimiser or a name such as "adam", got {optimizer!r}')
        return _holding(optimizer, model)
    return _holding(optimizer(model.parameters()) if lr is None else optimizer(model.parameters(), lr=lr), model)


def _holding(optimizer, model):
    """The optimiser, if it has any of the model's parameters to change."""
    held = {id(p) for group in getattr(optimizer, "param_groups", ()) for p in group["params"]}
    if held and all(id(p) not in held for p in model.parameters()):
        raise ArgumentError(
            f"Trainer: the optimiser {type(optimizer).__name__} holds none of the model's parameters, so the model "
            "would not learn; make it with optim.SGD(model.parameters(), …) of this very model"
        )
    return optimizer


def make_metrics(metrics, loss=None):
    """{name: metric} of a name, a list of names and functions, or a dictionary of names, functions and metrics.

    Args: loss: the loss function; it tells how a metric that is given by its name is to read the predictions.
    """
    if metrics is None:
        return {}
    if isinstance(metrics, str) or callable(metrics) or (_is_metric(metrics) and not hasattr(metrics, "items")):
        metrics = [metrics]
    if not hasattr(metrics, "items"):
        metrics = {_name_of(metric): metric for metric in metrics}
    return {name: _metric(metric, loss) for name, metric in metrics.items()}


def _name_of(metric):
    """What a metric in a list is called."""
    if isinstance(metric, str):
        return metric.lower()
    return getattr(metric, "name", None) or getattr(metric, "__name__", type(metric).__name__)


def _is_metric(thing):
    return all(hasattr(thing, method) for method in ("update", "compute", "reset"))


def _metric(metric, loss):
    if isinstance(metric, str):
        kind = getattr(metric_classes, METRICS[_known(metric, METRICS, "metric")])
        return kind(**_reading(kind, loss))
    if _is_metric(metric):
        return metric
    if callable(metric):
        return MeanOf(metric)
    raise DTypeError(f"Trainer: expected a metric, a function or a name among metrics, got {metric!r}")


def _reading(kind, loss):
    """How a class of metric has to be set for predictions that are made for this loss."""
    is_one = lambda function, module: loss is function or isinstance(loss, module)  # noqa: E731
    if issubclass(kind, ScoreMetric):
        several = is_one(F.cross_entropy, CrossEntropyLoss) or is_one(F.nll_loss, NLLLoss)
        return {"from_logits": True} if several else {}
    if issubclass(kind, (metric_classes.Accuracy, MatrixMetric)):
        if is_one(F.binary_cross_entropy_with_logits, BCEWithLogitsLoss):
            return {"threshold": 0.0}
        if is_one(F.binary_cross_entropy, BCELoss):
            return {"threshold": 0.5}
    return {}


def _known(name, table, what):
    """The name as the table has it, or an error with those that are near."""
    key = _key(name)
    if key not in table:
        near = get_close_matches(key, table, n=3, cutoff=0.5) or sorted(table)
        raise ArgumentError(f"Trainer: there is no {what} {name!r}; did you mean {' or '.join(near)}?")
    return key


def _key(name):
    """A name as the tables write it."""
    return name.lower().replace("-", "_")

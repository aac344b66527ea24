"""What the trainer refuses, in one sentence each."""

from ..autograd.tensor import Tensor
from ..errors import ArgumentError, DTypeError, GradientError, ShapeError


def check_batch(batch):
    """A batch has inputs and a target."""
    if isinstance(batch, dict):
        raise DTypeError(
            f"Trainer: a batch is a dictionary of {', '.join(map(str, batch))}; define forward(self, batch) in a "
            "subclass, which returns (prediction, target, loss)"
        )
    if len(batch) < 2:
        raise ArgumentError(
            "Trainer: a batch holds one tensor alone; to learn or measure there must be inputs and targets, (x, y)"
        )


def check_rows(prediction, target):
    """There is a prediction for each target."""
    if not isinstance(prediction, Tensor):  # a model may give several; its loss knows what to make of them
        return
    if prediction.shape[:1] != target.shape[:1]:
        raise ShapeError(
            f"Trainer: the model gives outputs of shape {prediction.shape} for targets of shape {target.shape}; they "
            "must have equally many rows"
        )


def check_loss(loss, learns):
    """A loss is one number, which depends on the parameters if something is to be learnt from it."""
    if not isinstance(loss, Tensor):
        raise DTypeError(
            f"Trainer: the loss must be a tensor, got {type(loss).__name__}; leave out .item() and float() in it"
        )
    if loss.array.size != 1:
        raise ShapeError(
            f'Trainer: the loss must be one number, got shape {loss.shape}; end it with .mean(), or reduction="mean"'
        )
    if learns and not loss.requires_grad:
        raise GradientError(
            "Trainer: the loss does not depend on any parameter that learns; are all of them frozen, or is there a "
            ".detach() or no_grad on the way?"
        )
    return loss

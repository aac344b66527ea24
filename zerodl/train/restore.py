"""Trying something out in training, after which everything is as it was."""

from contextlib import contextmanager

from ..random import get_rng_state, set_rng_state
from .loop import mode_kept


@contextmanager
def all_restored(model, optimizer, batches=None):
    """A ``with`` block that may train: parameters, buffers, gradients, modes, the optimiser, the shared generator, and
    the order of the loader's batches are afterwards what they were before, bit by bit.
    """
    tensors = [*model.parameters(), *model.buffers()]
    arrays = [tensor.array.copy() for tensor in tensors]
    gradients = [(p, p.grad) for p in model.parameters()]
    steps, num_steps = optimizer.state_dict(), getattr(optimizer, "num_steps", None)
    order = batches.state_dict() if hasattr(batches, "state_dict") else None
    numbers = get_rng_state()
    try:
        with mode_kept(model):
            yield
    finally:
        for tensor, array in zip(tensors, arrays):
            tensor.array[...] = array
            tensor.storage.version += 1
        for p, grad in gradients:
            p.grad = grad
        optimizer.load_state_dict(steps)
        if num_steps is not None:
            optimizer.num_steps = num_steps
        if order is not None:
            batches.load_state_dict(order)
        set_rng_state(numbers)

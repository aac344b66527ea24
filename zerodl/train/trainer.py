"""Trainer: trains a model, measures it and lets it predict, in a line each."""

from ..config import no_grad
from ..errors import ArgumentError
from ..ops import cat
from .call import inputs_and_targets
from .callback import Callback, CallbackList
from .choice import check_order, loss_function, make_metrics, make_optimizer
from .feed import device_for, measuring_batches, num_batches, split, to_device, training_batches
from .history import HistoryRecorder
from .interrupt import INTERRUPTED, polite_interrupt
from .loop import mode_kept
from .nan_guard import NanGuard
from .progress import ProgressBar
from .schedule import Schedule
from .training_loop import TrainingLoop


class Trainer(TrainingLoop):
    """Trains a model, measures it and lets it predict.

    Args:
        model: a Module.
        loss: a function of (prediction, target) that gives one number, or a name: "cross_entropy", "mse" …
        optimizer: an optimiser, a function of the parameters that makes one, or a name: "adam", "sgd" …
        metrics: what else is measured: names, metrics or functions, alone, in a list, or named in a dictionary.
        lr: the learning rate of an optimiser that is given by name.
        scheduler: a schedule from `optim.lr_scheduler`, or a function of the optimiser that makes one.
        schedule: whether the schedule goes on after every "epoch" or after every "step".
        callbacks: see `Callback`.
        accumulate: add up the gradients of so many batches before each step. With a loss that is a mean over rows, it
            is the step of one batch of all their rows.
        clip_norm, clip_value: shorten the gradients before each step to this length; cut each element to this size.
    Attributes: history: the numbers of each epoch. epoch, step: how many are done. stop_reason: why the last fit ended
        early, or None.
    Example:
        >>> import zerodl
        >>> from zerodl import nn
        >>> _ = zerodl.manual_seed(0)
        >>> x = zerodl.randn(200, 2); y = (x[:, 0] > x[:, 1]).long()
        >>> trainer = Trainer(nn.Linear(2, 2), "cross_entropy", "sgd", metrics="accuracy", lr=1.0)
        >>> history = trainer.fit((x, y), epochs=5, validation_split=0.2, verbose=False)
        >>> list(history), history["val_accuracy"][-1] > 0.9
        (['loss', 'accuracy', 'val_loss', 'val_accuracy'], True)
    """

    def __init__(
        self, model, loss, optimizer="adam", metrics=None, *, lr=None, scheduler=None, schedule="epoch", callbacks=(),
        accumulate=1, clip_norm=None, clip_value=None,
    ):  # fmt: skip
        if not isinstance(accumulate, int) or accumulate < 1:
            raise ArgumentError(f"Trainer: accumulate must be a whole number from 1 up, got {accumulate!r}")
        if callbacks is None or isinstance(callbacks, (Callback, type)):
            callbacks = () if callbacks is None else (callbacks,)
        check_order(loss, optimizer)
        optimizer = make_optimizer(optimizer, model, lr)
        guard = [] if any(isinstance(callback, NanGuard) for callback in callbacks) else [NanGuard()]
        loss = loss_function(loss)
        super().__init__(
            model,
            loss,
            optimizer,
            make_metrics(metrics, loss),
            Schedule(scheduler, optimizer, schedule),
            CallbackList(HistoryRecorder(), *guard, *callbacks),
        )
        self.accumulate, self.clip_norm, self.clip_value = accumulate, clip_norm, clip_value

    @inputs_and_targets
    def fit(
        self, data, epochs=1, validation=None, *, validation_split=0.0, batch_size=32, shuffle=True,
        steps_per_epoch=None, resume=None, verbose=True,
    ):  # fmt: skip
        """Train for so many epochs more; return the history.

        Ctrl-C ends it after the step at hand. What was learnt and recorded stays, and another fit goes on from there.

        Args:
            data: a DataLoader, a dataset, or a tuple (inputs, targets) of arrays or tensors; fit(x, y) will do, too.
            validation: data of any of these kinds, measured after each epoch; Keras's ``validation_data`` is the same.
            validation_split: hold this share of the rows out instead; always the same ones, drawn without regard to
                classes. For each class its share, pass validation= with a part of `data.stratified_split`.
            batch_size, shuffle: how a dataset or arrays are cut; a DataLoader has its own.
            steps_per_epoch: end an epoch after so many batches; the next begins the data anew.
            resume: a folder of checkpoints or one of them, see `Checkpoint`, whose fit is taken up where it was left;
                ``epochs`` counts from where that fit began. An empty folder begins anew.
            verbose: show a progress bar.
        """
        for name, number in (("epochs", epochs), ("steps_per_epoch", steps_per_epoch)):
            if number is not None and (not isinstance(number, int) or number < 1):
                raise ArgumentError(f"fit: {name} must be a whole number from 1 up, got {number!r}")
        if validation_split and validation is not None:
            raise ArgumentError("fit: give either validation= or validation_split=, not both; one set is measured")
        if validation_split:
            data, validation = split(data, validation_split, self.model)
        self.batches = training_batches(data, self.model, batch_size, shuffle)
        if validation is not None:
            validation = measuring_batches(validation, self.model, batch_size, "validation")
        self.steps_per_epoch = steps_per_epoch
        self.num_batches = num_batches(self.batches, steps_per_epoch)
        self.first_epoch, self.batch = self.epoch, 0
        self.between_steps = True
        self.resumes = resume is not None
        self.last_epoch = self.first_epoch + epochs
        bar = [ProgressBar()] if verbose and not self.callbacks.have(ProgressBar) else []
        with self.callbacks.joined_by(bar), mode_kept(self.model), polite_interrupt(lambda: self.stop(INTERRUPTED)):
            self._fit(validation, resume)
        return self.history

    def predict(self, data, batch_size=256):
        """What the model says to each row, as one tensor.

        Args: data: inputs alone, or data with targets, which are left out.
        """
        parts = []
        with no_grad(), mode_kept(self.model):
            self.model.eval()
            for batch in measuring_batches(data, self.model, batch_size, "predict"):
                inputs = to_device(batch, device_for(self.model))
                parts.append(self.model(*(inputs[:-1] if len(inputs) > 1 else inputs)))
        if not parts:
            raise ArgumentError("predict: there was no batch; there is nothing to predict")
        return cat(parts)

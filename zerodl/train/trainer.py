"""Trainer: the loop of `train_epoch`, with moments at which callbacks are called."""

from itertools import islice

from ..config import is_grad_enabled, no_grad
from ..errors import ArgumentError
from ..nn.clip import clip_grad_norm_, clip_grad_value_
from ..ops import cat
from .callback import CallbackList
from .check import check_batch, check_loss, check_rows
from .choice import loss_function, make_metrics, make_optimizer
from .feed import device_for, in_groups, measuring_batches, num_batches, split, to_device, training_batches
from .history import History, HistoryRecorder
from .interrupt import polite_interrupt
from .loop import mode_kept
from .nan_guard import NanGuard
from .progress import ProgressBar
from .schedule import Schedule
from .tally import Tally, num_rows


class Trainer:
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
        self.model = model
        self.loss = loss_function(loss)
        self.optimizer = make_optimizer(optimizer, model, lr)
        self.schedule = Schedule(scheduler, self.optimizer, schedule)
        self.accumulate, self.clip_norm, self.clip_value = accumulate, clip_norm, clip_value
        self.history = History()
        self.tally = Tally(self.loss, make_metrics(metrics))
        guard = [] if any(isinstance(callback, NanGuard) for callback in callbacks) else [NanGuard()]
        self.callbacks = CallbackList(HistoryRecorder(), *guard, *callbacks)
        self.epoch = self.step = self.batch = 0  # how many are done; batches, of this epoch
        self.first_epoch = self.last_epoch = 0  # where this fit begins and ends
        self.num_batches = self.steps_per_epoch = None  # of an epoch, if that is known; and if it is cut short
        self.data = self.loss_value = self.prediction = None  # of the batch at hand
        self.logs = {}  # what the epoch came to
        self.stop_reason = self.error = None

    # --- what a user calls --------------------------------------------------------------------------------------------

    def fit(
        self, data, epochs=1, validation=None, *, validation_split=0.0, batch_size=32, shuffle=True,
        steps_per_epoch=None, verbose=True,
    ):  # fmt: skip
        """Train for so many epochs more; return the history.

        Ctrl-C ends it after the step at hand. What was learnt and recorded stays, and another fit goes on from there.

        Args:
            data: a DataLoader, a dataset, or a tuple (inputs, targets) of arrays or tensors.
            validation: data of any of these kinds, measured after each epoch.
            validation_split: hold this share of the rows out instead; always the same ones.
            batch_size, shuffle: how a dataset or arrays are cut; a DataLoader has its own.
            steps_per_epoch: end an epoch after so many batches; the next begins the data anew.
            verbose: show a progress bar.
        """
        if validation_split:
            data, validation = split(data, validation_split, self.model)
        batches = training_batches(data, self.model, batch_size, shuffle)
        if validation is not None:
            validation = measuring_batches(validation, self.model, batch_size)
        self.steps_per_epoch = steps_per_epoch
        self.num_batches = num_batches(batches, steps_per_epoch)
        self.first_epoch, self.batch = self.epoch, 0
        self.last_epoch = self.first_epoch + epochs
        bar = [ProgressBar()] if verbose and not self.callbacks.have(ProgressBar) else []
        with self.callbacks.joined_by(bar), mode_kept(self.model), polite_interrupt(lambda: self.stop("Ctrl-C")):
            self._fit(batches, validation)
        return self.history

    def evaluate(self, data, batch_size=256):
        """{"loss": …, and each metric} over all rows of some data, without learning from them."""
        tally = Tally(self.loss, self.tally.metrics)
        with no_grad(), mode_kept(self.model):
            self.model.eval()
            for batch in measuring_batches(data, self.model, batch_size):
                prediction, target, loss = self.forward(to_device(batch, device_for(self.model)))
                tally.update(loss, prediction, target)
        return tally.compute()

    def predict(self, data, batch_size=256):
        """What the model says to each row, as one tensor.

        Args: data: inputs alone, or data with targets, which are left out.
        """
        parts = []
        with no_grad(), mode_kept(self.model):
            self.model.eval()
            for batch in measuring_batches(data, self.model, batch_size):
                inputs = to_device(batch, device_for(self.model))
                parts.append(self.model(*(inputs[:-1] if len(inputs) > 1 else inputs)))
        return cat(parts)

    def stop(self, reason):
        """End the fit after the batch at hand, and say why."""
        self.stop_reason = reason

    # --- the loop -----------------------------------------------------------------------------------------------------

    def _fit(self, batches, validation):
        self.stop_reason = self.error = None
        self._call("on_fit_begin")
        try:
            while self.epoch < self.last_epoch and not self.stop_reason:
                self._run_epoch(batches, validation)
        except KeyboardInterrupt:
            self.stop("Ctrl-C")
        except Exception as error:
            self.error = error
            self._call("on_exception")
            raise
        finally:
            self._call("on_fit_end")

    def _run_epoch(self, batches, validation):
        self.tally.reset()
        self._call("on_epoch_begin")
        self.model.train()
        for group in in_groups(self._limited(batches), self.accumulate):
            self._train_on([to_device(batch, device_for(self.model)) for batch in group])
            if self.stop_reason:
                return
        self.logs = self.tally.compute()
        if validation is not None:
            self._validate(validation)
        self.schedule.after_epoch(self.logs)
        self.epoch, self.batch = self.epoch + 1, 0
        self._call("on_epoch_end")

    def _train_on(self, group):
        """One step, on one batch or on several whose gradients are added up."""
        self.optimizer.zero_grad()
        rows = sum(num_rows(batch[-1]) for batch in group)
        for i, batch in enumerate(group):
            self.data = batch
            self._call("on_batch_begin")
            self.prediction, target, loss = self.forward(batch)
            share = 1 if self.tally.sums else num_rows(target) / rows
            (loss if share == 1 else loss * share).backward()
            self.loss_value = self.tally.update(loss, self.prediction, target)
            self.batch += 1
            self._call("after_backward")
            if i == len(group) - 1:
                self._step()
            self._call("on_batch_end")

    def forward(self, batch):
        """(prediction, target, loss) for a batch: the last part is the target, the model gets the others.

        A subclass may define it otherwise, for a model that takes or gives something else.
        """
        check_batch(batch)
        *inputs, target = batch
        prediction = self.model(*inputs)
        check_rows(prediction, target)
        return prediction, target, check_loss(self.loss(prediction, target), learns=is_grad_enabled())

    def _step(self):
        self._call("before_step")
        if self.clip_value is not None:
            clip_grad_value_(self.model.parameters(), self.clip_value)
        if self.clip_norm is not None:
            clip_grad_norm_(self.model.parameters(), self.clip_norm)
        self.optimizer.step()
        self.step += 1
        self.schedule.after_step()
        self._call("after_step")

    def _limited(self, batches):
        return islice(batches, self.steps_per_epoch) if self.steps_per_epoch else batches

    def _validate(self, validation):
        self._call("on_validation_begin")
        self.logs |= {f"val_{name}": value for name, value in self.evaluate(validation).items()}
        self._call("on_validation_end")

    def _call(self, moment):
        self.callbacks.call(moment, self)

"""The loop of `train_epoch`, with moments at which callbacks are called; Trainer is what one calls it by."""

from ..config import is_grad_enabled, no_grad
from ..nn.clip import clip_grad_norm_, clip_grad_value_
from .call import inputs_and_targets
from .check import check_batch, check_loss, check_rows
from .feed import device_for, in_groups, measuring_batches, to_device
from .history import History
from .interrupt import INTERRUPTED
from .loop import mode_kept
from .resume import rest_of_epoch, resume
from .weighted_tally import WeightedTally


class TrainingLoop:
    """What a Trainer does for each fit, epoch and batch. The moments, ``self._call``, are those of `Callback`."""

    def __init__(self, model, loss, optimizer, metrics, schedule, callbacks):
        self.model, self.loss, self.optimizer = model, loss, optimizer
        self.schedule, self.callbacks = schedule, callbacks
        self.accumulate, self.clip_norm, self.clip_value = 1, None, None
        self.history = History()
        self.tally = WeightedTally(loss, metrics)
        self.epoch = self.step = self.batch = 0  # how many are done; batches, of this epoch
        self.first_epoch = self.last_epoch = 0  # where this fit begins and ends
        self.batches = self.num_batches = self.steps_per_epoch = None  # of this fit; the last two may be unknown
        self.between_steps = True  # so that a checkpoint is whole
        self.resumes = False  # whether this fit is to go on from a checkpoint
        self.data = self.loss_value = self.prediction = None  # of the batch at hand
        self.logs = {}  # what the epoch came to
        self.stop_reason = self.error = None

    @inputs_and_targets
    def evaluate(self, data, batch_size=256):
        """{"loss": …, and each metric} over all rows of some data, without learning from them."""
        tally = WeightedTally(self.loss, self.tally.metrics)
        with no_grad(), mode_kept(self.model):
            self.model.eval()
            for batch in measuring_batches(data, self.model, batch_size):
                prediction, target, loss = self.forward(to_device(batch, device_for(self.model)))
                tally.update(loss, prediction, target)
        return tally.compute()

    def stop(self, reason):
        """End the fit after the batch at hand, and say why."""
        self.stop_reason = reason

    def _fit(self, validation, checkpoint):
        self.stop_reason = self.error = None
        try:
            self._call("on_fit_begin")
            if checkpoint is not None:
                resume(self, checkpoint)
            while self.epoch < self.last_epoch and not self.stop_reason:
                self._run_epoch(validation)
        except KeyboardInterrupt:
            if self.stop_reason == INTERRUPTED:  # the second one: whoever presses it means at once
                raise
            self.stop(INTERRUPTED)
        except Exception as error:
            self.error = error
            self._call("on_exception")
            raise
        finally:
            self._call("on_fit_end")

    def _run_epoch(self, validation):
        if not self.batch:  # else it is the rest of an epoch that a checkpoint was made in
            self.tally.reset()
            self._call("on_epoch_begin")
        self.model.train()
        for group in in_groups(rest_of_epoch(self.batches, self.batch, self.steps_per_epoch), self.accumulate):
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
        self.between_steps = False
        self.optimizer.zero_grad()
        weights = sum(self.tally.weight_of_batch(batch) for batch in group)
        for i, batch in enumerate(group):
            self.data = batch
            self._call("on_batch_begin")
            self.prediction, target, loss = self.forward(batch)
            share = 1 if self.tally.sums else self.tally.weight_of(target) / (weights or 1)
            if share:  # else nothing of the batch counts, and its loss is 0 / 0
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
        self.between_steps = True
        self._call("after_step")

    def _validate(self, validation):
        self._call("on_validation_begin")
        self.logs |= {f"val_{name}": value for name, value in self.evaluate(validation).items()}
        self._call("on_validation_end")

    def _call(self, moment):
        self.callbacks.call(moment, self)

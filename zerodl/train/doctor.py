"""The doctor: watches a training and says in words what looks wrong, the numbers, and what to try."""

import numpy as np

from ..autograd.tensor import Tensor
from ..config import no_grad
from ..device import to_device
from ..errors import ArgumentError
from ..nn import functional as F
from ..nn.activation import Sigmoid, Tanh
from ..nn.rectifier import ReLU, ReLU6
from .callback import Callback
from .chart import Chart
from .doctor_card import Report
from .nan_guard import NotFiniteError

RECENT = 5  # a unit is dead if it was 0 in so many examined batches in a row
NEAR_END = 0.01  # an output of a sigmoid or a tanh is saturated within this share of its range from either end


class Doctor(Callback):
    """Examines every so many steps, and has a finding for each of the usual reasons why a loss does not fall.

    It looks at gradients, updates, dead ReLUs and saturated sigmoids layer by layer, at the loss, the inputs, the
    labels of each batch and the predictions, and at the gap between training and validation. Layers that are functions
    in a ``forward``, as ``F.relu``, cannot be looked into; modules can.

    Args:
        every: examine each so-many-th step. An examination takes about a quarter of a step.
        speak: say a new finding at the end of the epoch in which it is made.
    Example:
        >>> import zerodl
        >>> from zerodl import nn
        >>> from zerodl.train import Trainer
        >>> _ = zerodl.manual_seed(0)
        >>> x = 255 * zerodl.rand(400, 3); y = (x[:, 0] > x[:, 1]).long()
        >>> doctor = Doctor(speak=False)
        >>> trainer = Trainer(nn.Linear(3, 2), "cross_entropy", "sgd", lr=1e-4, callbacks=[doctor])
        >>> _ = trainer.fit((x, y), epochs=5, batch_size=20, verbose=False)
        >>> "inputs are large" in [finding.title for finding in doctor.findings()]
        True
    """

    order = -5

    def __init__(self, every=10, speak=True):
        if not isinstance(every, int) or every < 1:
            raise ArgumentError(f"Doctor: every must be a whole number from 1 up, got {every!r}")
        self.every, self.speak = every, speak
        self.chart = Chart()
        self._said = set()
        self._handles = []
        self._idle = {}  # name of a ReLU layer: for each unit, in how many examined batches in a row it was 0
        self._before = None  # the weights before the step that is being examined
        self._new_step = True

    # --- what one asks ------------------------------------------------------------------------------------------------

    def findings(self):
        """What looks wrong, the most likely cause first."""
        return self.report().findings

    def report(self):
        """All of it: a text when printed, a card in a notebook."""
        return Report(self.chart)

    def plot(self):
        """The loss, gradients, updates and dead units over the steps; a figure."""
        from ..viz.doctor import draw_chart  # here, because most doctors are only asked for words

        return draw_chart(self.chart)

    def _repr_mimebundle_(self, include=None, exclude=None):
        return self.report()._repr_mimebundle_()

    def __repr__(self):
        return str(self.report())

    # --- the examination ----------------------------------------------------------------------------------------------

    def on_fit_begin(self, trainer):
        """Begin a step."""
        self._new_step = True

    def on_batch_begin(self, trainer):
        """Prepare an examination if it is time for one."""
        if trainer.step % self.every or not self._new_step:
            return
        self._new_step = False
        if any(p.grad is not None and np.any(p.grad.array != 0) for p in trainer.model.parameters()):
            self.chart.kept_gradients += 1
        self._listen(trainer.model)

    def after_backward(self, trainer):
        """Note the loss; look at the data and the predictions."""
        self.chart.losses.append(trainer.loss_value)
        if self._handles:
            self._stop_listening()
            with no_grad():
                self._look_at_data(trainer)

    def before_step(self, trainer):
        """Look at the gradients, and keep the weights."""
        if trainer.step % self.every:
            return
        self.chart.steps.append(trainer.step)
        self._before = {}
        for name, p in _matrices(trainer.model):
            if p.requires_grad and (p.grad is None or not np.any(p.grad.array)):
                self.chart.silent[name] = self.chart.silent.get(name, 0) + 1
            if p.grad is not None:
                _note(self.chart.gradients, name, _root_mean_square(p.grad.array))
                self._before[name] = p.array.copy()

    def after_step(self, trainer):
        """Look at how far the weights moved."""
        self._new_step = True
        if not self._before:
            return
        for name, p in _matrices(trainer.model):
            if name in self._before:
                size = _root_mean_square(self._before[name])
                moved = _root_mean_square(p.array - self._before[name])
                _note(self.chart.updates, name, moved / size if size else 0.0)
        self._before = None

    def on_epoch_end(self, trainer):
        """Note the epoch; say what is new."""
        self.chart.train_losses.append(trainer.logs["loss"])
        if "val_loss" in trainer.logs:
            self.chart.val_losses.append(trainer.logs["val_loss"])
        self._speak()

    def on_exception(self, trainer):
        """Note what the guard against NaN said."""
        if isinstance(trainer.error, NotFiniteError):
            self.chart.not_finite = str(trainer.error)
            self._speak()

    def on_fit_end(self, trainer):
        """Leave no hook behind."""
        self._stop_listening()

    def _speak(self):
        for finding in self.findings() if self.speak else ():
            if finding.title not in self._said:
                from tqdm.auto import tqdm  # a line between progress bars, not through them

                self._said.add(finding.title)
                tqdm.write(f"doctor: {finding}")

    # --- layers -------------------------------------------------------------------------------------------------------

    def _listen(self, model):
        for name, module in model.named_modules():
            if isinstance(module, (ReLU, ReLU6)):
                look = self._look_at_relu
            elif isinstance(module, (Sigmoid, Tanh)):
                look = self._look_at_squashed
            else:
                continue
            hook = lambda module, args, y, name=name, look=look: look(name, module, y.array)  # noqa: E731
            self._handles.append(module.register_forward_hook(hook))
        self._handles.append(model.register_forward_hook(lambda *_: None))  # even a model without such layers has one

    def _stop_listening(self):
        for handle in self._handles:
            handle.remove()
        self._handles.clear()

    def _look_at_relu(self, name, module, y):
        alive = to_device(np.any(y > 0, axis=_all_but_units(y)), "cpu")
        idle = self._idle.get(name)
        if idle is None or idle.shape != alive.shape:
            idle = np.zeros(alive.shape, dtype=int)
        self._idle[name] = np.where(alive, 0, idle + 1)
        _note(self.chart.dead, name, float(np.mean(self._idle[name] >= RECENT)))

    def _look_at_squashed(self, name, module, y):
        low = -1.0 if isinstance(module, Tanh) else 0.0
        edge = NEAR_END * (1 - low)
        _note(self.chart.saturated, name, float(np.mean((y < low + edge) | (y > 1 - edge))))

    # --- data and predictions -----------------------------------------------------------------------------------------

    def _look_at_data(self, trainer):
        if isinstance(trainer.data, dict):  # nobody knows what is what
            return
        chart, (*inputs, target), output = self.chart, trainer.data, trainer.prediction
        x = inputs[0].array
        if len(chart.labels) + len(chart.spreads) == 0 and x.dtype.kind == "f" and x.size:
            chart.input_mean, chart.input_std = float(np.mean(x)), float(np.std(x))
        if not isinstance(output, Tensor):
            return
        if output.ndim == 2 and target.ndim == 1 and target.dtype.kind in "iu":
            self._look_at_classes(trainer.loss_value, output, target)
        elif target.dtype.kind == "f" and target.array.size:
            t = target.array
            chart.spreads.append((float(np.mean(t)), float(np.var(t)), len(t)))
            if output.shape != target.shape and output.array.size == target.array.size:
                chart.shapes = (output.shape, target.shape)

    def _look_at_classes(self, loss, output, target):
        chart, n = self.chart, output.shape[1]
        y, t = output.array, target.array
        if not chart.labels:
            chart.num_classes = n
            chart.cross_entropy = bool(np.isclose(F.cross_entropy(output, target).item(), loss, rtol=1e-3))
        if chart.cross_entropy:
            sums = np.sum(y, axis=1)
            chart.probabilities = bool(np.all(y >= 0)) and bool(np.all(np.abs(sums - 1) < 1e-3))
        chart.labels.append(np.bincount(to_device(t, "cpu"), minlength=n))
        chart.guesses.append(np.bincount(to_device(np.argmax(y, axis=1), "cpu"), minlength=n))


def _matrices(model):
    """The parameters with two or more axes: biases begin at 0, so a ratio to them says nothing."""
    return [(name, p) for name, p in model.named_parameters() if p.ndim > 1]


def _root_mean_square(array):
    flat = array.reshape(-1)
    return float(np.sqrt(np.dot(flat, flat) / max(1, flat.size)))


def _note(series, name, value):
    series.setdefault(name, []).append(value)


def _all_but_units(y):
    """The axes of an activation that are not its units: the second axis is in images, else the last."""
    units = 1 if y.ndim > 3 else y.ndim - 1
    return tuple(axis for axis in range(y.ndim) if axis != units)

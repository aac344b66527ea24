"""Callback: what is done at certain moments of a training, beside the loop itself."""

from contextlib import contextmanager
from difflib import get_close_matches

from ..errors import ArgumentError, DTypeError


class Callback:
    """The base of all callbacks. A subclass defines the moments that it wants; each gets the trainer.

    In the order in which a fit comes to them:

        on_fit_begin
            on_epoch_begin
                on_batch_begin              trainer.data is the batch
                    after_backward          trainer.loss_value; the gradients are there, unclipped
                    before_step             once for `accumulate` batches; still unclipped
                    after_step              trainer.step counts it
                on_batch_end
                on_validation_begin         after the last batch, if there is validation
                on_validation_end           trainer.logs has "val_loss" and the like
            on_epoch_end                    trainer.epoch counts it, trainer.logs is complete
        on_exception                        if an error ends the fit: trainer.error
        on_fit_end                          always, errors and Ctrl-C included

    ``trainer.stop("why")`` ends the fit after the batch at hand.

    At each moment callbacks are called by their ``order``, lowest first, and among equals as they were listed. The
    recorder of the history comes first (−20), what watches for trouble next (−10), what saves late (10), what only
    shows last (20).

    Example:
        >>> class Counter(Callback):
        ...     steps = 0
        ...     def after_step(self, trainer):
        ...         self.steps += 1
    """

    order = 0

    def __init_subclass__(cls, **settings):
        super().__init_subclass__(**settings)
        for name, value in vars(cls).items():
            if name.startswith(PREFIXES) and callable(value) and name not in MOMENTS:
                raise ArgumentError(
                    f"{cls.__name__}: {name} would never be called, for there is no such moment{_near(name)}"
                )

    def on_fit_begin(self, trainer):
        """Before the first epoch of a fit."""

    def on_fit_end(self, trainer):
        """After the last, however the fit ended."""

    def on_epoch_begin(self, trainer):
        """Before the first batch of an epoch."""

    def on_epoch_end(self, trainer):
        """After the validation of an epoch."""

    def on_batch_begin(self, trainer):
        """Before a batch goes into the model."""

    def on_batch_end(self, trainer):
        """After a batch, and after its step if it came to one."""

    def after_backward(self, trainer):
        """After the backward pass of a batch."""

    def before_step(self, trainer):
        """Before the gradients are clipped and the optimiser makes its step."""

    def after_step(self, trainer):
        """After the optimiser's step, and the schedule's if it goes by steps."""

    def on_validation_begin(self, trainer):
        """Before the validation data are measured."""

    def on_validation_end(self, trainer):
        """After they are."""

    def on_exception(self, trainer):
        """After an error, before it goes on to who called fit."""

    def state_dict(self):
        """What the callback must remember to go on from a checkpoint; numbers, words, lists and tensors."""
        return {}

    def load_state_dict(self, state):
        """Go on from such a state."""


PREFIXES = ("on_", "after_", "before_")
MOMENTS = tuple(name for name in vars(Callback) if name.startswith(PREFIXES))
ELSEWHERE = {"train_batch": "batch", "train_epoch": "epoch", "train": "fit", "test": "validation", "start": "begin"}


def _near(name):
    """Words on the moments that a name may stand for; other frameworks have their own names for some."""
    ours = name
    for theirs, word in ELSEWHERE.items():
        ours = ours.replace(theirs, word)
    near = [ours] if ours in MOMENTS else get_close_matches(name, MOMENTS, n=3, cutoff=0.6)
    return f"; did you mean {' or '.join(near)}?" if near else f"; there are {', '.join(MOMENTS)}"


class LambdaCallback(Callback):
    """A callback made of functions of the trainer, named by their moment.

    Example:
        >>> print_loss = LambdaCallback(on_epoch_end=lambda trainer: print(trainer.logs["loss"]))
    """

    def __init__(self, **functions):
        for name, function in functions.items():
            if name not in MOMENTS:
                raise ArgumentError(f"LambdaCallback: there is no moment {name!r}{_near(name)}")
            setattr(self, name, function)


class CallbackList:
    """The callbacks of a trainer, in the order in which they are called.

    Args: callbacks: Callback objects.
    """

    def __init__(self, *callbacks):
        for callback in callbacks:
            if not isinstance(callback, Callback):
                made = "; make one of it, with ()" if isinstance(callback, type) else ""
                raise DTypeError(f"Trainer: expected Callback objects in callbacks, got {callback!r}{made}")
        self.callbacks = sorted(callbacks, key=lambda callback: callback.order)

    def call(self, moment, trainer):
        """Call each for one moment."""
        for callback in self.callbacks:
            getattr(callback, moment)(trainer)

    def have(self, kind):
        """Whether there is one of a class."""
        return any(isinstance(callback, kind) for callback in self.callbacks)

    @contextmanager
    def joined_by(self, others):
        """A ``with`` block in which there are some more."""
        usual = self.callbacks
        self.callbacks = sorted([*usual, *others], key=lambda callback: callback.order)
        try:
            yield
        finally:
            self.callbacks = usual

    def state_dict(self):
        """{name and number of a callback: its state} for those that have one."""
        states = {name: callback.state_dict() for name, callback in self._named()}
        return {name: state for name, state in states.items() if state}

    def load_state_dict(self, states):
        """Go on from such states; a callback that has none starts anew."""
        for name, callback in self._named():
            if name in states:
                callback.load_state_dict(states[name])

    def _named(self):
        """A callback is known by its class, and by its number among those of that class."""
        seen = {}
        for callback in self.callbacks:
            name = type(callback).__name__
            seen[name] = seen.get(name, -1) + 1
            yield f"{name} {seen[name]}" if seen[name] else name, callback

    def __iter__(self):
        return iter(self.callbacks)

    def __len__(self):
        return len(self.callbacks)

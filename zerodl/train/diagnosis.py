"""Diagnoses: what a chart says about the usual reasons why a loss does not fall.

Each is a function of a Chart that gives a Finding or None. The thresholds lie far from what healthy trainings show, so
that a finding is worth reading: a clean bill is no proof of health.
"""

import math
from typing import NamedTuple

import numpy as np

from .chart import ends, entropy
from .wording import count, short

ENOUGH = 3  # examinations before anything is said about a trend
USUAL = 1e-3  # the share of its size by which a step changes a layer


class Finding(NamedTuple):
    """Something that looks wrong: what, the numbers that say so, and what to try."""

    title: str
    numbers: str
    advice: str

    def __str__(self):
        return f"{self.title}: {self.numbers}. Try: {self.advice}."


def not_finite(chart):
    """The loss became NaN."""
    if chart.not_finite:
        sentence = chart.not_finite.split(". ")[0]
        return Finding("NaN or infinity", sentence, "a lower learning rate, clip_norm=1.0, a look at the data")


def kept_gradients(chart):
    """zero_grad was forgotten."""
    if chart.kept_gradients >= ENOUGH:
        numbers = f"{chart.kept_gradients} of {len(chart.steps)} examined steps began with gradients of earlier batches"
        return Finding("gradients pile up", numbers, "optimizer.zero_grad() before each backward pass")


def broadcast_loss(chart):
    """A column of outputs meets a row of targets."""
    if chart.shapes:
        (output, target), rows = chart.shapes, chart.shapes[1][0]
        numbers = f"outputs {output}, targets {target}: subtracted, they give {rows} × {rows} differences"
        return Finding("outputs and targets differ in shape", numbers, "targets as a column: y[:, None]")


def softmax_twice(chart):
    """cross_entropy takes scores and applies softmax itself."""
    if chart.cross_entropy and chart.probabilities:
        n = chart.num_classes
        floor = math.log(1 + (n - 1) * math.exp(-1))
        numbers = f"the outputs are probabilities already, so the loss cannot fall below {floor:.3g}"
        return Finding("softmax before cross_entropy", numbers, "no softmax at the end: cross_entropy takes scores")


def large_inputs(chart):
    """Inputs of 0 … 255 make the first layer's outputs and gradients a hundred times too large."""
    size = math.hypot(chart.input_mean, chart.input_std)
    if size > 10:
        numbers = f"mean {short(chart.input_mean)}, standard deviation {short(chart.input_std)}"
        return Finding("inputs are large", numbers, "inputs with mean 0 and standard deviation 1, or pixels / 255")


def bad_start(chart):
    """Before it has learnt anything a network should hold all classes for about equally likely."""
    if not (chart.cross_entropy and chart.losses and chart.num_classes > 1):
        return None
    chance = math.log(chart.num_classes)
    if chart.losses[0] > 2 * chance:
        numbers = f"the first loss is {chart.losses[0]:.3g}; guessing among {chart.num_classes} gives {chance:.3g}"
        return Finding("starts worse than guessing", numbers, "smaller first weights, inputs of standard deviation 1")


def sorted_batches(chart):
    """Batches that each hold but a few classes pull the network to and fro."""
    batches = [counts for counts in chart.labels if counts.sum() >= 8]
    if len(batches) >= ENOUGH:
        inside = float(np.mean([entropy(counts) for counts in batches]))
        overall = entropy(chart.label_counts())
        if inside < 0.5 * overall:
            classes = np.mean([np.sum(counts > 0) for counts in batches])
            together = int(np.sum(chart.label_counts() > 0))
            numbers = f"a batch holds {classes:.1f} classes on average, all of them together {together}"
            return Finding("batches are sorted by class", numbers, "shuffle=True in the DataLoader")
    rows = [spread for spread in chart.spreads if spread[2] >= 8]
    if len(rows) >= ENOUGH:
        means, variances, _ = np.array(rows).T
        if np.mean(variances) < 0.2 * (np.mean(variances) + np.var(means)):
            numbers = f"targets vary {np.var(means) / np.mean(variances):.1f} times as much between batches as in them"
            return Finding("batches are sorted by target", numbers, "shuffle=True in the DataLoader")


def exploding(chart):
    """The loss is far above where it began."""
    if len(chart.losses) >= 10 and not chart.not_finite:
        last = float(np.mean(chart.losses[-max(3, len(chart.losses) // 10) :]))
        if last > 2 * max(chart.losses[0], 1e-12):
            numbers = f"from {short(chart.losses[0])} to {short(last)}"
            return Finding("the loss rises", numbers, "a learning rate ten times lower (find_lr suggests one)")


def large_updates(chart):
    """A step that changes weights by a tenth of themselves forgets what they were."""
    lately = max(((np.median(ratios[-20:]), name) for name, ratios in chart.updates.items()), default=(0.0, ""))
    ever = max(((max(ratios), name) for name, ratios in chart.updates.items()), default=(0.0, ""))
    worst = ever if ever[0] > 1 else lately if lately[0] > 0.1 else None
    if worst:
        numbers = f"a step changed {worst[1]} by {_share(worst[0])} of its size; about 0.1 % is usual"
        return Finding("updates are too large", numbers, "a learning rate ten times lower (find_lr suggests one)")


def small_updates(chart):
    """The loss stands, and the weights hardly move."""
    best = _highest(chart.updates)
    if best and best[1] < 1e-4 and _fallen(chart) < 0.05:
        numbers = f"a step changes no layer by more than {_share(best[1])} of its size, and the loss has fallen by "
        numbers += f"{_share(max(0.0, _fallen(chart)))}; about 0.1 % a step is usual"
        advice = f"a learning rate {max(10, _too_small(chart)):,} times higher (find_lr suggests one)"
        return Finding("updates are too small", numbers, advice)


def oscillating(chart):
    """The loss jumps up and down by much of what it began with."""
    if len(chart.losses) >= 20 and not chart.not_finite:
        late = np.array(chart.losses[len(chart.losses) // 2 :])
        if np.std(late) > 0.5 * chart.losses[0] > 0 and np.mean(late) > 0.5 * chart.losses[0]:
            numbers = f"in the second half {short(float(np.mean(late)))} ± {short(float(np.std(late)))}"
            return Finding("the loss jumps", numbers, "a lower learning rate, larger batches, clip_norm=1.0")


def dead_units(chart):
    """ReLUs that are 0 for every input have no gradient, so they stay that way."""
    if not chart.dead or len(chart.steps) < ENOUGH:
        return None
    name, share = max(((name, shares[-1]) for name, shares in chart.dead.items()), key=lambda pair: pair[1])
    if share > 0.5:
        numbers = f"in layer {name!r} {_share(share)} of the units were 0 for all recent inputs"
        return Finding("ReLUs are dead", numbers, "biases that begin at 0, a lower learning rate, LeakyReLU")


def saturated(chart):
    """At its ends a sigmoid is flat, so hardly any gradient comes through."""
    worst = _highest(chart.saturated)
    if worst and worst[1] > 0.7:
        numbers = f"in layer {worst[0]!r} {_share(worst[1])} of the outputs lie within 1 % of an end"
        return Finding("activations are saturated", numbers, "smaller weights or inputs, batch norm before it, ReLU")


def vanishing(chart):
    """The first layers hardly learn, because hardly any gradient reaches them."""
    names = list(chart.gradients)
    if len(names) < 3 or len(chart.steps) < ENOUGH:
        return None
    first, last = (float(np.median(chart.gradients[name][-20:])) for name in (names[0], names[-1]))
    if first < 1e-3 * last:
        numbers = f"gradients of {names[0]} are {short(first)}, of {names[-1]} {short(last)} (root mean square)"
        return Finding("gradients vanish", numbers, "ReLU for sigmoid, batch norm, skip connections, Xavier or Kaiming")


def without_gradient(chart):
    """Weights that are meant to learn, and never hear of the loss."""
    steps = len(chart.steps)
    names = [name for name, times in chart.silent.items() if times == steps]
    if names and steps >= ENOUGH:
        more = f" and {len(names) - 3} more" if len(names) > 3 else ""
        numbers = f"in {steps} examined steps there was no gradient but 0 for {', '.join(names[:3])}{more}"
        advice = "a look at forward: is the layer used, is there .detach() or no_grad; requires_grad_(False) if meant"
        return Finding("layers do not learn at all", numbers, advice)


def growing_gradients(chart):
    """Gradients became many times larger than they were."""
    for name, sizes in chart.gradients.items():
        if len(sizes) >= ENOUGH and sizes[0] > 0 and max(sizes) > 100 * sizes[0]:
            numbers = f"those of {name} rose from {short(sizes[0])} to {short(max(sizes))} (root mean square)"
            return Finding("gradients explode", numbers, "clip_norm=1.0, a lower learning rate")


def one_answer(chart):
    """Whatever comes in, the network says the same class."""
    recent = chart.guesses[-5:]
    if len(recent) < ENOUGH or np.max(chart.label_counts()) > 0.9 * np.sum(chart.label_counts()):
        return None
    said = sum(recent)
    if np.max(said) == np.sum(said):
        numbers = f"it said class {int(np.argmax(said))} for each of the last {int(said.sum()):,} rows examined"
        return Finding("all predictions are the same class", numbers, "a lower learning rate, fitting ten rows first")


def chance_level(chart):
    """Nothing that is learnt helps with data that were not learnt from: inputs and labels may not belong together."""
    if not chart.cross_entropy or len(chart.train_losses) < ENOUGH:
        return None
    chance = entropy(chart.label_counts())
    held_out = chart.val_losses or None
    reached = min(chart.val_losses or chart.train_losses)
    if reached < 0.95 * chance:
        return None
    on = "validation" if held_out else "training"
    numbers = f"after {count(len(chart.train_losses), 'epoch')} the {on} loss was never below {reached:.3g}; guessing "
    numbers += f"by how often each class comes gives {chance:.3g}"
    advice, factor = "a look at some rows: does each input still have its own label", _too_small(chart)
    if factor > 1:
        advice = f"a learning rate {factor:,} times higher, for the steps are small; then {advice}"
    return Finding("no better than guessing", numbers, advice)


def not_falling(chart):
    """The loss stays where it was."""
    if len(chart.losses) >= 50 and not chart.not_finite and -1 <= _fallen(chart) < 0.02:
        first, last = ends(chart.losses)
        numbers = f"it was {short(first)} and is {short(last)} after {count(len(chart.losses), 'batch')}"
        return Finding("the loss does not fall", numbers, "what else is said here; find_lr; fitting ten rows first")


def over_fitting(chart):
    """The validation loss rises again while the training loss goes on falling."""
    losses = chart.val_losses
    if len(losses) < 4:
        return None
    best = int(np.argmin(losses))
    if best < len(losses) - 3 and losses[-1] > 1.15 * losses[best] and chart.train_losses[-1] < 0.7 * losses[-1]:
        numbers = f"the validation loss was lowest, {short(losses[best])}, in epoch {best + 1}, and is "
        numbers += f"{short(losses[-1])}; the training loss is {short(chart.train_losses[-1])}"
        return Finding("over-fitting", numbers, "EarlyStopping, dropout, weight decay, augmentation, more data")


# Causes first, then what they lead to.
DIAGNOSES = (
    not_finite, kept_gradients, broadcast_loss, softmax_twice, large_inputs, sorted_batches, large_updates,
    small_updates, dead_units, saturated, without_gradient, vanishing, growing_gradients, bad_start, exploding,
    oscillating, one_answer, over_fitting,
)  # fmt: skip
# Only if nothing else was found, for each of the others leads to these.
LAST_RESORTS = (chance_level, not_falling)


def findings(chart):
    """All that looks wrong."""
    found = [finding for diagnose in DIAGNOSES if (finding := diagnose(chart))]
    last = (finding for diagnose in LAST_RESORTS if (finding := diagnose(chart)))
    return found or list(last)[:1]


def _fallen(chart):
    """By what share of itself the loss has fallen, from its first quarter to its last; negative if it rose."""
    first, last = ends(chart.losses) if chart.losses else (0.0, 0.0)
    return (first - last) / abs(first) if first else 0.0


def _highest(series):
    """(name, median of the last values) of the layer in which that is highest; None before there are enough."""
    medians = {name: float(np.median(values[-20:])) for name, values in series.items() if len(values) >= ENOUGH}
    return max(medians.items(), key=lambda pair: pair[1]) if medians else None


def _too_small(chart):
    """By which power of ten the steps fall short of a usual one, in the layer that is in the middle by that."""
    medians = [float(np.median(values[-20:])) for values in chart.updates.values() if len(values) >= ENOUGH]
    middle = float(np.median(medians)) if medians else USUAL
    return 10 ** max(0, round(math.log10(USUAL / max(middle, 1e-9))))


def _share(value):
    return f"{100 * value:.3g} %"

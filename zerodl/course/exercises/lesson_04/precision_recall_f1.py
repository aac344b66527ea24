"""metrics.precision.precision_recall_f1: three ratios, and what they are where there is nothing to divide by."""

import numpy as np

from .... import metrics
from ....metrics.precision import precision_recall_f1
from ...observe import observe
from ...record import Exercise
from ...text import Text

RETURNS = ("precision", "recall", "F")

record = Exercise(
    "metrics.precision.precision_recall_f1",
    lesson="04",
    points=15,
    minutes=14,
    difficulty=3,
    importance=5,
    role="production",
    task=Text(en="Compute precision, recall and F from counts, for one class or for many at once."),
    hints=(
        Text(
            en="Precision looks at what was *called* malignant: which two counts make up that crowd? Recall looks at "
            "what *is* malignant: which two? For F, put both ratios into the formula, and multiply top and bottom by "
            "all that stands in a denominator."
        ),
        Text(
            en="With β² called b, F becomes (1 + b) · tp over a sum of all three counts, in which tp counts 1 + b "
            "times, and the misses b times. It is 0 over 0 only if all three counts are 0."
        ),
        Text(
            en="A small function inside yours saves writing it three times: it gets a numerator and a denominator, "
            "divides by `np.where(denominator == 0, 1, denominator)`, and puts `zero_division` in with a second "
            "`np.where`, where the denominator is 0."
        ),
    ),
)


def told(tp, fp, fn, *settings):
    """What it makes of counts, in a call with as many settings as are given."""
    names = ("beta", "zero_division")[: len(settings)]
    return observe(precision_recall_f1, tp=tp, fp=fp, fn=fn, **dict(zip(names, settings)), returns=RETURNS)


@record.scenario("by hand: 8 found, 2 false alarms, 8 missed")
def by_hand(rng):
    return told(8, 2, 8)


@record.scenario("several classes at once")
def several(rng):
    tp, fp, fn = rng.integers(1, 30, size=(3, 5))
    return told(tp, fp, fn)


@record.scenario("recall counts twice as much, and half as much")
def with_beta(rng):
    tp, fp, fn = rng.integers(1, 30, size=(3, 4))
    return [told(tp, fp, fn, 2.0), told(tp, fp, fn, 0.5)]


@record.scenario("nothing found: never predicted, never true, neither")
def zeros(rng):
    tp, fp, fn = np.array([0, 0, 0, 0, 4]), np.array([0, 3, 0, 2, 0]), np.array([5, 0, 0, 2, 0])
    return told(tp, fp, fn)


@record.scenario("the same, and 0 over 0 is to be 1")
def zeros_as_ones(rng):
    tp, fp, fn = np.array([0, 0, 0, 0, 4]), np.array([0, 3, 0, 2, 0]), np.array([5, 0, 0, 2, 0])
    return [told(tp, fp, fn, 1.0, 1.0), told(0, 0, 0, 2.0, 1.0)]


@record.scenario("the same, and 0 over 0 is to be NaN, which a mean leaves out")
def zeros_as_nan(rng):
    tp, fp, fn = np.array([0, 0, 0, 0, 4]), np.array([0, 3, 0, 2, 0]), np.array([5, 0, 0, 2, 0])
    return told(tp, fp, fn, 1.0, float("nan"))


@record.scenario("counts by lot, many of them 0; floats too")
def by_lot(rng):
    tp, fp, fn = rng.integers(0, 3, size=(3, 12))
    weighted = [counts * 0.5 for counts in rng.integers(0, 4, size=(3, 6))]
    return [told(tp, fp, fn, float(rng.uniform(0.5, 3)), 0.0), told(*weighted)]


@record.scenario("in the framework")
def in_the_framework(rng):
    prediction, target = rng.integers(0, 3, size=(2, 50))
    given = {"average": None, "num_classes": 4, "zero_division": 1.0}
    return {
        "call": "precision, recall and f1_score of 50 samples and 4 classes, of which one never comes",
        "precision": metrics.precision(prediction, target, **given),
        "recall": metrics.recall(prediction, target, **given),
        "F": metrics.f1_score(prediction, target, **given),
    }


@record.mistake(
    en="Precision and recall are exchanged. Precision: of what was called so, how much is? Recall: of what is so, how "
    "much was called so?"
)
def exchanged(tp, fp, fn, beta=1.0, zero_division=0.0):
    def ratio(part, whole):
        return np.where(np.equal(whole, 0), zero_division, part / np.where(np.equal(whole, 0), 1, whole))

    f = ratio((1 + beta**2) * tp, (1 + beta**2) * tp + fp + beta**2 * fn)
    return ratio(tp, tp + fn), ratio(tp, tp + fp), f


@record.mistake(
    en="F is the plain mean of precision and recall. That of 1 and 0 would be 0.5: whoever calls everybody ill would "
    "get more than half. The harmonic mean is high only if both are."
)
def plain_mean(tp, fp, fn, beta=1.0, zero_division=0.0):
    def ratio(part, whole):
        return np.where(np.equal(whole, 0), zero_division, part / np.where(np.equal(whole, 0), 1, whole))

    precision, recall = ratio(tp, tp + fp), ratio(tp, tp + fn)
    return precision, recall, (precision + beta**2 * recall) / (1 + beta**2)


@record.mistake(
    when=lambda got, expected: _not_a_number(got, expected),
    en="0 was divided by 0, and that is no number. Where a denominator is 0, `zero_division` stands in for the ratio.",
)
def not_guarded(tp, fp, fn, beta=1.0, zero_division=0.0):
    tp = np.asarray(tp, float)
    f = (1 + beta**2) * tp / ((1 + beta**2) * tp + fp + beta**2 * fn)
    return tp / (tp + fp), tp / (tp + fn), f


def _not_a_number(got, expected):
    calls = got if type(got) is list else [got]
    wanted = expected if type(expected) is list else [expected]
    numbers = [np.concatenate([np.ravel(part) for part in call["result"]]) for call in calls]
    right = [np.concatenate([np.ravel(part) for part in call["result"]]) for call in wanted]
    return any(not np.isfinite(n).all() for n in numbers) and all(np.isfinite(n).all() for n in right)


@record.mistake(
    en="Where there is nothing to divide by, 0 came out, whatever `zero_division` says. The caller decides: some want "
    "to be told 1."
)
def always_zero(tp, fp, fn, beta=1.0, zero_division=0.0):
    def ratio(part, whole):
        return np.where(np.equal(whole, 0), 0.0, part / np.where(np.equal(whole, 0), 1, whole))

    f = ratio((1 + beta**2) * tp, (1 + beta**2) * tp + fp + beta**2 * fn)
    return ratio(tp, tp + fp), ratio(tp, tp + fn), f


@record.mistake(
    en="`zero_division` came out wherever nothing was found. But 0 found of 3 alarms is a precision of 0: only where "
    "the *denominator* is 0 there is nothing to say."
)
def asks_the_numerator(tp, fp, fn, beta=1.0, zero_division=0.0):
    def ratio(part, whole):
        return np.where(np.equal(tp, 0), zero_division, part / np.where(np.equal(whole, 0), 1, whole))

    f = ratio((1 + beta**2) * tp, (1 + beta**2) * tp + fp + beta**2 * fn)
    return ratio(tp, tp + fp), ratio(tp, tp + fn), f


@record.mistake(
    en="F was computed from precision and recall, and where both are 0 it came out as `zero_division`. But there were "
    "mistakes, so F is 0. Written in counts, its denominator is 0 only if there was nothing at all."
)
def f_from_the_ratios(tp, fp, fn, beta=1.0, zero_division=0.0):
    def ratio(part, whole):
        return np.where(np.equal(whole, 0), zero_division, part / np.where(np.equal(whole, 0), 1, whole))

    precision, recall = ratio(tp, tp + fp), ratio(tp, tp + fn)
    return precision, recall, ratio((1 + beta**2) * precision * recall, beta**2 * precision + recall)


@record.mistake(
    en="`beta` has no effect on F. In the formula its square multiplies precision at the bottom, which in counts puts "
    "it before the misses."
)
def no_beta(tp, fp, fn, beta=1.0, zero_division=0.0):
    def ratio(part, whole):
        return np.where(np.equal(whole, 0), zero_division, part / np.where(np.equal(whole, 0), 1, whole))

    return ratio(tp, tp + fp), ratio(tp, tp + fn), ratio(2 * tp, 2 * tp + fp + fn)


@record.mistake(en="`beta` was not squared: the formula has β² in it, at the top and at the bottom.")
def not_squared(tp, fp, fn, beta=1.0, zero_division=0.0):
    def ratio(part, whole):
        return np.where(np.equal(whole, 0), zero_division, part / np.where(np.equal(whole, 0), 1, whole))

    return ratio(tp, tp + fp), ratio(tp, tp + fn), ratio((1 + beta) * tp, (1 + beta) * tp + fp + beta * fn)


@record.mistake(
    en="`beta` stands on the wrong side: a large one makes false alarms count more. It should be the misses, `fn`."
)
def wrong_side(tp, fp, fn, beta=1.0, zero_division=0.0):
    def ratio(part, whole):
        return np.where(np.equal(whole, 0), zero_division, part / np.where(np.equal(whole, 0), 1, whole))

    f = ratio((1 + beta**2) * tp, (1 + beta**2) * tp + beta**2 * fp + fn)
    return ratio(tp, tp + fp), ratio(tp, tp + fn), f


@record.mistake(
    en="All three counts stand in every denominator. Precision does not know what was missed, and recall does not know "
    "the false alarms."
)
def one_denominator(tp, fp, fn, beta=1.0, zero_division=0.0):
    whole = tp + fp + fn
    share = np.where(np.equal(whole, 0), zero_division, tp / np.where(np.equal(whole, 0), 1, whole))
    return share, share, share


@record.mistake(
    en="A small number was added to the denominators. It makes every ratio a little wrong, and 0 over 0 comes out as "
    "0, whatever `zero_division` says."
)
def with_epsilon(tp, fp, fn, beta=1.0, zero_division=0.0):
    tiny = 1e-5
    f = (1 + beta**2) * tp / ((1 + beta**2) * tp + fp + beta**2 * fn + tiny)
    return tp / (tp + fp + tiny), tp / (tp + fn + tiny), f


@record.mistake(
    when=lambda got, expected: _raised(got, "ZeroDivisionError"),
    en="Python refuses to divide the whole number 0 by 0. Where a denominator is 0, `zero_division` stands in.",
)
def refused(tp, fp, fn, beta=1.0, zero_division=0.0):
    if isinstance(tp, int) and tp + fp + fn == 0:
        return tp / (tp + fp), tp / (tp + fn), 0.0
    tp = np.asarray(tp, float)

    def ratio(part, whole):
        return np.where(np.equal(whole, 0), zero_division, part / np.where(np.equal(whole, 0), 1, whole))

    f = ratio((1 + beta**2) * tp, (1 + beta**2) * tp + fp + beta**2 * fn)
    return ratio(tp, tp + fp), ratio(tp, tp + fn), f


def _raised(got, name):
    return any(call.get("raised") == name for call in (got if type(got) is list else [got]))


@record.mistake(
    when=lambda got, expected: any(
        "ambiguous" in str(call.get("message")) for call in (got if type(got) is list else [got])
    ),
    en="The counts may be whole arrays, one number for each class, so an `if` cannot decide. `np.where` goes class by "
    "class.",
)
def with_an_if(tp, fp, fn, beta=1.0, zero_division=0.0):
    precision = tp / (tp + fp) if tp + fp > 0 else zero_division
    recall = tp / (tp + fn) if tp + fn > 0 else zero_division
    whole = (1 + beta**2) * tp + fp + beta**2 * fn
    return precision, recall, (1 + beta**2) * tp / whole if whole > 0 else zero_division


@record.variant
def with_divide(tp, fp, fn, beta=1.0, zero_division=0.0):
    tp, fp, fn = (np.asarray(counts, dtype=float) for counts in (tp, fp, fn))
    b = beta * beta
    results = []
    for whole, part in ((tp + fp, tp), (tp + fn, tp), (tp + fp + b * (tp + fn), tp + b * tp)):
        ratio = np.full(np.shape(whole), float(zero_division))
        results.append(np.divide(part, whole, out=ratio, where=whole != 0))
    return tuple(results)


@record.variant
def class_by_class(tp, fp, fn, beta=1.0, zero_division=0.0):
    def one(t, p, n):
        weight = beta**2
        wholes = t + p, t + n, t + weight * t + p + weight * n
        parts = t, t, t + weight * t
        return [part / whole if whole else zero_division for part, whole in zip(parts, wholes)]

    if np.ndim(tp) == 0:
        return tuple(one(tp, fp, fn))
    return tuple(np.array([one(*counts) for counts in zip(tp, fp, fn)], float).T)


@record.variant
def set_afterwards(tp, fp, fn, beta=1.0, zero_division=0.0):
    with np.errstate(divide="ignore", invalid="ignore"):
        tp, fp, fn = np.asarray(tp, float), np.asarray(fp, float), np.asarray(fn, float)
        precision, recall = tp / (tp + fp), tp / (tp + fn)
        f = (tp + tp * beta**2) / (tp + fp + beta**2 * (tp + fn))
    return tuple(np.where(np.isnan(x), zero_division, x) for x in (precision, recall, f))

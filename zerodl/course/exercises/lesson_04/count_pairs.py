"""metrics.confusion.count_pairs: how often each class was taken for each."""

import numpy as np

from .... import metrics
from ....metrics.confusion import count_pairs
from ...observe import observe
from ...record import Exercise
from ...text import Text

record = Exercise(
    "metrics.confusion.count_pairs",
    lesson="04",
    points=10,
    minutes=6,
    difficulty=2,
    importance=4,
    role="production",
    task=Text(en="Count how often each class was predicted where each class was true."),
    hints=(
        Text(
            en="Each sample adds 1 at one place: in the row of its true class, in the column of the predicted one. "
            "What size has the table, and what stands in it before the first sample?"
        ),
        Text(
            en="A loop over the pairs is right: `for t, p in zip(target, prediction)`. Without a loop, beware of "
            "`table[target, prediction] += 1`, which adds 1 only once where the same pair comes twice; "
            "`np.add.at(table, (target, prediction), 1)` adds every time."
        ),
        Text(
            en="Begin with `np.zeros((num_classes, num_classes), dtype=int)`, since counts are whole numbers, add 1 "
            "for each pair, and return the table."
        ),
    ),
)


@record.scenario("by hand: two classes, three samples")
def by_hand(rng):
    return observe(count_pairs, prediction=np.array([0, 1, 1]), target=np.array([0, 0, 1]), num_classes=2)


@record.scenario("the same pair several times")
def several_times(rng):
    prediction, target = np.array([1, 1, 1, 0, 1, 0]), np.array([0, 0, 1, 0, 0, 1])
    return observe(count_pairs, prediction=prediction, target=target, num_classes=2)


@record.scenario("four classes, by lot")
def four_classes(rng):
    prediction, target = rng.integers(0, 4, size=(2, 15))
    return observe(count_pairs, prediction=prediction, target=target, num_classes=4)


@record.scenario("a class that occurs nowhere, and the last one too")
def absent(rng):
    prediction, target = rng.choice([0, 2], size=(2, 9))
    return observe(count_pairs, prediction=prediction, target=target, num_classes=5)


@record.scenario("one sample, and none at all")
def few(rng):
    none = np.zeros(0, np.int64)
    return [
        observe(count_pairs, prediction=np.array([2]), target=np.array([1]), num_classes=3),
        observe(count_pairs, prediction=none, target=none, num_classes=2),
    ]


@record.scenario("in the framework: from scores, and in two batches")
def in_the_framework(rng):
    scores, target = rng.normal(size=(40, 3)), rng.integers(0, 3, size=40)
    metric = metrics.ConfusionMatrix(num_classes=3)
    metric.update(scores[:25], target[:25])
    metric.update(scores[25:], target[25:])
    return {"call": "ConfusionMatrix(num_classes=3) of 25 and 15 samples", "matrix": np.asarray(metric.compute())}


@record.mistake(en="Rows and columns are exchanged: the row is the true class, the column the predicted one.")
def turned_over(prediction, target, num_classes):
    table = np.zeros((num_classes, num_classes), dtype=np.int64)
    np.add.at(table, (prediction, target), 1)
    return table


@record.mistake(
    en="Where the same pair comes twice, it was counted once: `table[target, prediction] += 1` reads all places first, "
    "and then writes them. Use a loop, or `np.add.at`."
)
def counted_once(prediction, target, num_classes):
    table = np.zeros((num_classes, num_classes), dtype=np.int64)
    table[target, prediction] += 1
    return table


@record.mistake(
    when=lambda got, expected: type(got) is dict and got["result"].dtype.kind == "f" and np.all(got["result"] % 1 == 0),
    en="Counts are whole numbers, but the table is one of floats, as `np.zeros` makes it: add `dtype=int`.",
)
def floats(prediction, target, num_classes):
    table = np.zeros((num_classes, num_classes))
    np.add.at(table, (target, prediction), 1)
    return table


@record.mistake(en="Only the right predictions were counted, on the diagonal. The mistakes are what the table is for.")
def diagonal_only(prediction, target, num_classes):
    table = np.zeros((num_classes, num_classes), dtype=np.int64)
    for t, p in zip(target, prediction):
        if t == p:
            table[t, p] += 1
    return table


@record.mistake(en="Only the wrong predictions were counted: the right ones belong on the diagonal.")
def mistakes_only(prediction, target, num_classes):
    table = np.zeros((num_classes, num_classes), dtype=np.int64)
    for t, p in zip(target, prediction):
        if t != p:
            table[t, p] += 1
    return table


@record.mistake(
    when=lambda got, expected: np.shape(got["result"]) < np.shape(expected["result"]),
    en="The size of the table was read off the classes that occur. One that does not occur today has a row and a "
    "column all the same, full of 0: `num_classes` of them.",
)
def size_from_the_data(prediction, target, num_classes):
    size = max(np.max(target, initial=0), np.max(prediction, initial=0)) + 1
    table = np.zeros((size, size), dtype=np.int64)
    np.add.at(table, (target, prediction), 1)
    return table


@record.mistake(
    when=lambda got, expected: "reshape" in str(got.get("message")),
    en="`np.bincount` stops counting at the largest number that occurs: tell it how many places there are, "
    "`minlength=num_classes**2`.",
)
def no_minlength(prediction, target, num_classes):
    return np.bincount(target * num_classes + prediction).reshape(num_classes, num_classes)


@record.mistake(en="These are shares. Counts were asked for, so that two batches can be added up.")
def shares(prediction, target, num_classes):
    table = np.zeros((num_classes, num_classes))
    np.add.at(table, (target, prediction), 1)
    return table / max(len(target), 1)


@record.mistake(
    en="This counts how often each class is true and how often it is predicted, but not which was taken for which: "
    "each pair has a place of its own."
)
def products_of_counts(prediction, target, num_classes):
    one, two = (np.bincount(labels, minlength=num_classes) for labels in (target, prediction))
    return np.outer(one, two)


@record.variant
def with_a_loop(prediction, target, num_classes):
    table = np.zeros((num_classes, num_classes), dtype=int)
    for t, p in zip(target, prediction):
        table[t, p] += 1
    return table


@record.variant
def as_a_product(prediction, target, num_classes):
    classes = np.arange(num_classes)
    true, said = ((labels[:, None] == classes).astype(np.int64) for labels in (target, prediction))
    return true.T @ said


@record.variant
def pair_by_pair(prediction, target, num_classes):
    rows = [[int(np.sum((target == t) & (prediction == p))) for p in range(num_classes)] for t in range(num_classes)]
    return np.array(rows)

"""07.why_alone."""

from ...record import Option, Question
from ...text import Text

record = Question(
    "07.why_alone",
    lesson="07",
    points=5,
    asks=Text(
        en="A colleague's network with batch norm reads 95 % of a test, all of it in one batch. Put to use, it gets "
        "the same images sorted, one batch for each digit, and reads 13 % of them. `model.eval()` is nowhere in the "
        "program. What happened?"
    ),
    options={
        "a": Option(
            Text(en="The network has learned the order in which the digits came in training."),
            Text(
                en="Its weights know nothing of order: each batch of training was drawn by lot, and a batch can be "
                "turned round without changing what is said of each image. What differs is who is in it together."
            ),
        ),
        "b": Option(
            Text(en="The running statistics were not trained long enough."),
            Text(
                en="They may be excellent, but without `eval()` nobody asks them: the layer goes on taking mean and "
                "variance of the batch at hand."
            ),
        ),
        "c": Option(
            Text(en="What all images of a batch have in common is taken out of them, and here that is the digit."),
            Text(
                en="Yes. Without `eval()` it normalises with the batch at hand. All digits together have nearly the "
                "statistics of training, so the test looked well. Seven after seven, what makes them sevens is their "
                "mean, and that is subtracted."
            ),
        ),
    },
    right="c",
)

"""05.why_scale."""

from ...record import Option, Question
from ...text import Text

record = Question(
    "05.why_scale",
    lesson="05",
    points=5,
    asks=Text(
        en="Somebody adds up the losses of a batch of 1000 in place of taking their mean, and so makes every gradient "
        "1000 times as large. What becomes of training by SGD, and by Adam, if lr stays as it is?"
    ),
    options={
        "a": Option(
            Text(en="SGD's steps are 1000 times as long; Adam's are 1000 times as short, since it divides."),
            Text(
                en="It divides by the root of a mean of *squares*. The gradient above and the root below grow by the "
                "same 1000."
            ),
        ),
        "b": Option(
            Text(en="Both explode: a step is lr times a gradient, whatever one does to it before."),
            Text(en="Adam's step is lr times a quotient, and in that the size of all gradients together cancels."),
        ),
        "c": Option(
            Text(en="SGD's steps are 1000 times as long; Adam goes the same way as before."),
            Text(
                en="Yes: m grows 1000 times, and so does the root of v. Only ε stays behind, which is so small that it "
                "can seldom be noticed."
            ),
        ),
    },
    right="c",
)

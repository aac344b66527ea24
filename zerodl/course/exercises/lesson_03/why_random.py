"""03.why_random."""

from ...record import Option, Question
from ...text import Text

record = Question(
    "03.why_random",
    lesson="03",
    points=5,
    asks=Text(
        en="All first weights of a network with 100 hidden units are set to the same number, of just the right size. "
        "No signal dies. What is wrong with it all the same?"
    ),
    options={
        "a": Option(
            Text(en="The hidden units all compute the same, get the same gradient, and stay the same for ever."),
            Text(
                en="Yes. Nothing tells one from another, so nothing can make them differ: 100 units do the work of "
                "one. Only chance breaks the tie."
            ),
        ),
        "b": Option(
            Text(en="Nothing: training makes the units different, since every image is different."),
            Text(
                en="Every image is different, but the same image reaches all units through the same weights. They give "
                "the same, get the same gradient, and take the same step."
            ),
        ),
        "c": Option(
            Text(en="All gradients are 0, so that nothing moves."),
            Text(
                en="That happens if the number is 0. With another number the gradients are fine, but those of all "
                "units are equal."
            ),
        ),
    },
    right="a",
)

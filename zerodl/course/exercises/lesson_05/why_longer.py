"""05.why_longer."""

from ...record import Option, Question
from ...text import Text

record = Question(
    "05.why_longer",
    lesson="05",
    points=5,
    asks=Text(
        en="A network trains well by plain gradient descent with lr = 0.5, but badly with twice as much. A colleague "
        "adds momentum=0.9, leaves lr as it is, and the loss explodes. What went wrong?"
    ),
    options={
        "a": Option(
            Text(en="A momentum of 0.9 is too large: a tenth of that would do."),
            Text(
                en="Then there would hardly be a memory. 0.9 is the usual choice, and works, as soon as lr takes into "
                "account what it does."
            ),
        ),
        "b": Option(
            Text(en="In a direction that stays the same the steps have become about ten times as long."),
            Text(
                en="Yes: 1 + 0.9 + 0.81 + … = 1 / (1 − 0.9) = 10. Who adds momentum divides lr by about as much. (In "
                "the ravine lr could stay: the way along it is just as flat everywhere. In a network, long steps soon "
                "lead to places that are steeper.)"
            ),
        ),
        "c": Option(
            Text(en="The memory begins at 0, so that the first steps point in a random direction."),
            Text(
                en="With a memory of 0 the first step is the gradient itself, just as without momentum. The explosion "
                "comes later, when the memory is full."
            ),
        ),
    },
    right="b",
)

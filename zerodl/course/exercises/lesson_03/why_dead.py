"""03.why_dead."""

from ...record import Option, Question
from ...text import Text

record = Question(
    "03.why_dead",
    lesson="03",
    points=5,
    asks=Text(
        en="The bias of one hidden unit has become −50, so before relu it is below 0 for every image there is. You "
        "train on. What becomes of this unit?"
    ),
    options={
        "a": Option(
            Text(en="It comes back after a while: the loss notices that it is missing."),
            Text(
                en="The loss reports to the unit through the slope of relu, and that is 0 for every image: whatever "
                "the loss has to say, none of it arrives."
            ),
        ),
        "b": Option(
            Text(en="Its weights and its bias never change again, and it gives 0 for ever."),
            Text(
                en="Yes, it is dead. The gradient is slope times what comes back, and the slope is 0 for every image. "
                "A leaky relu keeps a small slope there, and a way out with it."
            ),
        ),
        "c": Option(
            Text(en="It sinks lower and lower, since nothing holds it any more."),
            Text(en="A gradient of 0 moves nothing, neither up nor down: it stays exactly where it is."),
        ),
    },
    right="b",
)

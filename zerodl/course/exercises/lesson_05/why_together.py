"""05.why_together."""

from ...record import Option, Question
from ...text import Text

record = Question(
    "05.why_together",
    lesson="05",
    points=5,
    asks=Text(
        en="Why is one length taken of the gradients of all layers together, and not each layer's gradient clipped by "
        "its own?"
    ),
    options={
        "a": Option(
            Text(en="So that the step only becomes shorter: it still goes where the gradient points."),
            Text(
                en="Yes. Were each layer shortened by itself, the long ones would shrink and the short ones not, and "
                "the step would go somewhere else."
            ),
        ),
        "b": Option(
            Text(en="It is cheaper: one root has to be taken, not one for each layer."),
            Text(en="A few roots more cost nothing to speak of. All numbers have to be squared in both cases."),
        ),
        "c": Option(
            Text(en="So that no single number of a gradient is ever above the limit."),
            Text(
                en="That would hold for each layer by itself, too, and for `clip_grad_value_`. It is not what matters: "
                "the direction is."
            ),
        ),
    },
    right="a",
)

"""00.why_relu."""

from ...record import Option, Question
from ...text import Text

record = Question(
    "00.why_relu",
    lesson="00",
    points=2,
    asks=Text(
        en="Suppose there were no relu between the two linear layers, only `nn.Linear(64, 128)` and `nn.Linear(128, "
        "10)`. What could that network do?"
    ),
    options={
        "a": Option(
            Text(en="Nothing: without a bend it could not learn."),
            Text(
                en="It learns, and on these small, tidy images it reads about as well. "
                "But there is a limit to what it can ever express."
            ),
        ),
        "b": Option(
            Text(en="No more than one linear layer from 64 to 10 could, however large the layer in the middle."),
            Text(
                en="Yes. Multiplying by one matrix and then by another is multiplying by their product: one layer. "
                "The bend prevents that."
            ),
        ),
        "c": Option(
            Text(en="The same as with relu, only slower."),
            Text(
                en="Relu costs time rather than saving it. What it brings is a bend, and with it functions that no "
                "single layer has."
            ),
        ),
    },
    right="b",
)

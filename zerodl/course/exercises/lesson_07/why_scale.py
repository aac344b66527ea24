"""07.why_scale."""

from ...record import Option, Question
from ...text import Text

record = Question(
    "07.why_scale",
    lesson="07",
    points=5,
    asks=Text(
        en="A linear layer, with a batch norm right behind it, is at work. All weights and biases of the linear layer "
        "are multiplied by 10. What becomes of the result of the batch norm?"
    ),
    options={
        "a": Option(
            Text(en="It becomes ten times as large."),
            Text(
                en="The result of the linear layer does. But its mean and its standard deviation become ten times as "
                "large, too, and the one is subtracted, the other divided by."
            ),
        ),
        "b": Option(
            Text(en="It stays as it is."),
            Text(
                en="Yes, but for the tiny eps. The size of the first weights no longer matters to what comes behind. "
                "And the bias of the linear layer does nothing at all: the mean takes it out again."
            ),
        ),
        "c": Option(
            Text(en="It leaves the range of −1 to 1, and is cut off."),
            Text(
                en="Nothing is cut off here. The results have a standard deviation of 1, and some of them lie beyond 1 "
                "and −1, as they did before."
            ),
        ),
    },
    right="b",
)

"""04.why_plateau."""

from ...record import Option, Question
from ...text import Text

record = Question(
    "04.why_plateau",
    lesson="04",
    points=5,
    asks=Text(
        en="A malignant sample gets the score −20, a probability of 2 · 10⁻⁹: as wrong as a model can be. Why does it "
        "learn next to nothing from that by the squared error of the probability?"
    ),
    options={
        "a": Option(
            Text(en="On its way to the score, the gradient is multiplied by the slope of sigmoid, which is flat."),
            Text(
                en="Yes: that slope is p · (1 − p), some 2 · 10⁻⁹. In the cross-entropy the logarithm is as steep as "
                "sigmoid is flat, the two cancel, and p − 1 is left."
            ),
        ),
        "b": Option(
            Text(en="The squared error is at most 1, so its gradients are small; a longer step makes up for it."),
            Text(
                en="To move this score by 1 you would need a step length of about 240 million, and every sample near "
                "the threshold would be thrown about by it. No step length suits both."
            ),
        ),
        "c": Option(
            Text(en="The error p − 1 rounds to 0, so there is nothing left to learn from."),
            Text(
                en="The error is nearly −1, the largest there is. It gets lost only later, on the way from the "
                "probability to the score."
            ),
        ),
    },
    right="a",
)

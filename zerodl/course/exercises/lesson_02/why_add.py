"""02.why_add."""

from ...record import Option, Question
from ...text import Text

record = Question(
    "02.why_add",
    lesson="02",
    points=5,
    asks=Text(
        en="In `y = x * x`, at x = 3, node `x` receives 3 along one arrow and 3 along another, and ends with 6. Why "
        "are the two added, rather than averaged or the larger one taken?"
    ),
    options={
        "a": Option(
            Text(en="Because the two arrows might disagree, and a sum lets both be heard."),
            Text(
                en="Arrows do not vote on one slope. Each reports a different effect: what x does through that one "
                "factor."
            ),
        ),
        "b": Option(
            Text(
                en="Because nudging x moves both factors at once, and the result moves by the sum of what each does "
                "to it."
            ),
            Text(
                en="Yes. A nudge of 0.01 moves y by 3 · 0.01 through the first factor and by 3 · 0.01 through the "
                "second: by 0.06 in all."
            ),
        ),
        "c": Option(
            Text(en="Because gradients of several passes add up until they are set to zero."),
            Text(en="That happens too in PyTorch, but across passes. These two reports come in one and the same pass."),
        ),
    },
    right="b",
)

"""07.why_zero."""

from ...record import Option, Question
from ...text import Text

record = Question(
    "07.why_zero",
    lesson="07",
    points=5,
    asks=Text(
        en="Of a thousand inputs ten matter, and the weights of the others should come out as 0 exactly. With L1 most "
        "of them do, with L2 none. Why?"
    ),
    options={
        "a": Option(
            Text(en="L1 pulls harder than L2, so it gets all the way to 0."),
            Text(
                en="At a weight of 3, the pull of L2 is three times that of L1. What counts is how hard it pulls near "
                "0, where the one stays as it is and the other fades."
            ),
        ),
        "b": Option(
            Text(en="Near 0 the pull of L2 fades with the weight itself, while that of L1 stays as strong as ever."),
            Text(
                en="Yes. However weakly the data pull, near 0 the pull of L2 is weaker still, and the weight comes to "
                "rest before 0. L1 pulls with full force until the end: data that pull less than that lose."
            ),
        ),
        "c": Option(
            Text(en="Squares of small numbers are rounded to 0, so the penalty no longer sees them."),
            Text(
                en="A square of 0.001 is a millionth, which no float rounds to 0. And if the penalty did not see a "
                "small weight, nothing would pull it."
            ),
        ),
    },
    right="b",
)

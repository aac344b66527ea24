"""02.why_backward."""

from ...record import Option, Question
from ...text import Text

record = Question(
    "02.why_backward",
    lesson="02",
    points=5,
    asks=Text(
        en="A network has a million weights and one loss. Slopes could also be carried forwards, from one chosen "
        "weight along the arrows to the loss. Why does everybody go backwards?"
    ),
    options={
        "a": Option(
            Text(en="Going backwards is more exact: forwards, the rounding errors would grow."),
            Text(
                en="Both directions multiply the same slopes, so both are exact up to rounding. They differ in how "
                "often one must go."
            ),
        ),
        "b": Option(
            Text(en="Forwards, the slopes of later operations are not known yet."),
            Text(
                en="They are: each operation knows its slope the moment it has computed its result. Going forwards "
                "works, for one weight at a time."
            ),
        ),
        "c": Option(
            Text(
                en="One pass backwards gives the slopes for all weights; forwards, each weight needs a pass of its own."
            ),
            Text(
                en="Yes. Backwards, every arrow is used once for all million weights. Forwards pays off with few "
                "inputs and many outputs."
            ),
        ),
    },
    right="c",
)

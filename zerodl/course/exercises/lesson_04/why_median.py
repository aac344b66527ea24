"""04.why_median."""

from ...record import Option, Question
from ...text import Text

record = Question(
    "04.why_median",
    lesson="04",
    points=5,
    asks=Text(
        en="You fit one number c to a thousand targets by gradient descent on `l1_loss`, with steps that become short. "
        "Where does it come to rest?"
    ),
    options={
        "a": Option(
            Text(en="At the mean: there the distances to both sides add up to the same."),
            Text(
                en="That is where the *squared* error comes to rest, for its pull is the distance. The pull of the "
                "absolute error is the same from near and from far."
            ),
        ),
        "b": Option(
            Text(en="Where as many targets lie above c as below it."),
            Text(
                en="Yes, at the median. Each target pulls with the same force, so what counts is how many pull each "
                "way. However far away one of them lies, it has one voice."
            ),
        ),
        "c": Option(
            Text(en="Nowhere: a slope of 1 or −1 never becomes 0, so c keeps moving."),
            Text(
                en="Of many targets some pull up and some down, and their pulls cancel where both parties are equally "
                "strong. With steps of one length c may hop about that place for ever, which is why they become short."
            ),
        ),
    },
    right="b",
)

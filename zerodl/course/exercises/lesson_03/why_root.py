"""03.why_root."""

from ...record import Option, Question
from ...text import Text

record = Question(
    "03.why_root",
    lesson="03",
    points=5,
    asks=Text(
        en="An output is the sum of n products. Why are weights made √n times smaller, and not n times, to keep it as "
        "large as one input?"
    ),
    options={
        "a": Option(
            Text(en="Because n times smaller would be too small for float32 to hold."),
            Text(en="1/n is no trouble for float32 at any width. The sum itself would come out too small: by √n."),
        ),
        "b": Option(
            Text(en="Because the mean of n numbers is their sum divided by √n."),
            Text(
                en="The mean divides by n. And a mean of many independent numbers around 0 is itself close to 0: that "
                "is the signal dying out."
            ),
        ),
        "c": Option(
            Text(en="Because positive and negative products cancel in part, so that the sum grows only like √n."),
            Text(
                en="Yes. Variances add, so the variance grows n-fold and the spread, its root, √n-fold. Were all the "
                "products positive, the sum would grow n-fold."
            ),
        ),
    },
    right="c",
)

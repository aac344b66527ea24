"""07.why_alone."""

from ...record import Option, Question
from ...text import Text

record = Question(
    "07.why_alone",
    lesson="07",
    points=5,
    asks=Text(
        en="A colleague's network with batch norm reads 97 % of a test of a thousand images in one batch. Put to use, "
        "where images come one at a time, it gives nonsense. `model.eval()` is nowhere in the program. What happened?"
    ),
    options={
        "a": Option(
            Text(en="It is over-fitted: the images in use are other ones than those of the test."),
            Text(
                en="That would cost some per cent, not everything, and the test had new images, too. What differs is "
                "how many come at a time."
            ),
        ),
        "b": Option(
            Text(en="The running statistics were not trained long enough."),
            Text(
                en="They may be excellent, but without `eval()` nobody asks them: the layer goes on taking mean and "
                "variance of the batch at hand."
            ),
        ),
        "c": Option(
            Text(en="It normalises with the batch at hand; a batch of one is its own mean, so nothing of it is left."),
            Text(
                en="Yes. A thousand images give nearly the statistics of training, so the test looked well. One image "
                "alone is turned into 0 in every unit. (zerodl and PyTorch refuse a single value there, with an error; "
                "images with many places for each channel get through, and give nonsense quietly.)"
            ),
        ),
    },
    right="c",
)

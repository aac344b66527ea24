"""01.by_hand."""

from ...record import Option, Question
from ...text import Text

record = Question(
    "01.by_hand",
    lesson="01",
    points=5,
    asks=Text(
        en="`x` has shape (3, 4), strides (4, 1) and offset 0. What are shape, strides and offset of `x.T[1:, ::2]`: "
        "first transposed, then sliced?"
    ),
    options={
        "a": Option(
            Text(en="shape (3, 2), strides (1, 8), offset 1"),
            Text(
                en="Yes. `x.T` has shape (4, 3) and strides (1, 4). Leaving out its first row moves the offset by 1; "
                "every second column doubles the stride 4."
            ),
        ),
        "b": Option(
            Text(en="shape (3, 2), strides (1, 8), offset 4"),
            Text(
                en="4 is where the second row of `x` begins. The slice `1:` applies to the rows of `x.T`, which are "
                "the columns of `x`, and these lie 1 apart."
            ),
        ),
        "c": Option(
            Text(en="shape (2, 2), strides (2, 4), offset 4"),
            Text(
                en="That is `x[1:, ::2].T`: first sliced, then transposed. Here the slices apply to the axes of `x.T`."
            ),
        ),
        "d": Option(
            Text(en="shape (3, 2), strides (2, 1), offset 0"),
            Text(
                en="These are the strides of a new array of that shape. A view copies nothing: its elements lie where "
                "they lay in `x`."
            ),
        ),
    },
    right="a",
)

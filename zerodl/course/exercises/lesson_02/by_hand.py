"""02.by_hand."""

from ...record import Option, Question
from ...text import Text

record = Question(
    "02.by_hand",
    lesson="02",
    points=5,
    asks=Text(en="In the graph above, what is the gradient of `b`: how many times as far as `b` does `L` move?"),
    options={
        "a": Option(
            Text(en="3: the slopes on the arrows from `b` through `s` to `L`, 1 · 3."),
            Text(en="That is one of two paths. `b` also goes straight into the product, and a nudge takes both."),
        ),
        "b": Option(
            Text(en="5: the slope on the arrow that leads from `b` straight to `L`."),
            Text(en="That is one of two paths. `b` is also part of `s`, and a nudge takes both."),
        ),
        "c": Option(
            Text(en="8: both paths from `b` to `L` taken together, 1 · 3 + 5."),
            Text(en="Yes. Check it by nudging: (2 + 3.01) · 3.01 = 15.0801, which is 0.0801 more than 15."),
        ),
        "d": Option(
            Text(en="15: the slopes on all the arrows from `b`, 1 · 3 · 5."),
            Text(en="Slopes multiply along one path. These arrows belong to two different paths, and those add."),
        ),
    },
    right="c",
)

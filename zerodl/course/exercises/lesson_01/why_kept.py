"""01.why_kept."""

from ...record import Option, Question
from ...text import Text

record = Question(
    "01.why_kept",
    lesson="01",
    points=5,
    asks=Text(
        en="A program loads a data set of 8 gigabytes into `data`, keeps `first = data[:10]` for a plot, and says "
        "`del data`. How much of the 8 gigabytes is free now?"
    ),
    options={
        "a": Option(
            Text(en="All but the 10 rows: what nobody can reach any more is given back."),
            Text(
                en="A block is given back as a whole or not at all, and `first` still looks into it. `first = "
                "data[:10].clone()` would have kept 10 rows only."
            ),
        ),
        "b": Option(
            Text(en="None: `first` is a view, and keeps the whole block alive."),
            Text(
                en="Yes. A view holds on to the block, however little of it it sees. That is one of the commonest "
                "reasons for memory that never comes back; `data[:10].clone()` cures it."
            ),
        ),
        "c": Option(
            Text(en="All of it: the block belonged to `data`, and `first` is empty now."),
            Text(
                en="The block belongs to nobody in particular: it stays as long as anybody looks into it. `first` is "
                "as good as before."
            ),
        ),
    },
    right="b",
)

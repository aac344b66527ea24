"""02.why_zero."""

from ...record import Option, Question
from ...text import Text

record = Question(
    "02.why_zero",
    lesson="02",
    points=5,
    asks=Text(
        en="Without `w.grad = None`, `backward` adds the gradients of each step to those of all steps before. What did "
        "that do to the descent in the picture?"
    ),
    options={
        "a": Option(
            Text(en="Each step also went in all the old directions, so it overshot and swung back and forth."),
            Text(
                en="Yes. It is as if the network rolled downhill and could not brake; lesson 05 makes a virtue of it."
            ),
        ),
        "b": Option(
            Text(en="Every step became longer by the same factor, as if `lr` were larger by that factor."),
            Text(
                en="The sum of old gradients grows and changes its direction; a larger `lr` would keep the direction."
            ),
        ),
        "c": Option(
            Text(en="The gradients of later steps were ignored, since `grad` had been filled already."),
            Text(en="They were added, not ignored: `grad` holds the sum of the new gradient and all the old ones."),
        ),
    },
    right="a",
)

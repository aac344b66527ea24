"""06.why_mean."""

from ...record import Option, Question
from ...text import Text

record = Question(
    "06.why_mean",
    lesson="06",
    points=5,
    asks=Text(
        en="A colleague measures a network of linear layers and ReLUs on 360 images. With batches of 180 the loss is "
        "0.121, with batches of 350 it is 0.065, and the weights are the same. What is the matter?"
    ),
    options={
        "a": Option(
            Text(en="Nothing: a mean over batches depends on how the images are shuffled into them."),
            Text(
                en="A mean over all 360 images is one number, however they are shuffled. If the result depends on how "
                "they are cut, it is the mean of something else."
            ),
        ),
        "b": Option(
            Text(en="The losses of the batches are averaged, as if each had as many rows."),
            Text(
                en="Yes. Batches of 350 leave a second one of 10 images, and these ten, which happen to be easy, "
                "count as much as the 350. Batches of 180 come out even, so there the mistake does not show."
            ),
        ),
        "c": Option(
            Text(en="The model is in training mode while it is measured."),
            Text(
                en="That is a mistake people make. But neither a linear layer nor a ReLU knows the mode, and it would "
                "not explain why the size of the batches matters here."
            ),
        ),
    },
    right="b",
)

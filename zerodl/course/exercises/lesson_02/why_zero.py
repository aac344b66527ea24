"""02.why_zero."""

from ...record import Option, Question
from ...text import Text

record = Question(
    "02.why_zero",
    lesson="02",
    points=5,
    asks=Text(
        en="In the training loop above, somebody deletes the line `optimizer.zero_grad()`. No error appears. What "
        "happens to the curve?"
    ),
    options={
        "a": Option(
            Text(en="Each step uses the sum of all gradients so far, so it goes on in old directions and overshoots."),
            Text(
                en="Yes. `backward` adds to `grad`, so step 100 would carry the gradients of the 99 before it, as if "
                "it could not brake."
            ),
        ),
        "b": Option(
            Text(en="Nothing: `backward` starts from nothing each time, as `Value.backward` does."),
            Text(
                en="Our `Value.backward` does, the tensors' does not: like PyTorch's it adds, so that several losses "
                "can share one step."
            ),
        ),
        "c": Option(
            Text(en="The second pass is refused, because the graph of the first was released."),
            Text(
                en="Each round computes a new graph, so nothing is passed through twice. The old gradients are on the "
                "parameters, not on a graph."
            ),
        ),
    },
    right="a",
)
